// `maintainers`: who answers for the project.
import { asList, listOf, optional } from '../kinds.ts'
import { section } from '../section.ts'
import { loginOrTeam, plainLogin } from '../words.ts'

export const maintainersSection = section({
  key: 'maintainers',
  about:
    'Whose comments count as a response and whose commands and labels act. Empty: everyone with permission `triage` or more on the repository.',
  schema: () =>
    optional(listOf(loginOrTeam(), 'a list of logins and teams such as `[octocat, "@org/team"]`'), {
      description: 'Logins, or teams as `"@org/team"`.',
      default: [],
    }),
  read: (value) => ({ maintainers: asList(value).map(plainLogin) }),
})
