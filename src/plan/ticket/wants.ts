// The plan of a ticket as Wants.
import type { Facts } from '../../domain/facts.ts'
import { partName } from '../../domain/marker.ts'
import type { Urgency, Want, What } from '../../domain/want.ts'
import { type Deed, type Plan, sameLabel } from './plan.ts'

const FRESH_MS = 3_600_000

export function wantsOf(facts: Facts, plan: Plan): Want[] {
  const id = facts.ticket.id
  const repo = facts.repository?.id ?? 0
  const paid = facts.standing.tier !== null
  const place = { in: 'ticket', ticketId: id } as const
  const want = (name: string, what: What, urgency: Urgency): Want => ({
    key: `${id}|${name}`,
    place,
    what,
    urgency,
    why: '',
  })
  const times = (name: string) => facts.story.labels.filter((span) => sameLabel(span.label, name)).length
  const wants = [
    ...plan.on.map((label) =>
      want(
        `on ${label.name} ${times(label.name)}`,
        { do: 'label_on', label, kept: true },
        label.name.startsWith('sla:') ? 'alarm' : 'label',
      ),
    ),
    ...plan.off.map((name) =>
      want(`off ${name} ${times(name)}`, { do: 'label_off', name, kept: true }, paid ? 'label' : 'answer'),
    ),
    ...plan.parts.map(({ marker, text, rank, urgent, again }) =>
      want(
        `${partName(marker)}${again === undefined ? '' : ` again ${again}`}`,
        { do: 'say', marker, text, rank },
        urgent ? 'alarm' : 'answer',
      ),
    ),
    ...plan.deeds.map((deed) => {
      const one = want(deed.key, whatOf(deed), deed.do === 'react' ? 'answer' : 'label')
      return deed.do === 'wake_desk'
        ? { ...one, place: { in: 'own_thing', kind: 'desk', repositoryId: repo, placeId: repo } as const }
        : one
    }),
  ]
  const hurries =
    paid && (wants.some(({ urgency }) => urgency === 'alarm') || facts.now - facts.ticket.openedAt < FRESH_MS)
  return hurries
    ? wants.map((one) => ({ ...one, urgency: one.urgency === 'alarm' ? 'alarm' : 'paid' }))
    : wants
}

function whatOf(deed: Deed): What {
  switch (deed.do) {
    case 'add_label':
      return { do: 'label_on', label: deed.label, kept: false }
    case 'remove_label':
      return { do: 'label_off', name: deed.name, kept: false }
    case 'wake_desk':
      return { do: 'refresh' }
    default: {
      const { key: _, ...what } = deed
      return what
    }
  }
}
