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
  const { ticket, onGitHub } = facts
  if (!opensAsCustomer(facts)) return 'opened by a maintainer or a bot'
  if (ticket.origin === 'transferred') return 'transferred in'
  if (ticket.origin === 'converted') return 'converted'
  if (!isUnderWatch(facts, ticket.openedAt)) return 'opened before the installation'
  if (!onGitHub.open) return 'closed'
  return onGitHub.locked ? 'locked' : null
}

/** What the settings said when the ticket was opened: what they begin to demand later is demanded of later tickets. */
export function settingsAtOpening(facts: Facts): SettingsThen['settings'] {
  return settingsAt(facts, facts.ticket.openedAt)
}

/** What the settings said at a moment (ms); today's where that is not known. */
export function settingsAt({ history, settings }: Facts, at: number): SettingsThen['settings'] {
  return history.findLast(({ fromAt }) => fromAt <= at)?.settings ?? settings
}
