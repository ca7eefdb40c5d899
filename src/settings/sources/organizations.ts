// `organizations`: customers' organisations on GitHub.
import { mapOf, optional, reference } from '../kinds.ts'
import { section } from '../section.ts'
import { byPlainLogin, login } from '../words.ts'

declare module '../../domain/settings.ts' {
  interface EntitlementSettings {
    /** Login → tier name. */
    organizations: Record<string, string>
  }
}

export const organizationsSource = section({
  key: 'organizations',
  about:
    "Members of a customer's organisation. Truthful where the App is installed on it; elsewhere only public members are seen.",
  schema: (names) =>
    optional(
      mapOf(
        login('the login of an organisation,'),
        reference('a tier', names.tiers),
        'a map from organisations to tiers',
      ),
      {
        description: 'Organisation → tier.',
        default: {},
      },
    ),
  read: (value) => ({ organizations: byPlainLogin(value) }),
})
