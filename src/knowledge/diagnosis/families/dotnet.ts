// .NET: exceptions, MSBuild and NuGet.
import type { Family } from '../family.ts'

export const dotnet: Family = {
  forms: [
    {
      pattern:
        /^(?<file>[^\s(][^(\n]{0,300}?)\(\d+(?:,\d+)?\): (?:fatal )?error (?<code>[A-Z]{1,8}\d{3,6}): (?<message>.+?)(?: \[[^\]]{1,300}\])?$/,
    },
    {
      pattern:
        /^(?:[^\s:]{1,300} ?: )?(?:fatal )?error (?<code>(?:CS|MSB|NU|NETSDK|BC|FS|CA|IDE|MC|XA|CSC|SA|RZ|BL|AD)\d{3,5}): (?<message>.+?)(?: \[[^\]]{1,300}\])?$/,
    },
    { pattern: /\bCould not load file or assembly '(?<module>[\w.-]{2,120})/ },
    { pattern: /\bUnable to load (?:shared library|DLL) '(?<module>[\w.-]{2,120})'/ },
    {
      pattern: /\bThe type initializer for '(?<module>[\w.<>]{2,160})' (?<message>threw an exception)/,
      isWrapper: true,
    },
    {
      pattern:
        /\b(?:You must install or update \.NET|It was not possible to find any compatible framework version)/,
      next: /^(?:Framework: ')?(?:The framework )?'?(?<module>Microsoft\.[\w.]{3,60})/,
    },
    { pattern: /^Build FAILED\.?$/i, isWrapper: true },
  ],
  frame(line) {
    const [, name] =
      /^\s*(?:at|bei|à|в|在|場所) ([\w.`+<>|[\],$]{3,300})\([^)]{0,500}\)(?: in .{1,300})?/.exec(line) ?? []
    if (name === undefined || !name.includes('.')) return null
    if (/^(?:System|Microsoft|Internal|MS)\./.test(name)) return { place: null, isPackage: false }
    const plain = name
      .toLowerCase()
      .replace(/`\d+|\[.*\]/g, '')
      .replace(/[+.]<(\w+)>[\w|]*(?:\.movenext)?/g, '.$1')
    return { place: plain, isPackage: plain.split('.').length > 2 }
  },
}
