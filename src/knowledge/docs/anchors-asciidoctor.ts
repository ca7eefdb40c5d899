// How Asciidoctor names sections: https://docs.asciidoctor.org/asciidoc/latest/sections/auto-ids/
import type { Naming } from './page.ts'

interface Rules {
  /** `idprefix` and `idseparator` of the page itself come first. */
  attributes: ReadonlyMap<string, string>
  prefix: string
  separator: string
}

export function asciidoctorNames({ attributes, ...defaults }: Rules): Naming {
  const prefix = attributes.get('idprefix') ?? defaults.prefix
  const separator = (attributes.get('idseparator') ?? defaults.separator).slice(0, 1)
  const used = new Set<string>()
  const last = new Map<string, number>()
  return ({ text, id }) => {
    if (id !== null) {
      used.add(id)
      return id
    }
    const name = nameOf(text, prefix, separator)
    if (!used.has(name)) {
      used.add(name)
      return name
    }
    let count = last.get(name) ?? 2
    while (used.has(`${name}${separator}${count}`)) count++
    last.set(name, count + 1)
    used.add(`${name}${separator}${count}`)
    return `${name}${separator}${count}`
  }
}

function nameOf(text: string, prefix: string, separator: string): string {
  const kept = text.toLowerCase().replace(/[^ \p{L}\p{M}\p{N}\p{Pc}.-]/gu, '')
  if (separator === '') return prefix + kept.replaceAll(' ', '')
  const joined = (prefix + kept).replace(/[ ._-]+/g, (run) =>
    /^[ .-]+$/.test(run) || separator === '_' ? separator : run,
  )
  const ended = joined.endsWith(separator) ? joined.slice(0, -1) : joined
  return prefix === '' && ended.startsWith(separator) ? ended.slice(1) : ended
}
