// C and C++: compilers, linkers, CMake, make, crashes and sanitizers.
import { type Family, frameOf } from '../family.ts'
import { placeOf } from '../paths.ts'

export const native: Family = {
  forms: [
    {
      pattern:
        /\b(?:fatal )?error: '?(?<module>[\w./+-]{2,160}\.(?:h|hpp|hh|hxx))'?(?:: No such file or directory|(?: file)? not found)/i,
      says: 'missing header',
    },
    { pattern: /\bfatal error C1083: .{0,80}'(?<module>[^']{2,160})'/, says: 'missing header' },
    { pattern: /\bundefined reference to [`'](?<module>[^`'(]{2,200})/, says: 'undefined reference to' },
    {
      pattern: /^Undefined symbols for architecture/,
      says: 'undefined reference to',
      next: /^\s*"_?([^"(]{2,200})/,
    },
    { pattern: /^["'][\w:~<>, ]{2,200}(?:\([^"']{0,200}\))?["'], referenced from:/, saysNothing: true },
    { pattern: /\berror (?<code>LNK\d{4}): (?:unresolved external symbol )?(?<message>.{3,300})/ },
    { pattern: /\bcannot find -l(?<module>[\w.+-]{1,80})/, says: 'missing library' },
    {
      pattern: /\blibrary '?(?:not found for -l)?(?<module>[\w.+-]{1,80})'? not found/,
      says: 'missing library',
    },
    { pattern: /\berror while loading shared libraries: (?<module>[\w.+-]{2,100}): [^:]{3,100}/ },
    { pattern: /\bversion [`'](?<module>(?:GLIBC|GLIBCXX|CXXABI)_[\d.]{1,12})'? not found/ },
    { pattern: /\b(?:Library not loaded|image not found): (?<module>\S{2,200})/, says: 'library not loaded' },
    { pattern: /\bCould NOT find (?<module>[\w.+-]{2,60})/, says: 'could not find' },
    {
      pattern: /^CMake Error at (?<file>[^\s:]{1,300}):\d+ \(\w{2,60}\):$/,
      next: /^\s{1,4}(?!CMake|\s*$)(?<message>\S.{3,300})/,
    },
    { pattern: /^CMake Error: (?<message>.{5,300})/ },
    {
      pattern:
        /\bERROR: (?<name>(?:Address|Thread|Leak|Memory|UndefinedBehavior)Sanitizer): (?<message>[\w-]{3,60}(?: [\w-]{2,30}){0,3}?)(?: on (?:unknown )?address| \(|$)/,
    },
    {
      pattern:
        /^(?<file>[^\s:]{1,300}):\d+:\d+: runtime error: (?<message>(?:signed|load|null|member|division|shift|applying|store|left|call).{3,200})/,
    },
    { pattern: /\bException code: (?<code>0x[0-9a-f]{8})/i, says: 'exception code' },
    { pattern: /^\[signal SIG/, saysNothing: true },
    { pattern: /\bSegmentation fault\b|\bSIGSEGV\b|\bsegfault at\b/i, says: 'segmentation fault' },
    { pattern: /\bNo rule to make target [`'](?<module>[^']{1,200})'/, says: 'no rule to make target' },
    {
      pattern:
        /^(?:g?make|ninja|mingw32-make)(?:\[\d+\])?: \*\*\*|^ninja: (?:error|build stopped)|^collect2: error: ld returned|^ld: symbol\(s\) not found|linker command failed|^Error: Process completed with exit code|^compilation terminated/,
      isWrapper: true,
    },
    {
      pattern:
        /^(?<file>(?:[A-Za-z]:)?[^\s:()]{1,300})(?::\d+){1,2}: (?:fatal )?(?:error|Fehler|erreur|错误|ошибка|エラー)[:：] ?(?<message>.{3,300})/,
    },
    {
      pattern:
        /^(?<file>[^\n(]{1,300})\(\d+(?:,\d+)?\): (?:fatal )?error (?<code>C\d{4}): (?<message>.{3,300})/,
    },
  ],
  frame(line) {
    const [, name, file] =
      /^\s*#\d{1,3}:? +(?:0x[0-9a-f]{4,16} +)?(?:in )?([A-Za-z_~][\w:~<>.$]{1,200})(?: ?\([^)]{0,300}\))? +(?:(?:at|from) +)?\(?(\S{0,300}[./]\S{1,300})/.exec(
        line,
      ) ?? []
    if (name === undefined || file === undefined) return null
    const isNobodys =
      /^(?:__|_start$|raise$|abort$|memcpy$|malloc$|free$|main$|std::|operator)/.test(name) ||
      /\/(?:libc|ld-)/.test(file)
    return isNobodys ? { place: null, isPackage: false } : frameOf(name, placeOf(file), true)
  },
}
