// On which systems a report was made: as people say it, as tools print it, else as paths in logs give it away.
import { DISTRIBUTIONS, PATHS, SIGNS } from './platform-signs.ts'
import type { Report, ReportLine } from './report-lines.ts'

/** Such as `linux`, `ubuntu 22.04`, `macos 15.1`, `windows 11`, `arm64`, `docker`, `wsl`, `ci`; in that order of kinds. */
export function platformsIn(lines: readonly ReportLine[], { fields = {} }: Pick<Report, 'fields'>): string[] {
  const found = new Map<string, string>()
  const told = Object.entries(fields).map(([name, value]) => `${name}: ${value.slice(0, 1_000)}`)
  for (const text of [...lines.map((line) => line.text), ...told].slice(0, MOST_LINES)) see(text, found)
  if (DISTRIBUTIONS.some((name) => found.has(name)) || found.has('wsl')) found.set('linux', '')
  if (!SYSTEMS.some((name) => found.has(name))) byPaths(lines, found)
  const order = SIGNS.map(({ name }) => name)
  const names = [...found.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b))
  return names.map((name) => `${name} ${found.get(name)}`.trim())
}

const MOST_LINES = 5_000
const SYSTEMS = ['linux', 'macos', 'windows', 'android', 'ios', 'freebsd']

/** The first version that is told counts. */
function see(text: string, found: Map<string, string>): void {
  for (const { name, pattern, version } of SIGNS)
    for (const match of text.matchAll(pattern)) {
      const told = version?.(match) ?? match.groups?.version ?? ''
      if (!found.get(name)) found.set(name, told)
    }
}

function byPaths(lines: readonly ReportLine[], found: Map<string, string>): void {
  for (const { text } of lines) {
    // .NET names the files of whoever built it.
    if (/:line \d/.test(text)) continue
    const system = PATHS.find(({ pattern }) => pattern.test(text))
    if (!system) continue
    found.set(system.name, '')
    return
  }
}
