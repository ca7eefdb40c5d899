// Secrets on command lines: what follows an option that takes one, and in which program.
import type { SecretPattern } from './pattern.ts'
import { keepName } from './values.ts'

/** `docker run -u 1000:1000` names no password. */
function keepUser(match: string, groups: unknown[]): string {
  return /^(?:["']?\d+["']?$|\/\/)/.test(groups[1] as string) ? match : keepName(match, groups)
}

const WORD = `("[^"\\n]{3,300}"|'[^'\\n]{3,300}'|[^\\s"'-][^\\s"']{2,300})`

/** An option of a program, with whatever stands between them on the line. */
function optionOf(programs: string, option: string): RegExp {
  return new RegExp(`(\\b(?:${programs})\\b(?:[^\\n|;&]{0,200}?[ \\t])?${option})${WORD}`, 'g')
}

export const COMMAND_SECRETS: SecretPattern[] = [
  {
    kind: 'password',
    hint: /(?:^|\s)-{1,2}[\w-]{0,40}(?:pass|pwd|secret|token|key)/i,
    pattern:
      /((?<![^\s"'])--?[\w-]{0,40}(?:password|passwd|passphrase|pass|pwd|secret|token|(?:api|access|private|secret|account)[-_]?key)[ \t]{1,3})("[^"\n]{3,300}"|'[^'\n]{3,300}'|(?!-)[^\s"']{4,300})/gi,
    keep: keepName,
  },
  {
    kind: 'password',
    hint: /\b(?:curl|wget|https?|httpie)\b/i,
    pattern:
      /((?<=\s)(?:-[uUa]|--user|--proxy-user|--auth)[ =]{0,2})("[^"\n:]{1,100}:[^"\n]{1,200}"|'[^'\n:]{1,100}:[^'\n]{1,200}'|[^\s:"']{1,100}:[^\s"']{1,200})/gi,
    keep: (match, groups) => {
      const [option, given] = groups as [string, string]
      const colon = given.indexOf(':')
      return keepUser(match, [`${option}${given.slice(0, colon + 1)}`, given.slice(colon + 1)])
    },
  },
  {
    kind: 'password',
    hint: /mysql|mariadb/i,
    pattern: optionOf('mysql\\w*|mariadb[\\w-]*', '-p'),
    keep: keepName,
  },
  { kind: 'password', hint: /sshpass/i, pattern: optionOf('sshpass', '-p[ \\t]{0,3}'), keep: keepName },
  {
    kind: 'password',
    hint: /\blogin\b/i,
    pattern: optionOf(
      '(?:docker|podman|helm|oc|az|skopeo|buildah|nerdctl|crane)[^\\n]{0,30}? login',
      '-p[ \\t]{1,3}',
    ),
    keep: keepName,
  },
  {
    kind: 'password',
    hint: /redis-cli|valkey-cli/i,
    pattern: optionOf('(?:redis|valkey)-cli', '-a[ \\t]{1,3}'),
    keep: keepName,
  },
  { kind: 'password', hint: /\bmongo/i, pattern: optionOf('mongo\\w*', '-p[ \\t]{1,3}'), keep: keepName },
  { kind: 'password', hint: /\bldap/i, pattern: optionOf('ldap\\w+', '-w[ \\t]{1,3}'), keep: keepName },
  {
    kind: 'password',
    hint: /htpasswd/i,
    pattern:
      /(\bhtpasswd[ \t]{1,3}-\w{0,8}b\w{0,8}[ \t]{1,3}\S{1,200}[ \t]{1,3}\S{1,100}[ \t]{1,3})(\S{3,200})/gi,
    keep: keepName,
  },
  { kind: 'password', hint: /authtoken/i, pattern: /(authtoken[ \t]{1,3})([\w-]{8,300})/gi, keep: keepName },
  {
    kind: 'password',
    hint: /-pass(?:in|out)/i,
    pattern: /(-pass(?:in|out)[ \t]{1,3}["']?pass:)([^\s"']{3,200})/gi,
    keep: keepName,
  },
]
