// What Firstline says of its own accord, asked by nobody, keeps these bounds.
import type { Facts } from '../../../domain/facts.ts'
import type { SettingsThen } from '../../../domain/terms.ts'
import { isUnderWatch, maintainerSpoke, opensAsCustomer } from './shared.ts'

/** Why nothing is said unasked on this ticket, in words for `/why`; null where something may be. */
export function whyNotUnasked(facts: Facts): string | null {
  return whyOutOfBounds(facts) ?? (maintainerSpoke(facts) ? 'a maintainer has spoken' : null)
}

/** The same but for what maintainers have said since. */
export function whyOutOfBounds(facts: Facts): string | null {
  const never = whyNeverUnasked(facts)
  if (never !== null) return never
  if (!facts.onGitHub.open) return 'closed'
  return facts.onGitHub.locked ? 'locked' : null
}

/** The same, of what no later moment changes. */
export function whyNeverUnasked(facts: Facts): string | null {
  const { ticket } = facts
  if (!opensAsCustomer(facts)) return 'opened by a maintainer or a bot'
  if (ticket.origin === 'transferred') return 'transferred in'
  if (ticket.origin === 'converted') return 'converted'
  return isUnderWatch(facts, ticket.openedAt) ? null : 'opened before the installation'
}

/** What the settings said when the ticket was opened: what they begin to demand later is demanded of later tickets. */
export function settingsAtOpening(facts: Facts): SettingsThen['settings'] {
  return settingsAt(facts, facts.ticket.openedAt)
}

/** What the settings said at a moment (ms); today's where that is not known. */
export function settingsAt(
  { history, settings }: Pick<Facts, 'history' | 'settings'>,
  at: number,
): SettingsThen['settings'] {
  return history.findLast(({ fromAt }) => fromAt <= at)?.settings ?? settings
}
