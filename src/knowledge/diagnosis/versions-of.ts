// Which versions a report tells: of the project itself, and of the tools around it.
import { isOwnVersion, versionsIn } from '../versions.ts'
import type { Report, ReportLine } from './report-lines.ts'
import { TOOL_NAMES, toolCalled } from './tools.ts'

/** By name in lower case, the project's own under `''`; what is told first counts. */
export function versionsOf(
  lines: readonly ReportLine[],
  { fields = {}, project }: Pick<Report, 'fields'> & { project?: string },
): Record<string, string> {
  const found = new Map<string, string>()
  const see = (name: string, version: string | undefined) => {
    if (version && !found.has(name) && found.size < MOST) found.set(name, version)
  }
  for (const [heading, value] of Object.entries(fields))
    underHeading(heading, value.slice(0, 1_000), project, see)
  let heading: string | null = null
  for (const { text, isLog } of lines) {
    const head = isLog ? null : headingOf(text)
    if (heading !== null && head === null) underHeading(heading, text, project, see)
    heading = head ?? (heading !== null && /^\s*[-*|]/.test(text) ? heading : null)
    for (const { groups } of text.matchAll(TOOL_VERSION)) {
      const { tool = '', between, version = '' } = groups!
      // `node16` is a name, `node 16` a version.
      if (between !== '' || version.includes('.')) see(toolCalled(tool) ?? '', version)
    }
    const label = LABELLED.exec(text)?.groups
    if (label && isOwnVersion(label.name!, project)) see('', label.version)
  }
  const prose = lines.filter(({ isLog }) => !isLog).map(({ text }) => text)
  const all = lines.map(({ text }) => text)
  see('', versionsIn(prose.join('\n'), project)[0] ?? (project ? besideName(all, project) : undefined))
  return Object.fromEntries(found)
}

const MOST = 40

function underHeading(
  heading: string,
  text: string,
  project: string | undefined,
  see: (name: string, version: string | undefined) => void,
): void {
  const version = /^\W{0,6}(?:v|version )?(?<version>\d{1,9}(?:\.\d{1,9}){0,3}(?:-[\w.]{1,30})?)\b/i.exec(
    text,
  )?.groups?.version
  if (version === undefined || version.length > 40) return
  const tool = toolCalled(
    heading
      .replace(/\W{0,3}\b(?:versions?|ver|版本)\b.*$|版本.*$/i, '')
      .replace(/^(?:your|the|what|which) /i, ''),
  )
  if (tool !== null) see(tool, version)
  else if (isOwnVersion(heading, project)) see('', version)
}

/** A heading of Markdown, or a bold line that serves as one. */
function headingOf(text: string): string | null {
  const found = /^\s{0,3}#{1,6}\s+(.{1,120}?)\s*#*$|^\s{0,3}\*\*([^*]{1,120})\*\*:?\s*$/.exec(text)
  return (found?.[1] ?? found?.[2])?.replace(/[:：?]$/, '').trim() ?? null
}

/** In an error line the project's own name may stand beside its version, such as `widget@2.1.0 build`. */
function besideName(lines: readonly string[], project: string): string | undefined {
  const name = project.toLowerCase()
  for (const text of lines) {
    const at = text.toLowerCase().indexOf(name)
    const before = text[at - 1] ?? ' '
    if (at < 0 || /[\w.-]/.test(before)) continue
    const version =
      /^(?:@|[ :=]{1,2}v?|-v?|, version | version )(\d{1,9}(?:\.\d{1,9}){1,3}(?:-[\w.]{1,30})?)/i.exec(
        text.slice(at + name.length, at + name.length + 60),
      )
    if (version) return version[1]
  }
  return undefined
}

const TOOL_VERSION = new RegExp(
  `(?<![\\w./@\\\\-])(?!node:\\d+\\))(?<tool>${TOOL_NAMES})(?<between>["'*\`_]{0,3}(?: ?\\([^()\\n]{1,40}\\))?\\s{0,4}(?:\\(?(?:versions?|ver|v\\.|sdk|server|cli|版本)\\)?)?["'*\`_]{0,3}\\s{0,12}[:=|@(：]{0,2}\\s{0,4}["'*\`_~^>=]{0,3}(?:go)?v?)(?<version>\\d{1,4}(?:\\.\\d{1,6}){0,3}(?:-(?:alpha|beta|rc|pre|next|canary|preview)[\\w.]{0,20})?)(?![\\w%]|:\\d|\\.\\w)(?! ?(?:errors?|times|files|packages|years|days|minutes|hours|seconds|ms|warnings|tests|users)\\b)`,
  'gi',
)
const LABELLED =
  /^[\s*_>|-]{0,10}(?<name>(?:[\w./@-]{1,40} ){0,3}(?:version|版本)(?: \w{1,20})?)[\s*_|]{0,5}[:=：|][\s*_|"'`]{0,6}v?(?<version>\d{1,9}(?:\.\d{1,9}){0,3}(?:-[\w.]{1,30})?)/i
