// On which systems a report was made: as people say it, as tools print it, else as paths in logs give it away.
import type { Report, ReportLine } from './report-lines.ts'

/** Such as `linux`, `ubuntu 22.04`, `macos 15.1`, `windows 11`, `arm64`, `docker`, `wsl`, `ci`; in that order of kinds. */
export function platformsIn(lines: readonly ReportLine[], { fields = {} }: Pick<Report, 'fields'>): string[] {
  const found = new Map<string, string>()
  const all = [
    ...lines.map(({ text }) => text),
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
  ]
  for (const text of all.slice(0, MOST_LINES))
    for (const { name, pattern, version } of SIGNS) {
      const match = pattern.exec(text)
      if (!match) continue
      const told = version?.(match) ?? match.groups?.version?.toLowerCase()
      const known = found.get(name)
      if (known === undefined || (known === '' && told)) found.set(name, told ?? '')
    }
  if (DISTRIBUTIONS.some((name) => found.has(name)) || found.has('wsl'))
    found.set('linux', found.get('linux') ?? '')
  if (!SYSTEMS.some((name) => found.has(name))) byPaths(lines, found)
  const order = SIGNS.map(({ name }) => name)
  const names = [...found.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b))
  return names.map((name) => `${name} ${found.get(name)}`.trim())
}

function byPaths(lines: readonly ReportLine[], found: Map<string, string>): void {
  for (const { text } of lines) {
    const system = PATHS.find(({ pattern }) => pattern.test(text))
    if (!system) continue
    found.set(system.name, '')
    return
  }
}

const MOST_LINES = 5_000
const SYSTEMS = ['linux', 'macos', 'windows', 'android', 'ios', 'freebsd']
const DISTRIBUTIONS = [
  'ubuntu',
  'debian',
  'fedora',
  'arch',
  'alpine',
  'centos',
  'rhel',
  'suse',
  'mint',
  'nixos',
  'raspbian',
  'amazon linux',
  'rocky',
]

interface Sign {
  name: string
  pattern: RegExp
  version?(match: RegExpExecArray): string | undefined
}

const NUMBER = '(?:[ _:/-]{1,2}v?(?<version>\\d{1,3}(?:\\.\\d{1,5}){0,2}))?'

const SIGNS: readonly Sign[] = [
  { name: 'linux', pattern: /\blinux\b(?!\/(?:arm|amd|386).{0,20}manifest)|\bGNU\/Linux\b/i },
  ...DISTRIBUTIONS.map((name) => ({
    name,
    pattern: new RegExp(
      `\\b${name === 'arch' ? 'arch(?= ?linux)(?: ?linux)?' : name === 'rhel' ? '(?:rhel|red ?hat(?: enterprise linux)?)' : name === 'suse' ? '(?:open)?suse(?: leap| tumbleweed)?' : name === 'mint' ? 'linux mint' : name}(?:[ -](?:linux|gnu\\/linux))?(?: version)?${NUMBER}`,
      'i',
    ),
  })),
  {
    name: 'macos',
    pattern:
      /\bmac ?os(?: ?x)?\b(?:[ :]{1,2}(?:(?:version|tahoe|sequoia|sonoma|ventura|monterey|big sur|catalina|mojave)[ ,]{0,2})?\(?(?<version>\d{2}(?:\.\d{1,2}){0,2}))?|\bOS ?X\b(?: (?<x>10\.\d{1,2}))?|\b(?:apple-)?darwin(?:[ -](?<kernel>\d{2})\.\d)?|\bmacbook\b|\bapple silicon\b|\bsonoma\b|\bsequoia\b/i,
    version: ({ groups }) =>
      groups?.version ?? groups?.x ?? (groups?.kernel && macOfKernel(Number(groups.kernel))),
  },
  {
    name: 'windows',
    pattern:
      /\bWindows(?:[ _-](?:NT |Server )?(?<version>\d{1,4}(?:\.\d)?(?! ?bit)))?(?! (?:manager|is open|are open))\b|\bwin(?<short>1[01]|7|8)\b|\bwin32\b|\bwindows (?:machine|pc|laptop|server|box)\b|(?:os|system|platform|系统)\W{1,6}windows/i,
    version: ({ groups }) => groups?.version ?? groups?.short,
  },
  { name: 'android', pattern: new RegExp(`\\bandroid${NUMBER}(?! studio)`, 'i') },
  { name: 'ios', pattern: /\biOS(?: (?<version>\d{1,2}(?:\.\d{1,2}){0,2}))?\b|\biphone\b/ },
  { name: 'freebsd', pattern: new RegExp(`\\bfreebsd${NUMBER}`, 'i') },
  {
    name: 'arm64',
    pattern:
      /\b(?:arm64|aarch64)\b|\bapple silicon\b|\b(?:apple )?M[1-5](?: (?:pro|max|ultra|mac|macbook|chip)|\))/i,
  },
  { name: 'x64', pattern: /\b(?:x86[_-]64|amd64|x64|win64)\b/i },
  { name: 'wsl', pattern: /\bWSL ?[12]?\b|microsoft-standard/i },
  { name: 'docker', pattern: /\bdocker(?:file|-compose)?\b|\bdocker (?:compose|desktop|engine)\b/i },
  {
    name: 'kubernetes',
    pattern: /\b(?:kubernetes|k8s|k3s|kubectl|minikube|openshift|helm (?:install|upgrade|chart))\b/i,
  },
  {
    name: 'ci',
    pattern:
      /\b(?:github actions?|gitlab[ -]ci|jenkins|circle ?ci|travis(?: ci)?|azure (?:pipelines|devops)|buildkite|teamcity|(?:ubuntu|windows|macos)-latest)\b|\bin (?:our |my |the )?CI\b|\bCI (?:pipeline|runner|job|build)\b|\/home\/runner\/work|\/builds\//i,
  },
]

const PATHS = [
  {
    name: 'windows',
    pattern: /\b[A-Z]:\\(?:Users|Program|Windows|dev|src|code|work|projects?)\b|^PS [A-Z]:\\/i,
  },
  { name: 'macos', pattern: /(?<![\w.])\/(?:Users\/\w|opt\/homebrew\/|Applications\/)/ },
  { name: 'linux', pattern: /(?<![\w.])\/(?:home\/\w|root\/|usr\/lib\/|var\/lib\/|etc\/)/ },
]

/** Darwin 20 is macOS 11; since Darwin 25 both count alike but for one. */
function macOfKernel(kernel: number): string | undefined {
  if (kernel < 20) return undefined
  return String(kernel >= 25 ? kernel + 1 : kernel - 9)
}
