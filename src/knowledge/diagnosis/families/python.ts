// Python: tracebacks, also chained ones.
import { type Family, frameOf } from '../family.ts'
import { isInPackage, placeOf } from '../paths.ts'

export const python: Family = {
  framesComeFirst: true,
  forms: [
    {
      pattern: /^Because (?<module>[\w.-]{1,80}) \([^)]{1,60}\) requires Python/,
      says: 'requires another Python',
    },
    { pattern: /\bNo module named '?(?<module>[\w.]{1,200})'?/, says: 'no module named' },
    {
      pattern:
        /\bcannot import name '(?<module>\w{1,200}' from (?:partially initialized module )?'[\w.]{1,200})'/,
    },
    {
      pattern:
        /\b(?:module|type object|class) '(?<module>[\w.]{1,200})'(?: object)? has no attribute '(?<message>\w{1,200})'/,
    },
    { pattern: /\bNo such option: (?<module>--[\w-]{2,60})/ },
    { pattern: /\bSSL: (?<code>[A-Z_]{5,60})\] (?<message>[^(]{3,200})/ },
  ],
  frame(line) {
    const [, file, name] = /^\s*File "([^"]{1,500})", line \d+(?:, in (\S{1,200}))?/.exec(line) ?? []
    if (file === undefined) return null
    const isStandard = /[\\/]lib(?:64)?[\\/](?:python[\d.]{1,5}[\\/])?(?!.*(?:site|dist)-packages)/i.test(
      file,
    )
    if (isStandard || /^<(?:frozen|string|stdin)/.test(file)) return { place: null, isPackage: false }
    return frameOf(name, placeOf(file), isInPackage(file))
  },
}
