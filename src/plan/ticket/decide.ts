// From facts to a plan. Read this and `domain/`, and you know what Firstline does.

import type { Facts } from '../../domain/facts.ts'
import { partName } from '../../domain/marker.ts'
import { IGNORE } from './labels.ts'
import { isLeftOut } from './left-out.ts'
import { mergeContributions, type Plan, sameLabel } from './plan.ts'
import { RULES } from './rules/all-rules.ts'

/**
 * What should be true of this ticket now: labels on and off, parts to say, deeds to do once, and when to look again.
 * Pure: the same facts give the same plan, and a plan that was carried out leaves the next one empty.
 */
export function decide(facts: Facts): Plan {
  const standsBack = whyStandBack(facts)
  if (standsBack) return { ...mergeContributions([]), reasons: [{ rule: 'stand back', text: standsBack }] }
  const plan = mergeContributions(RULES.map((rule) => ({ rule: rule.name, said: rule.say(facts) })))
  return onlyWhatIsMissing(facts, plan)
}

function whyStandBack(facts: Facts): string | null {
  if (facts.settings.mode === 'off') return 'mode: off'
  if (facts.ticket.gone) return `the ticket was ${facts.ticket.gone}`
  if (isLeftOut(facts.ticket, facts.settings))
    return `the category ${facts.ticket.category?.name} is left out`
  if (facts.repository.archived) return 'the repository is archived'
  if (facts.ticket.labels.some((name) => sameLabel(name, IGNORE))) return `label ${IGNORE}`
  return null
}

/** Leaves out what is already so, and all answers but the last rule's: what a maintainer asks for goes before our own. */
function onlyWhatIsMissing(facts: Facts, plan: Plan): Plan {
  const has = (name: string) => facts.ticket.labels.some((one) => sameLabel(one, name))
  const said = new Set(facts.written)
  const answer = plan.parts.findLast((part) => part.marker.kind === 'answer')
  const parts = plan.parts.filter((part) => {
    if (part.marker.kind === 'answer' && part !== answer) return false
    const name = partName(part.marker)
    const isNew = part.again !== undefined || !said.has(name)
    said.add(name)
    return isNew
  })
  const done = new Set(facts.written)
  const deeds = plan.deeds.filter((deed) => {
    const isNew = !done.has(deed.key)
    done.add(deed.key)
    return isNew
  })
  return {
    ...plan,
    on: plan.on.filter((label) => !has(label.name)),
    off: plan.off.filter(has),
    parts,
    deeds,
  }
}
