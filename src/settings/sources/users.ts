// `users`: single accounts on GitHub.
import { mapOf, optional, reference } from '../kinds.ts'
import { section } from '../section.ts'
import { byPlainLogin, login } from '../words.ts'

declare module '../../domain/settings.ts' {
  interface EntitlementSettings {
    /** Login → tier name. */
    users: Record<string, string>
  }
}

export const usersSource = section({
  key: 'users',
  about: 'Single accounts by login. The login is resolved once; a renamed account keeps its tier.',
  schema: (names) =>
    optional(mapOf(login(), reference('a tier', names.tiers), 'a map from logins to tiers'), {
      description: 'Login → tier.',
      default: {},
    }),
  read: (value) => ({ users: byPlainLogin(value) }),
})
