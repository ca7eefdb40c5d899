// `customers`: a private list with seats and validity.
import { map, optional } from '../kinds.ts'
import { filePath, repository } from '../places.ts'
import { section } from '../section.ts'

declare module '../../domain/settings.ts' {
  interface EntitlementSettings {
    customers: { repository: string; path: string } | null
  }
}

export const customersSource = section({
  key: 'customers',
  about:
    'A YAML file in a private repository of the same owner: customer, tier, seats (logins or organisations), valid from and until, notes, and `room`: a private repository that the customer can read, in which their tickets go on.',
  schema: (names) =>
    optional(
      map({
        repository: repository(names.owner).meta({ description: '`OWNER/REPO` of the same owner.' }),
        path: optional(filePath(), { description: 'The file.', default: 'customers.yml' }),
      }),
      { description: 'A private list of customers.' },
    ),
  read: (value) => ({
    customers: value ? { repository: value.repository, path: value.path ?? 'customers.yml' } : null,
  }),
})
