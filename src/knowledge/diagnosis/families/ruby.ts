// Ruby, Bundler and RubyGems.
import { type Family, frameOf } from '../family.ts'
import { isInPackage, placeOf } from '../paths.ts'

export const ruby: Family = {
  forms: [
    {
      pattern:
        /^(?<file>[^\s:]{1,300}):\d+:in [`'][^`']{1,120}': (?<message>.{3,300}) \((?<name>[A-Z][\w:]{2,100})\)/,
    },
    { pattern: /\bmkmf\.rb can't find header files for (?<module>ruby)/ },
    { pattern: /\bFailed to build gem native extension|^ERROR: +Error installing/, isWrapper: true },
    { pattern: /\bcannot load such file -- (?<module>[\w./-]{1,200})/ },
    { pattern: /\bCould not find gem '(?<module>[\w-]{1,80})/ },
    {
      pattern:
        /\bCould not find (?<module>[a-z][\w-]{0,80}?)-\d[\d.]{1,20}(?:-[\w-]{1,30})? in (?:locally installed gems|any of the sources|cached gems)/,
    },
    { pattern: /\bAn error occurred while installing (?<module>[\w-]{1,80})/, isWrapper: true },
    { pattern: /\bGem::Ext::BuildError: (?<message>.+)/, isWrapper: true },
    {
      pattern:
        /\bundefined method [`'](?<module>[\w?!=]{1,100})' for (?:an instance of )?(?<message>[\w:]{2,100})/,
    },
    { pattern: /\buninitialized constant (?<module>[A-Z][\w:]{2,160})/ },
  ],
  frame(line) {
    const [, file, name] =
      /^\s*(?:from )?((?:[A-Za-z]:)?[^\s:]{1,300}\.(?:rb|rake|ru)):\d+:in [`']([^`']{1,120})'\s*$/.exec(
        line,
      ) ?? []
    if (file === undefined) return null
    if (/\/lib\/ruby\/(?:\d|site_ruby)/.test(file) && !isInPackage(file))
      return { place: null, isPackage: false }
    return frameOf(
      name?.replace(/^(?:block|rescue|ensure)(?: \(\d+ levels\))? in /, '').replace(/^.*[#.]/, ''),
      placeOf(file),
      isInPackage(file),
    )
  },
}
