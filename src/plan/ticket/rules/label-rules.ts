// What a maintainer's label does at once, as the settings say.

import type { ArticleChoice, Facts } from '../../../domain/facts.ts'
import type { EntryKind } from '../../../domain/ticket.ts'
import type { PlainAct, Want, What } from '../../../domain/want.ts'
import { settingsBlock } from '../../../words/safe-text.ts'
import { closedByLabelMessage, unnamedArticleMessage, waitMessage } from '../../../words/ticket/messages.ts'
import { plainLabel } from '../labels/labels.ts'
import { type Contribution, together } from '../plan.ts'
import { nameOf, once, putOn, sameLabel, say, takeOff } from '../wants.ts'
import { answerAnew } from './answer-anew.ts'
import { commentOf } from './label-comment.ts'
import { type Firing, firingsOfRequest, labelFirings } from './label-firings.ts'
import { undo } from './label-undo.ts'
import { afterWait, announcementOf, closeReason, isSilent, type Wait } from './label-wait.ts'
import { requestInformation, WAITS_FOR_INFORMATION } from './request-information.ts'
import { answerOf, unknownArticle } from './shared.ts'

export function labelRules(facts: Facts): Contribution {
  const said = labelFirings(facts).map((firing): Contribution => {
    if (firing.span.untilAt === null) return apply(facts, firing)
    return firing.span.removedRole === 'maintainer' ? { wants: undo(facts, firing) } : {}
  })
  return together([...said, ...withRequest(facts)])
}

/** What the label will do that a request for information puts on now. */
function withRequest(facts: Facts): Contribution[] {
  const { wants = [] } = requestInformation(facts)
  const waits = wants.some((want) => nameOf(facts, want) === WAITS_FOR_INFORMATION)
  return waits ? firingsOfRequest(facts).map((firing) => apply(facts, firing)) : []
}

function apply(facts: Facts, firing: Firing): Contribution {
  const wait = announcementOf(facts, firing)
  const atOnce = [...wordsOf(facts, firing, wait), ...actsAtOnce(facts, firing)]
  const later = wait ? afterWait(facts, firing, wait) : {}
  return together([{ wants: atOnce }, answerByLabel(facts, firing), later])
}

/** The comment of the rule, with what comes of it: the day on which a wait ends, or that the ticket is closed. */
function wordsOf(facts: Facts, firing: Firing, wait: Wait | null): Want[] {
  const { rule, span, words } = firing
  const texts = [settingsBlock(commentOf(facts, firing, wait))]
  if (wait && !isSilent(rule)) texts.push(waitMessage(wait.announces, wait.day))
  if (rule.close && facts.onGitHub.open)
    texts.push(closedByLabelMessage(closeReason(facts, rule), span.label))
  const text = texts.filter((one) => one !== '').join('\n\n')
  if (text === '') return []
  const key = wait?.key ?? words
  return [say(facts, { kind: 'label-rule', key }, text, { rank: 4, why: whyOf(span) })]
}

function answerByLabel(facts: Facts, { rule, span, star, name, words }: Firing): Contribution {
  if (rule.answer === null) return {}
  const slug = rule.answer.replaceAll('*', star)
  // Nobody is there to be asked what they meant.
  const article = facts.knowledge.article(slug) ?? facts.knowledge.page(slug)
  if (article) {
    const asked = { key: `label ${name}`, at: span.fromAt, why: whyOf(span) }
    return { wants: answerForLabel(facts, article, asked) }
  }
  const isTold = !facts.settingsAreHidden || rule.answer === '*'
  const text = isTold ? unknownArticle(facts, slug) : unnamedArticleMessage
  const why = `label ${span.label}: there is no article ${slug}`
  const marker = { kind: 'label-rule', key: `${words}:no-article` } as const
  return { wants: [say(facts, marker, text, { rank: 5, why })], reasons: [why] }
}

/** A label that was there before the answer has had its say. */
function answerForLabel(
  facts: Facts,
  article: ArticleChoice,
  asked: { key: string; at: number; why: string },
): Want[] {
  const last = answerOf(facts)
  const isOlder = last && asked.at <= Math.max(last.writtenAt, last.deletedAt ?? 0, last.editedAt ?? 0)
  return (isOlder ? null : answerAnew(facts, article, asked)) ?? []
}

/** What somebody does who does not want it. */
const UNDOES: Partial<Record<PlainAct, EntryKind>> = { lock: 'unlocked', reopen: 'closed' }

/** Done once each, and not to what was so before or was changed by somebody since. */
function actsAtOnce(facts: Facts, firing: Firing): Want[] {
  const { rule, span, name } = firing
  const { onGitHub, story } = facts
  const wish = { why: whyOf(span) }
  const act = (what: What) => once(facts, `rule:${name}:${what.do}`, what, wish)
  const since = (kind: EntryKind | undefined) =>
    facts.entries.some((one) => one.kind === kind && one.at > span.fromAt)
  const wasOn = (label: string) =>
    story.labels.some(
      (one) => sameLabel(one.label, label) && one.fromAt < span.fromAt && isOnAt(one, span.fromAt),
    )
  const wants: Want[] = []
  for (const label of rule.add) {
    if (!wasOn(label)) wants.push(putOn(facts, `rule:${name}:add:${label}`, plainLabel(label), wish))
  }
  for (const label of rule.remove) wants.push(takeOff(facts, `rule:${name}:remove:${label}`, label, wish))
  for (const login of rule.assign) wants.push(...assigning(facts, firing, login))
  for (const one of rule.acts) {
    const isSo = one === 'lock' ? onGitHub.locked : one === 'reopen' ? onGitHub.open : false
    if (!isSo && !since(UNDOES[one])) wants.push(act({ do: one }))
  }
  if (rule.close && onGitHub.open && !since('reopened')) {
    wants.push(act({ do: 'close', reason: closeReason(facts, rule) }))
  }
  return wants
}

function isOnAt(span: { untilAt: number | null }, at: number): boolean {
  return span.untilAt === null || span.untilAt > at
}

/** Whoever was assigned already was not assigned by this label; that is remembered under a name of its own. */
function assigning(facts: Facts, { span, name }: Firing, login: string): Want[] {
  const names = { fresh: `rule:${name}:assign:${login}`, known: `rule:${name}:assigned:${login}` }
  if (facts.ticket.kind !== 'issue' || facts.written.has(names.fresh) || facts.written.has(names.known))
    return []
  const isKnown = facts.onGitHub.assignees.some((one) => one.toLowerCase() === login.toLowerCase())
  const what: What = { do: 'assign', logins: [login] }
  return [once(facts, isKnown ? names.known : names.fresh, what, { why: whyOf(span) })]
}

function whyOf({ label }: Firing['span']): string {
  return `the label ${label} is on`
}
