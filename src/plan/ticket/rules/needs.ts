// What kind of help is wanted shows as a label, and what the maintainers offer to those who want it is posted once.
import type { Facts } from '../../../domain/facts.ts'
import type { NeedKind, TicketNeed } from '../../../domain/triage.ts'
import type { Want } from '../../../domain/want.ts'
import { bestVersion } from '../../../knowledge/locale.ts'
import { settingsBlock } from '../../../words/safe-text.ts'
import { offerMessage } from '../../../words/ticket/offer-words.ts'
import { NEEDS } from '../labels/labels.ts'
import { needOfLabel } from '../needs/need-named.ts'
import { lastAct, type NeedAct, needOf } from '../needs/need-of.ts'
import type { Contribution } from '../plan.ts'
import { putOn, say, takeOff } from '../wants.ts'
import { answer, isOfLongAgo } from './answer.ts'
import { answerSaid, keptUnread, opensAsCustomer, tierOf } from './shared.ts'
import { settingsAt, whyNotUnasked } from './unasked.ts'

export function needs(facts: Facts): Contribution {
  if (!opensAsCustomer(facts)) return {}
  const need = needOf(facts)
  const act = lastAct(facts)
  const told = need.from === 'default' ? [] : [`need: ${need.kind}, by its ${need.from}`]
  return { wants: [...labels(facts, need, act), ...offer(facts, need.kind, act)], reasons: told }
}

function labels(facts: Facts, { kind, from }: TicketNeed, act: NeedAct | null): Want[] {
  if (act) return act.does === 'says' ? asSaid(facts, act) : []
  const isOurs = kind !== 'technical-support' && (from === 'words' || from === 'form')
  if (!isOurs || isShown(facts, kind) || !maySpeak(facts)) return []
  return [putOn(facts, `need:${kind}`, NEEDS[kind], { why: `asks for ${kind}, by its ${from}` })]
}

/** The label of the kind, and no other: those that a maintainer put on beside their own stay. */
function asSaid(facts: Facts, { kind, key, from }: NeedAct): Want[] {
  const wish = { why: `a maintainer says that it asks for ${kind}` }
  const on =
    from === 'command' && !isShown(facts, kind) ? [putOn(facts, `need:${key}`, NEEDS[kind], wish)] : []
  const others = facts.onGitHub.labels.filter((label) => {
    const other = needOfLabel(label)
    return other !== null && other !== kind && (from === 'command' || isPutOnByUs(facts, label))
  })
  return [...on, ...others.map((label) => takeOff(facts, `need:${key}:off:${label}`, label, wish))]
}

function isShown({ onGitHub }: Facts, kind: NeedKind): boolean {
  return onGitHub.labels.some((label) => needOfLabel(label) === kind)
}

function isPutOnByUs({ story }: Facts, label: string): boolean {
  return story.labels.findLast((span) => span.label === label)?.role === 'self'
}

/** Unasked only early; where a maintainer says that it is wanted, as long as the ticket is open. */
function offer(facts: Facts, kind: NeedKind, act: NeedAct | null): Want[] {
  const isAsked = act?.does === 'says'
  const sinceAt = isAsked ? Math.max(act.at, facts.ticket.openedAt) : facts.ticket.openedAt
  const given = facts.settings.needs.offers[kind]
  if (!given || !settingsAt(facts, sinceAt).needs.offers[kind]) return []
  if (isAsked ? !facts.onGitHub.open : act !== null || !maySpeak(facts) || !fits(facts, kind)) return []
  const reader = facts.knowledge.reader()
  const isAutomatic = !isAsked && !answers(facts)
  const text = offerMessage(kind, settingsBlock(inLanguage(given, reader)), { reader, isAutomatic })
  return [say(facts, { kind: 'offer', key: kind }, text, { rank: 2.8, why: `${kind} is offered` })]
}

/** Technical support is what everybody asks for: it is offered where nobody pays for it and nothing answers. */
function fits(facts: Facts, kind: NeedKind): boolean {
  if (kind !== 'technical-support') return true
  const isPaid = tierOf(facts) !== null || keptUnread(facts) !== null || facts.unread
  return !isPaid && !answerSaid(facts) && !answers(facts)
}

/** An answer or links are posted in this moment. */
function answers(facts: Facts): boolean {
  return (answer(facts).wants ?? []).length > 0
}

function maySpeak(facts: Facts): boolean {
  return whyNotUnasked(facts) === null && !isOfLongAgo(facts)
}

/** In the requester's language where it is there, else in English, else as it stands first. */
function inLanguage(given: string | Record<string, string>, reader: string): string {
  if (typeof given === 'string') return given
  const versions = Object.entries(given).map(([locale, text]) => ({ locale, text }))
  return bestVersion(versions, reader)?.text ?? ''
}
