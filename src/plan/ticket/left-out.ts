// Discussions that are no tickets: announcements, polls and whatever else the settings leave out.
import type { Settings } from '../../domain/settings.ts'
import type { TicketItself } from '../../domain/ticket.ts'

/** By the category's slug or name, in either case. */
export function isLeftOut(
  { kind, category }: TicketItself,
  { discussions }: Pick<Settings, 'discussions'>,
): boolean {
  if (kind !== 'discussion' || !category) return false
  const names = [category.name, category.slug].map(plain)
  return discussions.leaveOut.some((one) => names.includes(plain(one)))
}

function plain(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}
