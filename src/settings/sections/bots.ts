// `bots`: machine users that GitHub calls User.
import { asList, listOf, optional } from '../kinds.ts'
import { section } from '../section.ts'
import { login, plainLogin } from '../words.ts'

export const botsSection = section({
  key: 'bots',
  about:
    'GitHub Apps are known to be bots. Machine users are not: list their logins here, so that they neither start nor stop a clock.',
  schema: () =>
    optional(listOf(login(), 'a list of logins such as `[release-robot]`'), {
      description: 'Logins of machine users.',
      default: [],
    }),
  read: (value) => ({ bots: asList(value).map(plainLogin) }),
})
