// The report of a month, or of any time, as people read it: on the desk and on the command line.
import { NEED_KINDS } from '../../domain/triage.ts'
import type { SupportFigures } from '../../report/support.ts'
import { humanInstant } from '../durations.ts'
import { NEED_WORDS } from '../need-names.ts'
import { safeInline } from '../safe-text.ts'
import { answersSentence, firstResponseTable, laterTable } from '../tables.ts'
import { monthText } from '../zone.ts'
import { economicsSection } from './economics-section.ts'
import type { ReportFacts } from './facts.ts'
import { gapSection } from './gap-section.ts'
import { headline } from './headline.ts'
import { monthTable } from './month-table.ts'

/** Markdown. The same facts give the same text. */
export function reportText(facts: ReportFacts): string {
  const { metrics, bounds, support, month, before, gaps } = facts
  const all = metrics.tiers.all!
  const sections = [
    month
      ? `## ${safeInline(metrics.repository)} in ${monthText(month)}`
      : `# ${safeInline(metrics.repository)}`,
    headline(metrics, bounds),
    month && before ? monthTable(facts, before, month) : null,
    all.opened === 0 ? null : under('### By tier', firstResponseTable(metrics, bounds), month !== null),
    under('### After the first response', laterTable(metrics, bounds)),
    answersSentence(all),
    needsSentence(support.all!),
    economicsSection(facts),
    gapSection(gaps),
    spanText(facts),
  ]
  return sections.filter((section) => section !== null).join('\n\n')
}

/** The heading only where it `isNeeded`. */
function under(heading: string, table: string | null, isNeeded = true): string | null {
  return table === null || !isNeeded ? table : `${heading}\n\n${table}`
}

/** Null without tickets. */
function needsSentence({ total, needs }: SupportFigures): string | null {
  if (total === 0) return null
  const asked = NEED_KINDS.filter((kind) => needs[kind] > 0)
  return `What was asked for: ${asked.map((kind) => `${NEED_WORDS[kind]} (${needs[kind]})`).join(', ')}.`
}

function spanText({ metrics: { from, to, generated_at: now }, month, zone }: ReportFacts): string {
  const instant = (text: string) => humanInstant(Date.parse(text), zone)
  if (month) return `<sub>Tickets opened in ${monthText(month)} (${zone}), as of ${instant(now)}.</sub>`
  return `Tickets opened from ${instant(from)} to ${instant(to)}, as of ${instant(now)}.`
}
