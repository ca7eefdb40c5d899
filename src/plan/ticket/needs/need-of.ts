// What kind of help a ticket asks for: as maintainers say, else as its form, its template's label or its words say.
import type { Facts } from '../../../domain/facts.ts'
import type { LabelSpan } from '../../../domain/story.ts'
import type { NeedKind, TicketNeed } from '../../../domain/triage.ts'
import { needCalls } from '../commands/need.ts'
import { isUnderWatch } from '../rules/shared.ts'
import { settingsAtOpening } from '../rules/unasked.ts'
import { needInForm } from './need-in-form.ts'
import { needInWords } from './need-in-words.ts'
import { needOfLabel } from './need-named.ts'

/** Where it comes from when no maintainer said anything. */
type Judged = Pick<TicketNeed, 'kind' | 'from'>

/** A maintainer's word on it: a command, or a label put on or taken off. */
export interface NeedAct {
  from: 'command' | 'label'
  /** A label that is taken off says nothing more than no. */
  does: 'says' | 'unsays'
  kind: NeedKind
  at: number
  /** Names it among effects. */
  key: string
}

/**
 * What kind of help is wanted. `corrected`: what Firstline had said, where the last word of a maintainer says
 * something else.
 */
export function needOf(facts: Facts): TicketNeed {
  const judged = judgedNeed(facts)
  const last = lastAct(facts)
  if (!last) return { ...judged, corrected: null }
  const said = needSaid(facts) ?? judged.kind
  return { kind: last.kind, from: last.from, corrected: said === last.kind ? null : said }
}

/** What it is without a maintainer's word: unsure is technical support. */
export function judgedNeed(facts: Facts): Judged {
  const judged = JUDGED.get(facts) ?? judge(facts)
  JUDGED.set(facts, judged)
  return judged
}

/** Several rules ask in one turn. */
const JUDGED = new WeakMap<Facts, Judged>()

function judge(facts: Facts): Judged {
  const { ticket } = facts
  const own = settingsAtOpening(facts).needs.words
  const inForm = needInForm(ticket.body, own)
  if (inForm) return { kind: inForm, from: 'form' }
  const labelled = facts.story.labels.find(
    (span) => span.role !== 'maintainer' && span.role !== 'self' && isOn(span),
  )
  const onLabel = labelled ? needOfLabel(labelled.label) : labelUntold(facts)
  if (onLabel) return { kind: onLabel, from: 'label' }
  const inWords = needInWords(ticket, own)
  if (inWords) return { kind: inWords, from: 'words' }
  // What was said stays said when the text is written anew.
  const ours = facts.story.labels.find((span) => span.role === 'self' && isOn(span))
  const onOurs = ours ? needOfLabel(ours.label) : null
  if (onOurs) return { kind: onOurs, from: 'words' }
  return { kind: 'technical-support', from: 'default' }
}

function isOn(span: LabelSpan): boolean {
  return span.untilAt === null && needOfLabel(span.label) !== null
}

/** A label that stands there though the ledger does not know of it: it came with the ticket. */
function labelUntold({ onGitHub, story }: Facts): NeedKind | null {
  const known = new Set(story.labels.map(({ label }) => label.toLowerCase()))
  const untold = onGitHub.labels.find((label) => needOfLabel(label) && !known.has(label.toLowerCase()))
  return untold === undefined ? null : needOfLabel(untold)
}

/** The last word of a maintainer that counts; null where there is none. */
export function lastAct(facts: Facts): NeedAct | null {
  const acts = [...commandActs(facts), ...labelActs(facts)]
  return acts.reduce<NeedAct | null>((last, act) => (last && last.at > act.at ? last : act), null)
}

function commandActs(facts: Facts): NeedAct[] {
  return needCalls(facts).map(({ kind, call }) => ({
    from: 'command',
    does: 'says',
    kind,
    at: call.at,
    key: call.key,
  }))
}

/**
 * Labels of maintainers: putting one on says so; taking off the one that held says technical support, unless another
 * stands.
 */
function labelActs(facts: Facts): NeedAct[] {
  const spans = facts.story.labels.filter(({ label }) => needOfLabel(label) !== null)
  const acts = spans.flatMap((span): Array<NeedAct & { place: number }> => {
    const kind = needOfLabel(span.label) ?? 'technical-support'
    const on = span.role === 'maintainer' && isUnderWatch(facts, span.fromAt)
    const off = span.removedRole === 'maintainer' && isUnderWatch(facts, span.untilAt ?? 0)
    return [
      ...(on
        ? [
            {
              from: 'label' as const,
              does: 'says' as const,
              kind,
              at: span.fromAt,
              key: keyOf(span),
              place: span.fromPlace,
            },
          ]
        : []),
      ...(off ? [takenOff(span, spans)] : []),
    ]
  })
  return acts.sort((a, b) => a.at - b.at || a.place - b.place)
}

function takenOff(span: LabelSpan, spans: readonly LabelSpan[]): NeedAct & { place: number } {
  const at = span.untilAt ?? span.fromAt
  const place = span.untilPlace ?? span.fromPlace
  const standing = spans.findLast(
    (one) =>
      one.fromPlace < place &&
      (one.untilPlace === null || one.untilPlace > place) &&
      one.label !== span.label,
  )
  const kind = (standing && needOfLabel(standing.label)) ?? 'technical-support'
  return { from: 'label', does: 'unsays', kind, at, key: `${keyOf(span)}:off`, place }
}

function keyOf({ label, fromAt }: LabelSpan): string {
  return `${label}@${Math.floor(fromAt / 1000)}`
}

/** What Firstline's own label said before any maintainer did; null: there was none. */
export function needSaid(facts: Facts): NeedKind | null {
  const own = facts.story.labels.find(({ label, role }) => role === 'self' && needOfLabel(label) !== null)
  const firstActAt = Math.min(...[...commandActs(facts), ...labelActs(facts)].map(({ at }) => at))
  return own && own.fromAt < firstActAt ? needOfLabel(own.label) : null
}
