// What errors look like whatever wrote them: an exception and its message, or a level and a message.
import type { Family } from '../family.ts'

export const any: Family = {
  forms: [
    {
      pattern:
        /^(?:Exception in thread ".{0,100}" |Unhandled exception\.? |Uncaught |Unhandled (?:error event: )?|ERROR: )?(?:Error: )?(?<name>(?:[A-Za-z_]\w{0,60}(?:[.$\\]|::)){0,8}[A-Z]\w{0,80}(?:Error|Exception|Fault|Panic|Failure|Warning)|Error|Exception)(?: \[(?<code>\w{3,60})\]| \(\w{3,40}\)| \((?:0x[0-9A-Fa-f]{8})\))?(?:: | - |：)(?<message>.+)/,
    },
    {
      pattern: /^(?<name>(?:[A-Za-z_]\w{0,60}(?:[.$\\]|::)){0,8}[A-Z]\w{0,80}(?:Error|Exception)): *$/,
      next: /^(?!\s*at )\s*(?<message>\S.{5,300})/,
      onlyInLogs: true,
    },
    { pattern: /^(?<name>(?:[a-z_]\w{0,60}\.){2,8}[A-Z]\w{2,80}): (?<message>.+)/ },
    {
      pattern: /^(?:Uncaught )?(?<name>(?:[A-Za-z_]\w{0,60}(?:[.$\\]|::)){1,8}\w{0,80}(?:Error|Exception))$/,
      onlyInLogs: true,
    },
    {
      pattern:
        /^(?:error|fatal|panic|critical|fatal error|failure|ERR!|✖|✗|×)(?: ?\[(?<code>[\w/@-]{3,60})\])?\s?(?:[:：|-]|(?<=[✖✗×!]))\s{0,4}(?<message>\S.{3,400})/i,
      onlyInLogs: true,
    },
    {
      pattern:
        /^(?:\w{3,12} )?(?<message>(?:EACCES|EPERM|ENOENT|EADDRINUSE|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOSPC|EMFILE|ENOTFOUND|EEXIST|EXDEV|EBUSY|EPIPE|ENOMEM|EINVAL|EROFS|EISDIR|ENOTDIR|ENOTEMPTY|EHOSTUNREACH|EAI_AGAIN)(?:: .{3,300}| \S{0,100}[\d.:].{0,300}))/,
    },
  ],
}
