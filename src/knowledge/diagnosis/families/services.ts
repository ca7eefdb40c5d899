// Containers, clusters, databases and the network.
import type { Family } from '../family.ts'

export const services: Family = {
  forms: [
    {
      pattern:
        /\b(?:failed to solve|failed to build|executor failed running).{0,300}(?:did not complete successfully|exit code: \d+)/,
      isWrapper: true,
    },
    { pattern: /\bThe command '.{1,200}' returned a non-zero code/, isWrapper: true },
    {
      pattern:
        /\bexec:? "?(?<module>[\w./-]{1,100})"?: (?:stat \S{1,100}: )?(?<message>executable file not found in|exec format error|permission denied|no such file)/,
    },
    { pattern: /\b(?<message>exec format error|exec user process caused)\b/ },
    { pattern: /\bpull access denied for (?<module>[\w./-]{1,120})/ },
    {
      pattern:
        /\bmanifest (?:for (?<module>[\w./-]{1,120})(?::[\w.-]{1,60})? )?(?<message>not found|unknown)/,
    },
    { pattern: /\bno matching manifest for (?<module>[\w/]{3,40})/ },
    { pattern: /\bFailed to pull image "(?<module>[\w./-]{1,120})/ },
    { pattern: /\bno matches for kind "(?<module>\w{2,80})"/ },
    { pattern: /\bBack-off (?:restarting failed container|pulling image)/, isWrapper: true },
    { pattern: /\brelation "(?<module>[\w.]{1,120})" (?<message>does not exist|already exists)/ },
    {
      pattern:
        /\bcolumn "?(?<module>[\w.]{1,120})"? (?:of relation "(?<message>\w{1,80})" )?(?:does not exist|already exists)/,
    },
    { pattern: /\bno such (?:table|column|function|module): (?<module>[\w.]{1,120})/ },
    { pattern: /\bTable '(?:\w{1,80}\.)?(?<module>\w{1,80})' (?<message>doesn't exist|already exists)/ },
    { pattern: /\bUnknown column '(?<module>[\w.]{1,80})'/ },
    { pattern: /\bviolates (?<message>[\w -]{3,40} constraint) "(?<module>\w{1,100})"/ },
    { pattern: /\bDuplicate entry '.{0,200}' for key '(?<module>[\w.]{1,100})'/ },
    { pattern: /\b(?<code>ORA-\d{5}): (?<message>.{3,200})/ },
    { pattern: /\bsslv3 alert (?<message>[\w ]{3,60})|\bx509: (?<name>[\w ]{5,80})/ },
  ],
}
