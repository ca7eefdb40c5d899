// Swift, Dart, Elixir, Haskell, R, Lua, Perl, browsers, and the tools that set servers up.
import type { Family } from '../family.ts'

export const others: Family = {
  forms: [
    { pattern: /\bno such module '(?<module>[\w.]{1,80})'/ },
    {
      pattern:
        /\bThe (?:method|getter|setter) '(?<module>\w{1,80})' isn't defined for (?:the )?(?:class|type) '\w{1,80}'/,
    },
    {
      pattern:
        /^\*\* \((?<name>[A-Z][\w.]{2,100})\) function (?<module>[\w.!?]{2,100})\/\d{1,2} is undefined/,
    },
    { pattern: /^\*\* \((?<name>[A-Z][\w.]{2,100})\) (?<message>.{3,300})/ },
    { pattern: /\bCould not (?:find|load) module [‘'`](?<module>[\w.]{1,100})/, says: 'cannot find module' },
    { pattern: /\bthere is no package called [‘'`](?<module>[\w.]{1,80})/, says: 'no package called' },
    { pattern: /\bmodule '(?<module>[\w./-]{1,100})' not found/, says: 'cannot find module' },
    { pattern: /\bCan't locate (?<module>[\w/]{1,100}\.pm) in @INC/, says: 'cannot locate' },
    { pattern: /\bdoes not have a provider named (?<module>[\w./-]{3,120})/ },
    { pattern: /\bNo package matching '(?<module>[\w.+-]{1,80})'/ },
    { pattern: /\bhost not found in upstream "(?<module>[\w.-]{1,100})/ },
    { pattern: /\bblocked by CORS policy: (?<message>[^.\n]{5,200})/, isOwn: true },
    { pattern: /\bunknown field "(?<module>[\w.]{1,80})" in [\w.]{3,120}/ },
    { pattern: /\bCannot connect to the Docker daemon/, isOwn: true },
    { pattern: /\b[Pp]ort \d{2,5} (?:was|is) already in use/, says: 'port already in use', isOwn: true },
  ],
}
