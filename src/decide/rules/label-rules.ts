// What a maintainer's label does, as the settings say; taking it off undoes what can be undone.
import type { LabelRule, LabelSpec } from '../../domain/settings.ts'
import type { Facts } from '../facts.ts'
import type { LabelSpan } from '../fold-story.ts'
import type { Contribution, Deed } from '../plan.ts'
import { answerPart } from './answer.ts'
import { answerSaid, isUnderWatch } from './shared.ts'

export function labelRules(facts: Facts): Contribution {
  const said: Required<Pick<Contribution, 'parts' | 'deeds' | 'reasons'>> & { lookAgainAt: number | null } = {
    parts: [],
    deeds: [],
    reasons: [],
    lookAgainAt: null,
  }
  for (const span of facts.story.labels) {
    if (span.role !== 'maintainer' || !isUnderWatch(facts, span.fromAt)) continue
    for (const rule of facts.settings.labels) {
      const star = matchLabel(rule.label, span.label)
      if (star === null) continue
      const name = `${span.label}@${Math.floor(span.fromAt / 1000)}`
      if (span.untilAt === null) apply(facts, rule, star, name, span, said)
      else if (span.removedRole === 'maintainer') undo(facts, rule, name, said.deeds)
    }
  }
  return said
}

/** What the trailing `*` of a rule stands for ('' without one); null if the rule is not about this label. */
export function matchLabel(pattern: string, label: string): string | null {
  const [wanted, have] = [pattern.toLowerCase(), label.toLowerCase()]
  if (!pattern.endsWith('*')) return wanted === have ? '' : null
  const start = wanted.slice(0, -1)
  return have.startsWith(start) && have.length > start.length ? label.slice(start.length).trim() : null
}

type Said = {
  parts: NonNullable<Contribution['parts']>
  deeds: Deed[]
  reasons: string[]
  lookAgainAt: number | null
}

function apply(facts: Facts, rule: LabelRule, star: string, name: string, span: LabelSpan, said: Said): void {
  const once = (deed: Deed) => {
    if (!facts.did.has(deed.key)) said.deeds.push(deed)
  }
  if (rule.comment !== null && rule.comment !== '') {
    const marker = { kind: 'label-rule', key: name } as const
    said.parts.push({ marker, text: rule.comment, rank: 4, urgent: false })
  }
  if (rule.answer !== null && !answerSaid(facts)) {
    const slug = rule.answer.replaceAll('*', star)
    const article = facts.knowledge.article(slug)
    if (article) said.parts.push(answerPart(article))
    else said.reasons.push(`label ${span.label}: there is no article ${slug}`)
  }
  for (const label of rule.add)
    once({ key: `rule:${name}:add:${label}`, do: 'add_label', label: plainLabel(label) })
  for (const label of rule.remove)
    once({ key: `rule:${name}:remove:${label}`, do: 'remove_label', name: label })
  if (rule.assign.length > 0) once({ key: `rule:${name}:assign`, do: 'assign', logins: rule.assign })
  if (rule.lock) once({ key: `rule:${name}:lock`, do: 'lock' })
  if (rule.reopen && !facts.ticket.open) once({ key: `rule:${name}:reopen`, do: 'reopen' })
  const close: Deed = { key: `rule:${name}:close`, do: 'close', reason: closeReason(facts, rule) }
  if (rule.close && facts.ticket.open) once(close)
  if (rule.waitMs !== null && rule.then !== null) afterWait(facts, rule, name, span, close, said, once)
}

/** After the wait, unless the requester has answered since. */
function afterWait(
  facts: Facts,
  rule: LabelRule,
  name: string,
  span: LabelSpan,
  close: Deed,
  said: Said,
  once: (deed: Deed) => void,
): void {
  const replied = facts.story.comments.some((one) => one.role === 'requester' && one.writtenAt > span.fromAt)
  if (replied || !facts.ticket.open) return
  const dueAt = span.fromAt + (rule.waitMs ?? 0)
  if (dueAt > facts.now) {
    said.lookAgainAt = said.lookAgainAt === null ? dueAt : Math.min(said.lookAgainAt, dueAt)
    return
  }
  if (rule.then === 'close') once(close)
  else said.parts.push(reminder(facts, name))
}

function reminder(facts: Facts, name: string) {
  const text = `@${facts.ticket.requester.login}, this ticket still waits for your reply.`
  return { marker: { kind: 'reminder' as const, key: name }, text, rank: 4, urgent: false }
}

function undo(facts: Facts, rule: LabelRule, name: string, deeds: Deed[]): void {
  const once = (done: string, deed: Deed) => {
    if (facts.did.has(done) && !facts.did.has(deed.key)) deeds.push(deed)
  }
  for (const label of rule.add) {
    const key = `rule:${name}:add:${label}`
    once(key, { key: `undo:${key}`, do: 'remove_label', name: label })
  }
  for (const label of rule.remove) {
    const key = `rule:${name}:remove:${label}`
    once(key, { key: `undo:${key}`, do: 'add_label', label: plainLabel(label) })
  }
  if (!facts.ticket.open) {
    once(`rule:${name}:close`, { key: `undo:rule:${name}:close`, do: 'reopen' })
  }
  if (facts.ticket.locked) once(`rule:${name}:lock`, { key: `undo:rule:${name}:lock`, do: 'unlock' })
}

function plainLabel(name: string): LabelSpec {
  return { name, color: 'ededed', description: '' }
}

/** Issues and discussions are closed with different words. */
function closeReason(facts: Facts, rule: LabelRule): string {
  if (facts.ticket.kind === 'issue') {
    return rule.reason === 'resolved' ? 'completed' : rule.reason === 'outdated' ? 'not_planned' : rule.reason
  }
  return rule.reason === 'completed' ? 'resolved' : rule.reason === 'not_planned' ? 'outdated' : rule.reason
}
