// By which words people and tools name systems, machines and surroundings.

export interface Sign {
  name: string
  /** With `g`; its version as the group of that name, where it tells one. */
  pattern: RegExp
  version?(match: RegExpMatchArray): string | undefined
}

const NUMBER = '(?:[ _:/-]{1,2}v?(?<version>\\d{1,3}(?:\\.\\d{1,5}){0,2})(?![\\d.]*-\\d))?'

/** How each is written; followed by its version. */
const LINUXES: Readonly<Record<string, string>> = {
  ubuntu: 'ubuntu',
  debian: 'debian',
  fedora: 'fedora',
  arch: 'arch ?linux',
  alpine: 'alpine',
  centos: 'centos',
  rhel: '(?:rhel|red ?hat(?: enterprise linux)?)',
  suse: '(?:open)?suse(?: leap| tumbleweed)?',
  mint: 'linux mint',
  nixos: 'nixos',
  'raspberry pi': '(?:raspbian|raspberry ?pi)',
  'amazon linux': 'amazon ?linux',
  rocky: 'rocky ?linux',
}

export const DISTRIBUTIONS = Object.keys(LINUXES)

/** In the order in which platforms are told. */
export const SIGNS: readonly Sign[] = [
  { name: 'linux', pattern: /\blinux\b/gi },
  ...Object.entries(LINUXES).map(([name, written]) =>
    named(name, `${written}(?:[ -](?:gnu/)?linux)?(?: version)?`),
  ),
  {
    name: 'macos',
    pattern:
      /\bmac ?os(?: ?x)?\b(?:[ :]{1,2}(?:(?:version|tahoe|sequoia|sonoma|ventura|monterey|big sur|catalina|mojave)[ ,]{0,2})?\(?(?<version>\d{2}(?:\.\d{1,2}){0,2}))?|\bOS ?X\b(?: (?<x>10\.\d{1,2}))?|\b(?:apple-)?darwin(?:[ -]?(?<kernel>\d{2})\.\d)?|\bmac(?:book)?\b|\bapple silicon\b|\bsonoma\b|\bsequoia\b/gi,
    version: ({ groups }) =>
      groups?.version ?? groups?.x ?? (groups?.kernel && macOfKernel(Number(groups.kernel))),
  },
  {
    name: 'windows',
    pattern:
      /\b(?:Windows|WINDOWS)(?:[ _-](?:NT |Server )?(?<version>\d{1,4}(?:\.\d)?(?! ?bit)))?\b|\bwindows (?<small>1[01]|7|8|xp|server|machine|pc|laptop|box)\b|\b[Ww]in ?(?<short>1[01]|7|8)\b|\bwin32\b|\b(?:[Oo][Ss]|[Ss]ystem|[Pp]latform|系统)\W{1,6}windows/g,
    version: ({ groups }) => groups?.version ?? groups?.short ?? /\d+/.exec(groups?.small ?? '')?.[0],
  },
  named('android', 'android(?! studio)'),
  { name: 'ios', pattern: /\biOS(?: (?<version>\d{1,2}(?:\.\d{1,2}){0,2}))?\b|\biPhone\b/g },
  named('freebsd', 'freebsd'),
  {
    name: 'arm64',
    pattern:
      /\b(?:arm64|aarch64)\b|\bapple silicon\b|\b(?:apple )?M[1-5](?: (?:pro|max|ultra|mac|chip)|\))/gi,
  },
  { name: 'x64', pattern: /\b(?:x86[_-]64|amd64|x64|win64)\b/gi },
  { name: 'wsl', pattern: /\bWSL ?[12]?\b|microsoft-standard/gi },
  { name: 'docker', pattern: /\bdocker(?:file|-compose)?\b/gi },
  {
    name: 'kubernetes',
    pattern: /\b(?:kubernetes|k8s|k3s|kubectl|kubelet|minikube|openshift|helm (?:install|upgrade|chart))\b/gi,
  },
  {
    name: 'ci',
    pattern:
      /\b(?:github actions?|gitlab[ -]ci|jenkins|circle ?ci|travis(?: ci)?|azure (?:pipelines|devops)|buildkite|teamcity|(?:ubuntu|windows|macos)-latest)\b|\bin (?:our |my |the )?CI\b|\bCI (?:pipeline|runner|job|build)\b|\/home\/runner\/work\b/gi,
  },
]

/** Where nobody says so, paths in a log give it away. */
export const PATHS = [
  {
    name: 'windows',
    pattern: /\b[A-Z]:\\(?:Users|Program|Windows|dev|src|code|work|projects?)\b|^PS [A-Z]:\\/i,
  },
  { name: 'macos', pattern: /(?<![\w.])\/(?:Users\/\w|opt\/homebrew\/|Applications\/)/ },
  { name: 'linux', pattern: /(?<![\w.])\/(?:home\/\w|root\/|usr\/lib\/|var\/lib\/|etc\/)/ },
] as const

/** Not as a part of another name: `widget-android-3.2.1` is no Android. */
function named(name: string, written: string): Sign {
  return { name, pattern: new RegExp(`(?<![\\w./:-])${written}\\b${NUMBER}`, 'gi') }
}

/** Darwin 20 is macOS 11; since Darwin 25 both count alike but for one. */
function macOfKernel(kernel: number): string | undefined {
  if (kernel < 20) return undefined
  return String(kernel >= 25 ? kernel + 1 : kernel - 9)
}
