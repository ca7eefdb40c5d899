// The repository that the benches of tickets run on: a tier, a customer, a maintainer and forty articles.
import { EmbeddedGitHub } from '../src/embedded-github/embedded-github.ts'
import { ARTICLES, REPO, SETTINGS } from '../test/scenarios/harness.ts'
import { SECRETS } from './launch.ts'

export { KNOWN, REPO, SETTINGS, UNKNOWN } from '../test/scenarios/harness.ts'

const DOING = ['Install', 'Configure', 'Export', 'Repair', 'Share']
const THINGS = ['ledger', 'printer', 'database', 'calendar', 'theme', 'report', 'account', 'plugin']

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
  for (const [name, text] of Object.entries({ ...ARTICLES, ...moreArticles() })) {
    acts.putFile(REPO, 'maya', `.github/knowledge/${name}`, text)
  }
  return github
}

/** As many as projects have: what is asked is weighed against each. */
function moreArticles(): Record<string, string> {
  const pairs = DOING.flatMap((verb) => THINGS.map((thing) => [verb, thing] as const))
  return Object.fromEntries(
    pairs.map(([verb, thing]) => [`${verb}-${thing}.md`.toLowerCase(), article(verb, thing)]),
  )
}

function article(verb: string, thing: string): string {
  const what = `${verb.toLowerCase()} the ${thing}`
  return `---
title: ${verb} the ${thing}
questions:
  - how do I ${what}
  - what is needed to ${what} on another machine
---
To ${what}, open the settings of widget and choose *${thing}*, then *${verb}*. The same works from a terminal:

\`\`\`
widget ${thing} ${verb.toLowerCase()} --branch main
\`\`\`

What was there before is kept in \`~/.widget/${thing}.bak\` for thirty days. Without rights to write there, ask the
administrator of the machine, or give another folder with \`--folder\`.
`
}
