// The repository that the benches of tickets run on: a tier, a customer, a maintainer and a few articles.
import { EmbeddedGitHub } from '../src/embedded-github/embedded-github.ts'
import { ARTICLES, REPO, SETTINGS } from '../test/scenarios/harness.ts'
import { SECRETS } from './launch.ts'

export { KNOWN, REPO, SETTINGS, UNKNOWN } from '../test/scenarios/harness.ts'

/** Not installed yet. `now`: the time of what happens there, ms. */
export async function openProject(now: () => number = Date.now): Promise<EmbeddedGitHub> {
  const github = await EmbeddedGitHub.start({
    webhookUrl: 'http://127.0.0.1:9/nobody',
    webhookSecret: SECRETS.webhook,
    now,
  })
  const { acts } = github
  acts.addOrganization('acme')
  acts.addRepository(REPO)
  for (const login of ['maya', 'paula', 'sam']) acts.addUser(login)
  acts.addTeam('acme', 'support', ['maya'])
  acts.setPermission(REPO, 'maya', 'triage')
  acts.putFile(REPO, 'maya', '.github/firstline.yml', SETTINGS)
  for (const [name, text] of Object.entries(ARTICLES)) {
    acts.putFile(REPO, 'maya', `.github/knowledge/${name}`, text)
  }
  return github
}
