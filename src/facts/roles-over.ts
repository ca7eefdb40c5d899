// Who was who in a repository, by the settings over time.
import { type RoleOf, roleTeller } from '../domain/roles.ts'
import type { Role } from '../domain/ticket.ts'
import { withLastNames } from '../domain/tier-names.ts'
import type { Db } from '../store/open.ts'
import { membersOf } from '../store/roles.ts'
import { type SettingsVersion, settingsHistory } from '../store/settings-versions.ts'

/** But for the requester, whom a ticket knows. */
type RoleOfMost = RoleOf<Exclude<Role, 'requester'>>

/** Who was who, by the register and the settings over time. */
export async function rolesOver(
  db: Db,
  repositoryId: number,
  history: readonly SettingsVersion[],
  botLogin: string,
): Promise<RoleOfMost> {
  return roleTeller({
    botLogin,
    settings: history.map(({ fromAt, settings }) => ({ fromAt, bots: settings.bots })),
    maintainers: await membersOf(db, repositoryId),
    backdated: history.flatMap(({ fromAt, backdatedAt, settings }) =>
      backdatedAt !== null && settings.maintainers.length > 0 ? [{ fromAt, untilAt: backdatedAt }] : [],
    ),
  })
}

export interface PeopleOver {
  roleOf: RoleOfMost
  /** What roles are told from beside the settings; changes with it. */
  rolesFrom: string
  /** History and roles as they would be without deliberate corrections; null: there are none. */
  uncorrected: { history: readonly SettingsVersion[]; roleOf: RoleOfMost } | null
}

/** `corrected`: the settings over time. */
export async function peopleOver(
  db: Db,
  repositoryId: number,
  corrected: readonly SettingsVersion[],
  botLogin: string,
): Promise<PeopleOver> {
  return {
    roleOf: await rolesOver(db, repositoryId, corrected, botLogin),
    rolesFrom: JSON.stringify([botLogin, await membersOf(db, repositoryId)]),
    uncorrected: await uncorrectedOf(db, repositoryId, corrected, botLogin),
  }
}

async function uncorrectedOf(
  db: Db,
  repositoryId: number,
  corrected: readonly SettingsVersion[],
  botLogin: string,
): Promise<PeopleOver['uncorrected']> {
  if (corrected.every(({ backdatedAt }) => backdatedAt === null)) return null
  const history = withLastNames(await settingsHistory(db, repositoryId, 'asRead'))
  return { history, roleOf: await rolesOver(db, repositoryId, history, botLogin) }
}
