// Shells and git.
import type { Family } from '../family.ts'

export const shells: Family = {
  forms: [
    {
      pattern:
        /^(?:[\w./-]{1,100}: )?(?:line \d+: |\d+: )?(?<module>[\w.+-]{1,80}): (?<message>command not found|not found)$/,
    },
    { pattern: /^(?:zsh|fish): (?<message>command not found|Unknown command): ?(?<module>[\w.+-]{1,80})/ },
    {
      pattern:
        /^'?(?<module>[\w.+-]{1,80})'? (?:is not recognized as an internal or external command|n'est pas reconnu|no se reconoce|не является внутренней|wurde nicht als|ist entweder falsch geschrieben|不是内部或外部命令|は、内部コマンドまたは外部コマンド)/,
    },
    { pattern: /^(?:.{0,40}: )?The term '(?<module>[^']{1,120})' is not recognized/ },
    {
      pattern:
        /(?:File|Die Datei) .{1,300}\.ps1 (?<message>cannot be loaded because running scripts is disabled)/,
    },
    { pattern: /FullyQualifiedErrorId ?: ?(?<code>[\w.,]{3,120})/, isWrapper: true },
    { pattern: /^fatal: unable to access '[^']{1,300}': (?<message>.{3,300})/ },
    { pattern: /^fatal: (?<message>.{5,300})/ },
    { pattern: /^remote: (?:fatal|error|ERROR): (?<code>GH\d{3})?:? ?(?<message>.{3,300})/ },
    { pattern: /! \[(?:remote )?rejected\]\s+\S{1,100} -> \S{1,100} \((?<message>[^)]{3,100})\)/ },
    {
      pattern:
        /^git@\S{1,100}: (?<message>Permission denied \([\w,-]{3,60}\))|^(?<name>Host key verification failed)/,
    },
    {
      pattern:
        /^(?:bash|sh|zsh|dash|\/bin\/\w{2,6}): (?:line \d+: |\d+: )?(?:\S{1,200}: )?(?<message>(?:cannot execute|bad interpreter|syntax error|Permission denied|No such file|Bad substitution|unbound variable|Argument list too long).{0,200})/i,
    },
  ],
}
