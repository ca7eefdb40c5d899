// What a maintainer's label does at once, as the settings say.

import type { ArticleChoice, Facts } from '../../../domain/facts.ts'
import { closedByLabelMessage, waitMessage } from '../../../words/messages.ts'
import { settingsBlock } from '../../../words/safe-text.ts'
import { plainLabel } from '../labels.ts'
import { type CommentPart, type Contribution, type Deed, sameLabel } from '../plan.ts'
import { answerAnew } from './answer-anew.ts'
import { type Firing, labelFirings } from './label-firings.ts'
import { undo } from './label-undo.ts'
import { afterWait, announcementOf, closeReason, isSilent, type Wait } from './label-wait.ts'
import { answerOf, unknownArticle } from './shared.ts'

export function labelRules(facts: Facts): Contribution {
  const said: Contribution[] = labelFirings(facts).map((firing) => {
    if (firing.span.untilAt === null) return apply(facts, firing)
    return firing.span.removedRole === 'maintainer' ? { deeds: undo(facts, firing) } : {}
  })
  const again = said.flatMap(({ lookAgainAt }) => lookAgainAt ?? [])
  return {
    parts: said.flatMap(({ parts = [] }) => parts),
    deeds: said.flatMap(({ deeds = [] }) => deeds).filter((deed) => !facts.written.has(deed.key)),
    reasons: said.flatMap(({ reasons = [] }) => reasons),
    lookAgainAt: again.length > 0 ? Math.min(...again) : null,
  }
}

function apply(facts: Facts, firing: Firing): Contribution {
  const wait = announcementOf(facts, firing)
  const later = wait ? afterWait(facts, firing, wait) : {}
  const answer = answerByLabel(facts, firing)
  return {
    parts: [...wordsOf(facts, firing, wait), ...(answer.parts ?? []), ...(later.parts ?? [])],
    deeds: [...deedsAtOnce(facts, firing), ...(answer.deeds ?? []), ...(later.deeds ?? [])],
    reasons: [...(answer.reasons ?? []), ...(later.reasons ?? [])],
    lookAgainAt: later.lookAgainAt ?? null,
  }
}

/** The comment of the rule, with what comes of it: the day on which a wait ends, or that the ticket is closed. */
function wordsOf(facts: Facts, { rule, span, name }: Firing, wait: Wait | null): CommentPart[] {
  const texts = [settingsBlock(rule.comment ?? '')]
  if (wait && !isSilent(rule)) texts.push(waitMessage(wait.announces, wait.day))
  if (rule.close && facts.ticket.open) texts.push(closedByLabelMessage(closeReason(facts, rule), span.label))
  const text = texts.filter((one) => one !== '').join('\n\n')
  if (text === '') return []
  const key = wait?.key ?? name
  return [{ marker: { kind: 'label-rule', key }, text, rank: 4, urgent: false }]
}

function answerByLabel(facts: Facts, { rule, span, star, name }: Firing): Contribution {
  if (rule.answer === null) return {}
  const slug = rule.answer.replaceAll('*', star)
  const article = facts.knowledge.article(slug)
  if (article) return answerForLabel(facts, article, { key: `label ${name}`, at: span.fromAt })
  const text = unknownArticle(facts, slug)
  return {
    parts: [{ marker: { kind: 'label-rule', key: `${name}:no-article` }, text, rank: 5, urgent: false }],
    reasons: [`label ${span.label}: there is no article ${slug}`],
  }
}

/** A label that was there before the answer has had its say. */
function answerForLabel(
  facts: Facts,
  article: ArticleChoice,
  asked: { key: string; at: number },
): Contribution {
  const last = answerOf(facts)
  const isOlder = last && asked.at <= Math.max(last.writtenAt, last.deletedAt ?? 0, last.editedAt ?? 0)
  return (isOlder ? null : answerAnew(facts, article, asked)) ?? {}
}

/** Done once each, and not to what was so before or was changed by somebody since. */
function deedsAtOnce(facts: Facts, { rule, span, name }: Firing): Deed[] {
  const { ticket, story } = facts
  const deeds: Deed[] = []
  const since = (kind: string) => facts.entries.some((one) => one.kind === kind && one.at > span.fromAt)
  const wasOn = (label: string) =>
    story.labels.some(
      (one) => sameLabel(one.label, label) && one.fromAt < span.fromAt && isOnAt(one, span.fromAt),
    )
  for (const label of rule.add) {
    if (!wasOn(label))
      deeds.push({ key: `rule:${name}:add:${label}`, do: 'add_label', label: plainLabel(label) })
  }
  for (const label of rule.remove) {
    deeds.push({ key: `rule:${name}:remove:${label}`, do: 'remove_label', name: label })
  }
  for (const login of rule.assign) deeds.push(...assigning(facts, name, login))
  if (rule.lock && !ticket.locked && !since('unlocked')) deeds.push({ key: `rule:${name}:lock`, do: 'lock' })
  if (rule.reopen && !ticket.open && !since('closed'))
    deeds.push({ key: `rule:${name}:reopen`, do: 'reopen' })
  if (rule.close && ticket.open && !since('reopened')) {
    deeds.push({ key: `rule:${name}:close`, do: 'close', reason: closeReason(facts, rule) })
  }
  return deeds
}

function isOnAt(span: { untilAt: number | null }, at: number): boolean {
  return span.untilAt === null || span.untilAt > at
}

/** Whoever was assigned already was not assigned by this label; that is remembered under a key of its own. */
function assigning(facts: Facts, name: string, login: string): Deed[] {
  const keys = { fresh: `rule:${name}:assign:${login}`, known: `rule:${name}:assigned:${login}` }
  if (facts.ticket.kind !== 'issue' || facts.written.has(keys.fresh) || facts.written.has(keys.known))
    return []
  const isKnown = facts.ticket.assignees.some((one) => one.toLowerCase() === login.toLowerCase())
  return [{ key: isKnown ? keys.known : keys.fresh, do: 'assign', logins: [login] }]
}
