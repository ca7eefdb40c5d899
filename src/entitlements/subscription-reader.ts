// Reads what a payment provider sells as subscriptions: all of them page by page, or those of one customer after an event.
import type { Fact } from '../domain/fact.ts'
import type { SourceProblem } from '../domain/need.ts'
import type { AccountsApi } from './github-apis.ts'
import type { BulkRead, Page, SourceReader } from './source.ts'

export interface SubscriptionsApi<S> {
  /** A page of all subscriptions in any state. */
  subscriptions(
    cursor: string | null,
    signal: AbortSignal,
  ): Promise<{ subscriptions: S[]; cursor: string | null }>
  subscriptionsOf(customerId: string, signal: AbortSignal): Promise<S[]>
}

/** `factOf`: what one of them proves; null: nothing; or what its seller must put right. */
export function subscriptionReader<S>(
  api: SubscriptionsApi<S>,
  factOf: (read: BulkRead, subscription: S) => Promise<Fact | SourceProblem | null>,
): SourceReader & { hinted: NonNullable<SourceReader['hinted']> } {
  const toPage = async (read: BulkRead, subscriptions: S[], cursor: string | null): Promise<Page> => {
    const facts: Fact[] = []
    const problems: SourceProblem[] = []
    for (const subscription of subscriptions) {
      const found = await factOf(read, subscription)
      if (found && 'message' in found) problems.push(found)
      else if (found) facts.push(found)
    }
    const organizations = facts
      .filter((fact) => fact.accountType === 'Organization')
      .map((fact) => ({ id: fact.accountId, login: fact.login }))
    return { facts, problems, cursor, view: 'full', organizations }
  }
  return {
    remembers: true,
    async page(read) {
      const { subscriptions, cursor } = await api.subscriptions(read.cursor, read.signal)
      return toPage(read, subscriptions, cursor)
    },
    async hinted(read, customerId) {
      return toPage(read, await api.subscriptionsOf(customerId, read.signal), null)
    },
  }
}

export interface NamedAccount {
  id: number
  login: string
  type: 'User' | 'Organization'
}

/** GitHub's numeric id as people write it down; null where it cannot be one. */
export function accountIdOf(text: string): number | null {
  return /^[1-9]\d{0,15}$/.test(text.trim()) ? Number(text) : null
}

/** Whose id it is, remembered under `key`, else asked of GitHub; null: nobody's. */
export async function accountWithId(
  { known, needs }: BulkRead,
  key: string,
  id: number,
  accounts: AccountsApi,
): Promise<NamedAccount | null> {
  const before = known.get(key)
  const isNamed = before?.accountId === id && before.login !== String(id)
  if (isNamed) return { id, login: before.login, type: before.accountType }
  const actor = await accounts.getAccountById(needs[0]?.installationId ?? 0, id)
  if (!actor) return null
  // The id is the proof; what it is called is only for showing, and asked for again.
  if (actor === 'unanswered') return { id, login: String(id), type: before?.accountType ?? 'User' }
  return { id, login: actor.login, type: actor.type === 'Organization' ? 'Organization' : 'User' }
}
