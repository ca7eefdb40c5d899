// Codes by which programs name their errors: what one of them says is the same on every machine.

/** The code that a message names first, in lower case; null without one. */
export function codeIn(text: string): string | null {
  for (const { pattern, except } of SHAPES) {
    for (const match of text.matchAll(pattern)) {
      const found = match[1] ?? match[0]
      if (!except?.test(found)) return found.toLowerCase().replace(/\s+/g, ' ')
    }
  }
  return null
}

/** Whether an exception's name is its project's own: `WidgetConfigError`, `org.acme.WidgetException`, not `TypeError`. */
export function isOwnException(name: string): boolean {
  const parts = name.split(/[.\\$]|::/)
  const last = parts.at(-1)!
  if (
    parts.length > 1 &&
    !/^(?:java|javax|jdk|sun|kotlin|scala|System|Microsoft|builtins|exceptions|asyncio|concurrent)$/.test(
      parts[0]!,
    )
  )
    return true
  return !COMMON.has(last.toLowerCase().replace(/(?:error|exception)$/, ''))
}

interface Shape {
  pattern: RegExp
  except?: RegExp
}

/** The most telling first. */
const SHAPES: readonly Shape[] = [
  // rustc, TypeScript, C#, MSBuild, linkers, databases, Angular, linters: letters, then digits.
  {
    pattern: /(?<![\w/.@-])[A-Z]{1,8}-?\d{3,6}(?:W)?(?![\w-]|\.\d)/g,
    except:
      /^(?:SHA|RS|HS|ES|PS|AES|RSA|MD|UTF|UCS|ISO|CVE|RFC|PEP|CP|GTX|RTX|RX|H|X|INT|UINT|FLOAT|FP|BASE|IPV|WIN|IE|PORT|PID|PR|GH|ID|MP|ARM|AMD|I|HTTP|PY|GPT|S|V|Q|KB|T|P|K|J|M|MI|B)-?\d+$|^(?:C|D|W|I)\d{4}$(?<!C[1-5]\d{3}|D[89]\d{3})|^A100$/,
  },
  // Node, npm, Windows, TLS, Chromium, OpenSSL: words with underscores.
  {
    pattern: /(?<![\w$%{.-])[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,8}(?![\w=(}%])/g,
    except:
      /^(?:NODE_ENV|X86_64|AMD_64|LD_LIBRARY_PATH|JAVA_HOME|CMAKE_[A-Z_]+|DEBUG_\w+|HTTPS?_PROXY|NODE_OPTIONS|PYTHON_VERSION|NODE_VERSION|MAX_OLD_SPACE_SIZE|GLIBC_\d*|GLIBCXX_\d*|CXXABI_\d*|SQL_STATE|ERR_CODE|EXIT_CODE)$/,
  },
  { pattern: /(?<![\w$.-])(?:ERR_[A-Z_]{3,60}|E(?:401|403|404|409|429|5\d\d))(?!\w)/g },
  {
    pattern: /(?<![\w$.-])E[A-Z]{4,20}(?:2BIG)?(?![\w=(])/g,
    except:
      /^E(?:RROR|RRORS|NABLED?|XCEPTION|XPECTED|XPORT|XPORTED|XTERNAL|XTENSION|XTRA|XAMPLE|XECUTE|XECUTED|XECUTION|XISTS|XIT|XITED|XPIRED|DITOR|MAIL|MPTY|NCODING|NDPOINT|NGINE|NTRY|NTRYPOINT|NTERPRISE|NVIRONMENT|VENT|VENTS|VERY|ITHER|LSE|LSEIF|LEMENT|LECTRON|ARLY|ACH|NGLISH|UROPE|STABLISHED|SCAPE|QUALS|LIFECYCLE|SLINT|MSDK|XPLAIN|RRNO|XEC)$/,
  },
  { pattern: /\bSQLSTATE\W{0,3}([0-9A-Z]{5})\b/g },
  { pattern: /\bERROR (\d{4} \([0-9A-Z]{5}\))/g },
  { pattern: /\b0x(?:8[0-9a-f]{7}|c0000[0-9a-f]{3})\b/gi },
  { pattern: /\b(?:os error|winerror|errno) -?\d{1,5}\b/gi },
  { pattern: /\berror:([0-9A-F]{8})(?=:)/g },
  {
    pattern:
      /\b(?:ImagePullBackOff|ErrImagePull|CrashLoopBackOff|OOMKilled|CreateContainerConfigError|CreateContainerError|RunContainerError|FailedScheduling|FailedMount|FailedAttachVolume|InvalidImageName|ErrImageNeverPull|NXDOMAIN|SERVFAIL|PSSecurityException|UnauthorizedAccess|CommandNotFoundException)\b/g,
  },
  {
    pattern:
      /\b(?:HTTP(?:\/[\d.]{1,3})?|status(?: code)?:?|returned error:|response status|server responded with) ?[(:]? ?([45]\d\d)\b/gi,
  },
  {
    pattern:
      /\b([45]\d\d) (?:Unauthorized|Forbidden|Not Found|Method Not Allowed|Conflict|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Client Error|Server Error)\b/gi,
  },
  { pattern: /\bexit(?:ed with)?(?: with)?(?: code| status)?:? (13[4-9]|12[67]|322122\d{4})\b/gi },
]

/** Names that every program may throw, without `Error` and `Exception`. */
const COMMON: ReadonlySet<string> = new Set(
  `  type reference range syntax eval uri aggregate internal dom assertion uncaught unhandled abort timeout
  runtime value key index attribute name os io lookup import modulenotfound notimplemented stopiteration arithmetic
  zerodivision overflow memory recursion eof unicode unicodedecode unicodeencode buffer permission filenotfound fileexists
  isadirectory notadirectory connection connectionrefused connectionreset brokenpipe blockingio interrupted childprocess
  process keyboardinterrupt systemexit system indentation tab environment base
  nullpointer illegalargument illegalstate classcast arrayindexoutofbounds indexoutofbounds stringindexoutofbounds
  numberformat unsupportedoperation concurrentmodification nosuchelement classnotfound noclassdeffound nosuchmethod
  nosuchfield stackoverflow outofmemory execution invocationtarget securit security filesystem nosuchfile accessdenied
  unsupportedclassversion exceptionininitializer unsatisfiedlink socket sockettimeout unknownhost connect bind sql
  kotlinnullpointer uninitializedpropertyaccess
  nullreference argument argumentnull argumentoutofrange invalidoperation invalidcast format notsupported
  objectdisposed operationcanceled taskcanceled directorynotfound badimageformat typeinitialization typeload missingmethod
  keynotfound accessviolation httprequest web
  standard nomethod load frozen local localjump fiber stop uncaughtthrow notfound fatal
  errorexception argumentcount division pdo parse logic domain length outofbounds outofrange unexpectedvalue badfunctioncall
  command calledprocess build compile compilation generic unknown unexpected server client network fetch request response http`
    .split(/\s+/)
    .concat(''),
)
