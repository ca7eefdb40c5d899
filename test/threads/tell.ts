// A played story in words: at each moment what Firstline does and says, why, and how the clocks stand.
import { DateTime } from 'luxon'
import type { Clock, TicketClocks } from '../../src/domain/clock.ts'
import type { Facts } from '../../src/domain/facts.ts'
import { partName } from '../../src/domain/marker.ts'
import type { TicketId } from '../../src/domain/ticket.ts'
import type { Want } from '../../src/domain/want.ts'
import { answerOutcome } from '../../src/plan/ticket/answers/answer-outcome.ts'
import { targetText } from '../../src/plan/ticket/clock-alarms.ts'
import type { Plan } from '../../src/plan/ticket/plan.ts'
import { humanDuration } from '../../src/words/durations.ts'
import { wantWords } from '../../src/words/want-words.ts'
import type { Decided, Moment, Played } from './play.ts'
import type { Step, Story } from './story.ts'

const TELLING = {
  quoted: (label: string) => `"${label}"`,
  safe: (words: string) => words,
  commandPrefix: '/',
  articlesAreSeen: true,
}

/** What is told of a ticket once is not told again until it changes. */
interface Told {
  clocks: Map<string, string>
  why: string[]
  draft: string
  nextLook: string
  texts: Map<string, string>
}

/** The text of the file `NAME.expected.txt`. */
export function tell(story: Story, { moments, end }: Played): string {
  const told = new Map<TicketId, Told>()
  const lines = [wrapped(story.about), '']
  for (const moment of moments) lines.push(...tellMoment(story, moment, told), '')
  for (const decided of end) lines.push(...tellEnd(story, decided), '')
  return `${lines.join('\n').trimEnd()}\n`
}

/** How the tickets stand in the end. */
export function tellEnds(story: Story, end: readonly Decided[]): string {
  return end
    .toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1))
    .flatMap((decided) => tellEnd(story, decided))
    .join('\n')
}

function wrapped(text: string): string {
  const lines = ['']
  for (const word of text.trim().split(/\s+/)) {
    const last = lines.at(-1)!
    if (last.length + word.length > 110) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.join('\n')
}

const UNASKED = { late: 'what came late arrives', time: 'the time has come' }

function tellMoment(story: Story, { at, step, decided }: Moment, told: Map<TicketId, Told>): string[] {
  const isStep = typeof step !== 'string'
  const happened = isStep ? `${step.actor} ${step.verb}${detailsOf(step)}` : UNASKED[step]
  const lines = [`${momentText(isStep ? step.at : at, story.zone)}  ${happened}`]
  if (decided.length === 0) lines.push('  (is told later)')
  const several = new Set(decided.map(({ ticketId }) => ticketId)).size > 1
  let last: TicketId | null = null
  for (const one of decided) {
    if (several && one.ticketId !== last) lines.push(`  about ${nameOf(one.views.shown)}:`)
    const isFurther = one.ticketId === last
    last = one.ticketId
    lines.push(...tellDecided(story, one, told, isFurther).map((line) => (several ? `  ${line}` : line)))
  }
  return lines
}

function detailsOf(step: Step): string {
  const { label, reason, title, comment, tier, to, with: thumb, who, part, as } = step
  const said = [title, label, reason, comment, tier, to, thumb, who, part].filter((one) => one !== undefined)
  const name = as === undefined ? '' : ` (${as})`
  return said.length === 0 ? name : `${name}: ${said.join(', ')}`
}

function tellDecided(
  story: Story,
  decided: Decided,
  told: Map<TicketId, Told>,
  isFurther: boolean,
): string[] {
  const { plan, wants, ticketId, refused, hasRead } = decided
  const before = told.get(ticketId) ?? nothingTold()
  told.set(ticketId, before)
  const lines = hasRead ? ['  reads the thread first'] : []
  if (wants.length === 0 && !isFurther) lines.push('  nothing')
  for (const want of wants) lines.push(...tellOnce(want, refused, before))
  const drafts = plan.drafts.map(({ slug }) => slug).join(', ')
  const draft =
    drafts === '' ? '' : `  ${plan.drafts.length === 1 ? 'a draft' : 'drafts'} for maintainers: ${drafts}`
  if (draft !== before.draft && draft !== '') lines.push(draft)
  before.draft = draft
  if (!isFurther) {
    const why = reasonsOf(plan)
    const told = wants.map((want) => lasting(want.why))
    const isNew = (line: string) =>
      !before.why.includes(line) && !told.some((one) => line.endsWith(`: ${one}`))
    lines.push(...why.filter(isNew))
    before.why = why
  }
  lines.push(...changedClocks(story, decided, before))
  const nextLook = decided.nextLookAt === null ? 'none' : momentText(decided.nextLookAt, story.zone)
  if (nextLook !== before.nextLook) lines.push(`  next look: ${nextLook}`)
  before.nextLook = nextLook
  return lines
}

/** How sure an article is changes with every fit of the knowledge base. */
function lasting(text: string): string {
  return text.replace(/ \(\d+ %\)/g, '').replace(/confidence [\d.]+, bar .*/, 'no article is sure enough')
}

function nothingTold(): Told {
  return { clocks: new Map(), texts: new Map(), why: [], draft: '', nextLook: 'none' }
}

/** What is wanted again with the same words, because nothing is written, is told without them. */
function tellOnce(want: Want, refused: ReadonlyMap<string, string>, before: Told): string[] {
  const [line = '', ...text] = tellWant(want, refused)
  const isKnown = text.length > 0 && before.texts.get(want.key) === text.join('\n')
  before.texts.set(want.key, text.join('\n'))
  return isKnown ? [`${line} (as above)`] : [line, ...text]
}

/** Clocks are told by themselves. */
function reasonsOf({ reasons }: Plan): string[] {
  const answers = reasons.filter(({ rule }) => rule === 'answer').slice(0, 1)
  const others = reasons.filter(({ rule }) => !['promise', 'answer'].includes(rule))
  return [...others, ...answers].map(({ rule, text }) => `  why (${rule}): ${lasting(text)}`)
}

function tellWant({ key, what, place, why }: Want, refused: ReadonlyMap<string, string>): string[] {
  const where = place.in === 'own_thing' ? ` (on the ${place.kind.replaceAll('_', ' ')})` : ''
  const sign = what.do === 'label_on' ? '+' : what.do === 'label_off' ? '-' : '*'
  const words = what.do === 'label_off' ? `the label "${what.name}"` : wantWords(what, TELLING)
  const more = why === '' ? '' : `: ${lasting(why)}`
  const answer = refused.get(key)
  const text = what.do === 'say' ? what.text : what.do === 'edit_comment' ? what.body : null
  const marker = what.do === 'say' ? ` <${partName(what.marker)}>` : ''
  return [
    `  ${sign} ${words}${marker}${where}${more}`,
    ...(text === null ? [] : textLines(text)),
    ...(answer === undefined ? [] : [`      GitHub refuses: ${answer}`]),
  ]
}

/** How sure an article is changes with every fit of the knowledge base. */
function textLines(text: string): string[] {
  const steady = text.replace(/\d+ % where \d+ % are needed/g, 'so much where so much is needed')
  return steady.split('\n').map((line) => `      | ${line}`.trimEnd())
}

/** None of what goes on as another ticket: there they are told. */
function changedClocks(story: Story, { views, goesOnAs }: Decided, told: Told): string[] {
  if (goesOnAs !== null) return []
  const { shown, known } = views
  const inPrivate =
    known === shown
      ? []
      : clocksOf(known.clocks).map(([name, clock]) => [`in private: ${name}`, clock] as const)
  return [...clocksOf(shown.clocks), ...inPrivate].flatMap(([name, clock]) => {
    const line = `  ${name}: ${clockText(clock, story.zone)}`
    if (clock.outcome === 'none' || told.clocks.get(name) === line) return []
    told.clocks.set(name, line)
    return [line]
  })
}

function clocksOf({ firstResponse, nextResponses, resolution }: TicketClocks): Array<[string, Clock]> {
  return [
    ['first response', firstResponse],
    ...nextResponses.map((clock, i): [string, Clock] => [`next response ${i + 1}`, clock]),
    ['resolution', resolution],
  ]
}

/** How a clock stands, what is owed on it and by whom; without what changes with every second. */
function clockText(clock: Clock, zone: string): string {
  const { outcome, stoppedAt, holds, missedAt, deadlineAt, atRisk, met, takenBack } = clock
  const since =
    stoppedAt === null ? '' : ` ${outcome === 'paused' ? 'since ' : ''}${momentText(stoppedAt, zone)}`
  const owed = holds ? `${targetText(holds)} to ${holds.tier ?? 'community'}` : 'nothing promised'
  const due = deadlineAt === null || missedAt !== null ? '' : `, due ${momentText(deadlineAt, zone)}`
  const state =
    missedAt !== null ? `, MISSED ${momentText(missedAt, zone)}` : met ? ', kept' : atRisk ? ', at risk' : ''
  const back = takenBack.length > 0 ? `, taken back: ${takenBack.join(', ')}` : ''
  return `${outcome.replaceAll('_', ' ')}${since}${state}${due} (${owed}${back})`
}

function tellEnd(story: Story, { views, wants, goesOnAs }: Decided): string[] {
  const { shown, known } = views
  if (goesOnAs !== null) return [`In the end ${nameOf(shown)} goes on elsewhere`]
  const { onGitHub, story: told } = shown
  const open =
    onGitHub.gone ??
    (onGitHub.open ? 'open' : `closed as ${(onGitHub.stateReason ?? 'completed').replaceAll('_', ' ')}`)
  const labels = onGitHub.labels.length > 0 ? onGitHub.labels.toSorted().join(', ') : 'none'
  const outcome = answerOutcome(shown)
  const verdict = outcome?.helpful ? ', helpful' : outcome?.unhelpful ? ', unhelpful' : ''
  const solved = outcome?.solved ? `, solved (${outcome.solved})` : ''
  return [
    `In the end ${nameOf(shown)} is ${open}${onGitHub.locked ? ' and locked' : ''}; labels: ${labels}`,
    ...(wants.length > 0 ? ['  still wanted:', ...wants.flatMap((want) => tellWant(want, new Map()))] : []),
    `  ${tierText(shown)}, by ${told.openerRole === 'requester' ? 'a customer' : `a ${told.openerRole}`}`,
    ...clockLines(story, shown),
    ...(outcome
      ? [`  ${outcome.isLinks ? 'offered links' : `answered with ${outcome.slug}`}${verdict}${solved}`]
      : []),
    ...(known === shown
      ? []
      : [
          `  in private: ${tierText(known)}`,
          ...clockLines(story, known).map((line) => `  in private:${line.slice(1)}`),
        ]),
  ]
}

function tierText({ standing, standings }: Facts): string {
  const opening = standings[0]?.tier ?? 'community'
  const now = standing.tier ?? 'community'
  return opening === now ? `tier ${now}` : `tier ${opening} at opening, ${now} now`
}

function clockLines(story: Story, facts: Facts): string[] {
  return clocksOf(facts.clocks)
    .filter(([, clock]) => clock.outcome !== 'none')
    .map(([name, clock]) => {
      const wall = `${humanDuration(clock.wallMs / 1000)} by the wall`
      const hours =
        clock.calendarMs === clock.wallMs ? '' : `, ${humanDuration(clock.calendarMs / 1000)} in hours`
      return `  ${name}: ${clockText(clock, story.zone)}; ${wall}${hours}`
    })
}

function nameOf({ ticket, repository }: Facts): string {
  return `${ticket.kind} ${repository.owner}/${repository.name}#${ticket.number}`
}

function momentText(at: number, zone: string): string {
  const moment = DateTime.fromMillis(at, { zone, locale: 'en-US' })
  return moment.toFormat(at % 60_000 === 0 ? 'ccc yyyy-LL-dd HH:mm' : 'ccc yyyy-LL-dd HH:mm:ss')
}
