// Node and browsers, their bundlers and TypeScript.
import { type Family, frameOf } from '../family.ts'
import { isInPackage, placeOf } from '../paths.ts'

export const node: Family = {
  forms: [
    {
      pattern:
        /^(?<file>[^\s(:]{1,300}?)(?:[(:]\d+[,:]\d+\)?)?\s*[-:]\s*error (?<code>TS\d{3,6}): (?<message>.+)/,
    },
    { pattern: /^(?:error |ERROR )?(?<code>TS\d{3,6}): (?<message>.+)/ },
    {
      pattern: /\bCannot find (?:module|package) ["'](?<module>[^"']{1,300})["']/,
      says: 'cannot find module',
    },
    { pattern: /\bProperty '(?<module>\w{1,80})' does not exist on type '/ },
    {
      pattern: /\bwas compiled against a different Node\.js version/,
      says: 'compiled against a different Node.js version',
      isOwn: true,
    },
    { pattern: /\bCan(?:not|'t) resolve '(?<module>[^']{1,300})'/, says: 'cannot resolve' },
    {
      pattern: /\b(?:Could not resolve|Failed to resolve import) ["'](?<module>[^"']{1,300})["']/,
      says: 'cannot resolve',
    },
    {
      pattern:
        /\b(?:The requested module|Package subpath|Named export) ["'](?<module>[^"']{1,200})["'] .{3,300}/,
    },
    {
      pattern:
        /^(?:Module (?:build failed|not found|parse failed)|ERROR in \S+|Failed to compile\.?|✘ \[ERROR\])[: ]*$/,
      isWrapper: true,
    },
    { pattern: /^✘ \[ERROR\] (?<message>.+)/ },
    { pattern: /^FATAL ERROR: (?<message>.*(?:heap|memory).*)/ },
    { pattern: /^\(?Use `?node --trace-(?:warnings|uncaught)/, isWrapper: true },
  ],
  frame(line) {
    const [, name, file] =
      /^\s*at (?:async |new )?(?:([^\s(]{1,200}(?: \[as \w+\])?) )?\(?((?:file:|node:|webpack|https?:|[A-Za-z]:\\|\/|<anonymous>|internal\/)[^\s()]{0,500}|[^\s():]{1,300}\.[cm]?[jt]sx?:\d+:\d+)\)?\s*$/.exec(
        line,
      ) ?? []
    if (file === undefined) return null
    if (/^(?:node:|internal\/|<anonymous>)|node:internal/.test(file)) return { place: null, isPackage: false }
    const called = name
      ?.replace(/ \[as .*/, '')
      .replace(/^(?:Object|Module|Function|exports|_?this|Array)\.(?=\w)/, '')
    return frameOf(called, placeOf(file), isInPackage(file))
  },
}
