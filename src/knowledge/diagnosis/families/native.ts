// C and C++: compilers, linkers, CMake, make, crashes and sanitizers.
import { type Family, frameOf } from '../family.ts'
import { placeOf } from '../paths.ts'

export const native: Family = {
  forms: [
    {
      pattern:
        /\b(?:fatal )?error: '?(?<module>[\w./+-]{2,160}\.(?:h|hpp|hh|hxx))'?(?:: No such file or directory|(?: file)? not found| : )(?<message>)/i,
    },
    { pattern: /\bfatal error (?<code>C1083): .{0,80}'(?<module>[^']{2,160})'/ },
    { pattern: /\bundefined reference to [`'](?<module>[^`'(]{2,200})/ },
    { pattern: /^(?:"|')?_?(?<module>[\w:~<>, ]{2,200})(?:\([^"']{0,200}\))?["'], referenced from:/ },
    { pattern: /^Undefined symbols for architecture/, next: /^\s*"_?(?<module>[^"(]{2,200})/ },
    { pattern: /\berror (?<code>LNK\d{4}): (?:unresolved external symbol )?(?<message>.{3,300})/ },
    { pattern: /\bcannot find -l(?<module>[\w.+-]{1,80})(?<message>)/ },
    { pattern: /\blibrary '?(?:not found for -l)?(?<module>[\w.+-]{1,80})'? not found(?<message>)/ },
    { pattern: /\berror while loading shared libraries: (?<module>[\w.+-]{2,100}): (?<message>[^:]{3,100})/ },
    { pattern: /\bversion [`'](?<module>(?:GLIBC|GLIBCXX|CXXABI)_[\d.]{1,12})'? (?<message>not found)/ },
    { pattern: /\b(?:Library not loaded|image not found): (?<module>\S{2,200})/ },
    {
      pattern: /^CMake Error at (?<file>[^\s:]{1,300}):\d+ \((?<message>[\w]{2,60})\):$/,
      next: /^\s{1,4}(?!CMake|\s*$)(?<message>\S.{3,300})/,
    },
    { pattern: /^CMake Error: (?<message>.{5,300})/ },
    { pattern: /\bCould NOT find (?<module>[\w.+-]{2,60})(?<message>)/ },
    {
      pattern:
        /\bERROR: (?<name>(?:Address|Thread|Leak|Memory|UndefinedBehavior)Sanitizer): (?<message>[\w-]{3,60}(?: [\w-]{2,30}){0,3}?)(?: on (?:unknown )?address| \(|$)/,
    },
    {
      pattern:
        /\bruntime error: (?<message>(?:signed|load|null|index|member|division|shift|applying|store|left|call).{3,200})/,
    },
    { pattern: /\bSegmentation fault\b|\bSIGSEGV\b|\bsegfault at\b/i },
    {
      pattern:
        /^(?:g?make|ninja|mingw32-make)(?:\[\d+\])?: \*\*\* (?:\[.{1,300}\] Error \d+|No rule to make target '(?<module>[^']{1,200})'(?<message>))/,
      isWrapper: true,
    },
    { pattern: /^ninja: (?:error|build stopped)/, isWrapper: true },
    {
      pattern:
        /^collect2: error: ld returned|^clang(?:\+\+)?: error: linker command failed|^Error: Process completed with exit code/,
      isWrapper: true,
    },
    {
      pattern:
        /^(?<file>[^\s:()]{1,300}|[A-Za-z]:[^\s:()]{1,300})(?::\d+){1,2}: (?:fatal )?(?:error|Fehler|erreur|错误|ошибка|エラー)[:：] ?(?<message>.{3,300})/,
    },
    {
      pattern:
        /^(?<file>[^\n(]{1,300})\(\d+(?:,\d+)?\): (?:fatal )?error (?<code>C\d{4}): (?<message>.{3,300})/,
    },
  ],
  frame(line) {
    const [, name, file] =
      /^\s*#\d{1,3}:? +(?:0x[0-9a-f]{4,16} +)?(?:in )?([\w:~<>.$]{2,200})(?: ?\([^)]{0,300}\))? +(?:(?:at|from) +)?\(?(\S{2,300})/.exec(
        line,
      ) ?? []
    if (name === undefined || file === undefined) return null
    const isNobodys =
      /^(?:__|_start$|raise$|abort$|memcpy$|malloc$|free$|main$|std::|operator)/.test(name) ||
      /\/(?:libc|ld-)/.test(file)
    return isNobodys ? { place: null, isPackage: false } : frameOf(name, placeOf(file), true)
  },
}
