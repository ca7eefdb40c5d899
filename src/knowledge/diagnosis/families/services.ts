// Containers, clusters, databases and the network.
import type { Family } from '../family.ts'

export const services: Family = {
  forms: [
    { pattern: /\bCan't reach database server at/, says: 'cannot reach database server', isOwn: true },
    {
      pattern:
        /\b(?:failed to solve|failed to build|executor failed running).{0,300}(?:did not complete successfully|exit code: \d+)/,
      isWrapper: true,
    },
    { pattern: /\bThe command '.{1,200}' returned a non-zero code/, isWrapper: true },
    { pattern: /\bexec format error\b/, says: 'exec format', isOwn: true },
    {
      pattern:
        /\bexec:? "?(?<module>[\w./-]{1,100})"?: (?:stat \S{1,100}: )?(?:executable file not found in|permission denied|no such file)/,
    },
    { pattern: /\bpull access denied for (?<module>[\w./-]{1,120})/ },
    {
      pattern: /\bThe container name "[^"]{1,100}" is already in use/,
      says: 'container name already in use',
      isOwn: true,
    },
    {
      pattern: /\bmanifest for (?<module>[\w./-]{1,120}?)(?::[\w.-]{1,60})? not found/,
      says: 'failed to pull image',
    },
    { pattern: /\bno matching manifest for (?<module>[\w/]{3,40})/ },
    { pattern: /\bFailed to pull image "(?<module>[\w./-]{1,120})/, says: 'failed to pull image' },
    { pattern: /\bno matches for kind "(?<module>\w{2,80})"(?: in version "[\w./]{2,60}")?/ },
    { pattern: /\bBack-off (?:restarting failed container|pulling image)/, isWrapper: true },
    { pattern: /\brelation "(?<module>[\w.]{1,120})" (?:does not exist|already exists)/ },
    {
      pattern:
        /\bcolumn "?(?<module>[\w.]{1,120})"? (?:of relation "\w{1,80}" )?(?:does not exist|already exists)/,
    },
    { pattern: /\bno such (?:table|column|function|module): (?<module>[\w.]{1,120})/ },
    {
      pattern: /\bTable '(?:\w{1,80}\.)?(?<module>\w{1,80})' (?<message>doesn't exist|already exists)/,
      says: 'no such table',
    },
    { pattern: /\bUnknown column '(?<module>[\w.]{1,80})'/, says: 'unknown column' },
    { pattern: /\bviolates [\w -]{3,40} constraint "(?<module>\w{1,100})"/ },
    {
      pattern: /\bDuplicate entry '.{0,200}' for key '(?<module>[\w.]{1,100})'/,
      says: 'duplicate entry for key',
    },
    { pattern: /\b(?<code>ORA-\d{5}): (?<message>.{3,200})/ },
    { pattern: /\bERROR (?<code>\d{4} \([0-9A-Z]{5}\))(?: at line \d{1,6})?: (?<message>.{3,300})/ },
    {
      pattern: /\bpassword authentication failed for user/,
      isOwn: true,
      says: 'password authentication failed',
    },
    { pattern: /\b(?<code>x509): (?<message>[\w ]{5,80})/ },
    {
      pattern:
        /\b(?<code>[45]\d\d) (?<message>Unauthorized|Forbidden|Not Found|Method Not Allowed|Conflict|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)\b/,
    },
  ],
}
