// PHP and Composer.
import { type Family, frameOf } from '../family.ts'
import { isInPackage, placeOf } from '../paths.ts'

export const php: Family = {
  forms: [
    { pattern: /\bCall to undefined (?:function|method) (?<module>[\w\\:]{2,160})\(/ },
    { pattern: /\bClass ["'](?<module>[\w\\]{2,160})["'] (?<message>not found)/ },
    {
      pattern:
        /\bUncaught (?<name>[A-Z][\w\\]{2,160}): (?<message>.{3,300}?)(?: in (?<file>\S{1,300}\.php)(?::\d+| on line \d+).*)?$/,
    },
    {
      pattern:
        /^(?:PHP )?(?:Fatal|Parse|Recoverable fatal) error: +(?<message>.{3,300}?)(?: in (?<file>\S{1,300}\.php)(?::\d+| on line \d+).*)?$/i,
    },
    {
      pattern:
        /^(?:PHP )?(?:Warning|Notice|Deprecated): +(?<message>.{3,300}?) in (?<file>\S{1,300}\.php)(?::\d+| on line \d+)/,
    },
    {
      pattern: /\brequires? (?:PHP extension )?(?<module>ext-[\w-]{2,40})\b.{0,200}missing from your system/,
      says: 'missing PHP extension',
    },
    {
      pattern:
        /^\s*- Root composer\.json requires (?<module>[\w.-]{1,80}\/[\w.-]{1,80})\b(?<message>.{0,60})/,
    },
    { pattern: /\bYour requirements could not be resolved to an installable set/, isWrapper: true },
  ],
  frame(line) {
    const [, file, name] = /^#\d{1,3} (\S{1,300}\.php)\(\d+\): ([\w\\:>{}-]{1,200})/.exec(line) ?? []
    return file === undefined
      ? null
      : frameOf(name?.replace(/^.*(?:->|::)/, ''), placeOf(file), isInPackage(file))
  },
}
