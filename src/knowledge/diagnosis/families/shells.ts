// Shells and git.
import type { Family } from '../family.ts'

export const shells: Family = {
  forms: [
    {
      pattern:
        /^(?:[\w./-]{1,100}: )?(?:line \d+: |\d+: )?(?<module>[\w.+-]{1,80}): (?:command not found|not found)$/,
      says: 'command not found',
    },
    {
      pattern: /\b(?:command not found|Unknown command): ?(?<module>[\w.+-]{1,80})/,
      says: 'command not found',
    },
    {
      pattern:
        /["'„](?<module>[\w.+-]{1,80})["'“”] (?:is not recognized as an internal or external command|n'est pas reconnu|no se reconoce|не является внутренней|ist entweder falsch geschrieben|不是内部或外部命令|は、内部コマンドまたは外部コマンド)/,
      says: 'command not found',
    },
    { pattern: /\bThe term '(?<module>[^']{1,120})' is not recognized/, says: 'command not found' },
    {
      pattern: /\.ps1 cannot be loaded because running scripts is disabled/,
      says: 'running scripts is disabled',
      isOwn: true,
    },
    { pattern: /^\+? ?(?:CategoryInfo|FullyQualifiedErrorId)\s{0,20}:/, saysNothing: true },
    { pattern: /\bunable to access '[^']{1,300}': (?<message>.{3,300})/, isOwn: true },
    { pattern: /^fatal: Could not read from remote repository/, isWrapper: true },
    { pattern: /^fatal: (?<message>.{5,300})/ },
    { pattern: /^remote: (?:fatal|error|ERROR): (?<code>GH\d{3})?:? ?(?<message>.{3,300})/ },
    { pattern: /! \[(?:remote )?rejected\]\s+\S{1,100} -> \S{1,100} \((?<message>[^)]{3,100})\)/ },
    { pattern: /\b(?<message>Permission denied \(publickey[\w,-]{0,60}\))/, isOwn: true },
    { pattern: /\bHost key verification failed/, isOwn: true },
    {
      pattern:
        /^(?:bash|sh|zsh|dash|\/bin\/\w{2,6}): (?:line \d+: |\d+: )?(?:[^\s:]{1,200}: ){0,3}(?<message>bad interpreter.{0,200})/i,
      isOwn: true,
    },
    {
      pattern:
        /^(?:bash|sh|zsh|dash|\/bin\/\w{2,6}): (?:line \d+: |\d+: )?(?:[^\s:]{1,200}: ){0,3}(?<message>(?:cannot execute|syntax error|Permission denied|No such file|Bad substitution|unbound variable|Argument list too long).{0,200})/i,
    },
  ],
}
