// Whoever posts a secret is told once what to do about it; the secret itself is kept, logged and posted nowhere.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findMarkers } from '../../src/domain/marker.ts'
import { DAY, HOUR, openScene, REPO, type Scene, SETTINGS, UNKNOWN } from './harness.ts'
import { laneIn, opened, openLaneScene, ROOM, says } from './private-lane-scene.ts'

const run = (letters: string, length: number) => letters.repeat(length).slice(0, length)
const TOKEN = `ghp_${run('aB3dE6', 36)}`
const AWS = `AKIA${run('QZ7LW2', 16)}`

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const open = async (body: string, login = 'robin') => {
  const { number } = scene.acts.openIssue(REPO, login, { ...UNKNOWN, body })
  await scene.settle()
  return number
}
const write = async (number: number, login: string, body: string) => {
  const { id } = scene.acts.comment(REPO, number, login, body)
  await scene.settle()
  return id
}
const warnings = (number: number, on = scene) =>
  on.said(number).filter(({ body }) => findMarkers(body).some(({ kind }) => kind === 'secret-warning'))

describe('a warning', () => {
  test('names what to revoke and how to take it out of the history, and never the secret', async () => {
    const number = await open(`It fails with ${TOKEN}.`)
    expect(warnings(number).map(({ body }) => body)).toMatchInlineSnapshot(`
      [
        "🔒 @robin, what you wrote here holds a secret. Whoever can read this page may have copied it.

      1. **Make it worthless**, before anything else:
         - GitHub token: revoke it at [GitHub → Settings → Developer settings](https://github.com/settings/tokens)
      2. Edit it out of the text. That is not enough: GitHub keeps what stood there before, and e-mails with it have gone out already.
      3. Delete the old version: click **edited ▾** above the text, choose the version, then **Options → Delete revision from history**.

      This was noticed automatically. The secret is neither repeated nor kept here.

      <!-- firstline:secret-warning ticket -->",
      ]
    `)
  })

  test('comes anew where a secret of another kind is edited in, and not for one that stands or comes back', async () => {
    const number = await open('It fails.')
    const id = await write(number, 'sam', `Mine: ${AWS}.`)
    const edit = async (body: string) => {
      scene.acts.editComment(REPO, id, 'sam', body)
      await scene.settle()
      return warnings(number).map(({ body }) => /(?:GitHub token|AWS key):/.exec(body)?.[0])
    }
    expect(await edit(`Mine again: ${AWS}.`)).toEqual(['AWS key:'])
    expect(await edit('Gone.')).toEqual(['AWS key:'])
    expect(await edit(`Mine: ${TOKEN}.`)).toEqual(['AWS key:', 'GitHub token:'])
    expect(await edit(`Mine: ${TOKEN} and ${AWS}.`)).toEqual(['AWS key:', 'GitHub token:'])
    scene.acts.editIssue(REPO, number, 'robin', { body: `And ${TOKEN}` })
    await scene.settle()
    expect(warnings(number)).toHaveLength(3)
    scene.acts.editIssue(REPO, number, 'robin', { title: `Fails with ${AWS}` })
    await scene.settle()
    expect(warnings(number).at(-1)?.body).toContain('firstline:secret-warning ticket.1')
  })

  test('comes for who pays and for maintainers as well, on closed tickets too, once for each text', async () => {
    const number = await open(`It fails with ${AWS}.`, 'paula')
    expect(warnings(number)[0]?.body).toContain('@paula')
    scene.acts.close(REPO, number, 'paula', 'completed')
    await scene.settle()
    const id = await write(number, 'maya', `Use ${TOKEN} then.`)
    await write(number, 'sam', `And ${TOKEN}.`)
    await write(number, 'sam', 'Thanks.')
    expect(warnings(number).map(({ body }) => body.match(/@\w+/)?.[0])).toEqual(['@paula', '@maya', '@sam'])
    scene.acts.editComment(REPO, id, 'maya', `Use ${TOKEN} then, or not.`)
    scene.acts.editIssue(REPO, number, 'paula', { body: `It still fails with ${AWS}.` })
    await scene.settle()
    await scene.pass(DAY)
    expect(warnings(number)).toHaveLength(3)
  })

  test('says all that is to be said to one person at one moment in one part', async () => {
    const number = await open('Since Tuesday.')
    scene.github.pauseWebhooks('drop')
    const ids = [TOKEN, AWS].map((secret) => scene.acts.comment(REPO, number, 'sam', secret).id)
    scene.github.resumeWebhooks()
    await scene.pass(HOUR)
    expect(scene.parts(number)).toEqual([`secret-warning ${ids.join(' ')}`])
    expect(scene.said(number)[0]?.body).toContain('GitHub token')
    expect(scene.said(number)[0]?.body).toContain('AWS key')
  })

  test('is in the language of the requester', async () => {
    const { number } = scene.acts.openIssue(REPO, 'robin', {
      title: '安装后无法连接到服务器',
      body: `日志里显示令牌无效，请问应该怎么办？\n\n\`\`\`\n${TOKEN}\n\`\`\``,
    })
    await scene.settle()
    expect(warnings(number)[0]?.body).toContain('撤销')
  })

  test('comes for what an edit brings in, in discussions too', async () => {
    const { number } = scene.acts.createDiscussion(REPO, 'robin', { ...UNKNOWN, body: 'Since Tuesday.' })
    const { id } = scene.acts.discussionComment(REPO, number, 'sam', 'Me too.')
    await scene.settle()
    expect(warnings(number)).toEqual([])
    scene.acts.editComment(REPO, id, 'sam', `Me too: ${TOKEN}`)
    await scene.settle()
    expect(scene.parts(number)).toEqual([`secret-warning ${id}`])
  })

  test('that a maintainer deletes stays deleted', async () => {
    const number = await open(TOKEN)
    scene.acts.deleteComment(REPO, warnings(number)[0]!.id, 'maya')
    await scene.settle()
    await write(number, 'sam', 'Me too.')
    expect(scene.said(number)).toEqual([])
  })
})

describe('no warning', () => {
  test.each([
    ['an example', 'AKIAIOSFODNN7EXAMPLE'],
    ['a placeholder', `ghp_${'x'.repeat(36)}`],
    ['what stands for one', 'token: <YOUR_TOKEN>, password=changeme'],
    ['a commit', 'since 0c22c0e684aa486e0c22c0e684aa486e0c22c0e6'],
    ['a test key', `sk_test_${run('aB3dE6', 24)}`],
    ['a password of this machine', 'postgres://postgres:postgres@localhost:5432/app'],
  ])('comes for %s', async (_what, body) => {
    expect(warnings(await open(body))).toEqual([])
  })

  test('comes for a bot, on a ticket that is ignored or locked, or where it was edited out before', async () => {
    scene.acts.addBot('helper[bot]')
    const byBot = await open('Since Tuesday.')
    await write(byBot, 'helper[bot]', TOKEN)
    const ignored = await open('Since Tuesday.')
    scene.acts.label(REPO, ignored, 'maya', 'firstline: ignore')
    await write(ignored, 'sam', TOKEN)
    const locked = await open('Since Tuesday.')
    scene.acts.lock(REPO, locked, 'maya')
    scene.acts.editIssue(REPO, locked, 'robin', { body: TOKEN })
    await scene.settle()
    const mended = await open('Since Tuesday.')
    scene.github.pauseWebhooks('drop')
    const { id } = scene.acts.comment(REPO, mended, 'sam', TOKEN)
    scene.acts.editComment(REPO, id, 'sam', 'Me too.')
    scene.github.resumeWebhooks()
    await scene.pass(HOUR)
    for (const number of [byBot, ignored, locked, mended]) expect(warnings(number)).toEqual([])
    scene.acts.unlock(REPO, locked, 'maya')
    await scene.settle()
    expect(warnings(locked)).toHaveLength(1)
  })

  test('comes for what was posted before the installation, nor in a preview', async () => {
    await scene.close()
    scene = await openScene({
      settings: SETTINGS.replace('tiers:', 'mode: live\ntiers:'),
      before: (acts) => void acts.openIssue(REPO, 'robin', { ...UNKNOWN, body: TOKEN }),
    })
    await write(1, 'sam', 'Me too.')
    expect(warnings(1)).toEqual([])
    await write(1, 'sam', AWS)
    expect(warnings(1)).toHaveLength(1)
    await scene.close()
    scene = await openScene({ settings: `mode: preview\n${SETTINGS}` })
    expect(warnings(await open(TOKEN))).toEqual([])
  })
})

test('what was posted while nobody listened is warned of, unless it has stood there for a week', async () => {
  scene.github.pauseWebhooks('drop')
  const { number: old } = scene.acts.openIssue(REPO, 'robin', { ...UNKNOWN, body: TOKEN })
  scene.clock.skip(8 * DAY)
  const { number: fresh } = scene.acts.openIssue(REPO, 'robin', { ...UNKNOWN, body: TOKEN })
  const { id } = scene.acts.comment(REPO, fresh, 'sam', AWS)
  scene.github.resumeWebhooks()
  await scene.pass(HOUR)
  expect(warnings(old)).toEqual([])
  expect(scene.parts(fresh).sort()).toEqual([`secret-warning ${id}`, 'secret-warning ticket'])
})

test('what was written in a private issue is warned of there, and nowhere else', async () => {
  await scene.close()
  scene = await openLaneScene()
  const number = await opened(scene, 'paula')
  const lane = laneIn(scene)
  const id = await says(scene, ROOM, lane.number, 'paula', `Our server says ${TOKEN}.`)
  await scene.pass(HOUR)
  expect(warnings(number)).toEqual([])
  const told = laneIn(scene).comments.filter(({ body }) => body.includes('firstline:secret-warning'))
  expect(told).toHaveLength(1)
  expect(told[0]?.body).toContain(`<!-- firstline:secret-warning ${id} -->`)
  expect(told[0]?.body).toContain('@paula')
})

/** By the words that stand before it. */
const PLANTED: Readonly<Record<string, string>> = {
  'classic token': TOKEN,
  'fine-grained token': `github_pat_${run('aB3dE6_', 60)}`,
  'server token': `ghs_${run('Zy9xW8', 36)}`,
  'GitLab token': `glpat-${run('aB3dE6', 20)}`,
  'AWS id': AWS,
  'aws_secret_access_key =': run('wJ4lrX/UtnF9', 40),
  'npm token': `npm_${run('aB3dE6', 36)}`,
  'PyPI token': `pypi-${run('AgEIcHl5', 100)}`,
  'Slack token': `xoxb-${run('1234-aB', 40)}`,
  'Slack hook': `https://hooks.slack.com/services/${run('T0aB3/', 40)}`,
  'Stripe key': `sk_live_${run('aB3dE6', 24)}`,
  'Stripe hook': `whsec_${run('aB3dE6', 32)}`,
  'Google key': `AIza${run('aB3dE6_', 35)}`,
  'Docker token': `dckr_pat_${run('aB3dE6', 27)}`,
  'SendGrid key': `SG.${run('aB3dE6', 22)}.${run('Zy9xW8', 43)}`,
  'Shopify key': `shpat_${run('0af3c9', 32)}`,
  'OpenAI key': `sk-${run('aB3dE6', 48)}`,
  'Groq key': `gsk_${run('aB3dE6', 52)}`,
  'Hugging Face token': `hf_${run('aBcdEf', 34)}`,
  'Linear key': `lin_api_${run('aB3dE6', 40)}`,
  'Notion token': `ntn_${run('aB3dE6', 46)}`,
  'Figma token': `figd_${run('aB3dE6', 40)}`,
  'Twilio key': `SK${run('0af3c9', 32)}`,
  'Telegram token': `123456789:AA${run('aB3dE6', 33)}`,
  'Databricks token': `dapi${run('0af3c9', 32)}`,
  'Sentry token': `sntrys_${run('aB3dE6', 100)}`,
  'a JWT': `eyJ${run('hbGciO', 30)}.${run('eyJzdW', 40)}.${run('sig-_X', 30)}`,
  'PASSWORD=': 'Zk8vQ2mXp4Lw',
  'Authorization: Bearer': run('9f8a7b6c', 40),
  'database at': 'postgres://app:Rk7wN3bYt5@db.acme.io:5432/app',
  'a key:\n': `-----BEGIN RSA PRIVATE KEY-----\n${run('MIIEow7x', 64)}\n${run('Qk9vT2', 64)}\n-----END RSA PRIVATE KEY-----`,
}
/** What must be found nowhere: of addresses and keys the secret part. */
const HIDDEN = Object.entries(PLANTED).map(([, secret]) =>
  secret.startsWith('postgres') ? 'Rk7wN3bYt5' : secret.startsWith('-----') ? run('MIIEow7x', 64) : secret,
)

test('thirty kinds of secrets, wherever they are written, are kept, logged and posted nowhere', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'firstline-secrets-'))
  const own = await openScene({ dataDir })
  try {
    const planted = Object.entries(PLANTED).map(([name, secret]) => `${name} ${secret}`)
    const logged = () => JSON.stringify(own.warnings)
    for (const [i, text] of planted.entries()) {
      const { number } = own.acts.openIssue(REPO, 'robin', {
        title: i % 3 === 0 && !text.includes('\n') ? `It fails: ${text}` : UNKNOWN.title,
        body:
          i % 3 === 1 ? `It fails.\n\n\`\`\`\n${text}\n\`\`\`\n` : `### Log\n\n${text}\n\n### Version\n\n1.2`,
      })
      const { id } = own.acts.comment(REPO, number, 'sam', text)
      own.acts.comment(REPO, number, 'maya', `/tier ${text.replaceAll('\n', ' ')}`)
      own.acts.editComment(REPO, id, 'sam', `I meant:\n\n    ${text}`)
      own.acts.editIssue(REPO, number, 'robin', { body: `Again: ${text}` })
      // A password is nothing but a word where no name stands before it.
      const token = text.split(' ').at(-1) ?? ''
      if (/token$|id$/.test(text.slice(0, -token.length).trim()) && token.length <= 50)
        own.acts.label(REPO, number, 'maya', token)
      if (i % 8 === 7) await own.settle()
    }
    await own.settle()
    const posted = own.github.threads(REPO).flatMap(({ comments }) => comments)
    const said = posted.filter(({ author }) => author.login === own.github.botLogin).map(({ body }) => body)
    expect(said.join('\n')).toContain('firstline:secret-warning')
    await own.stop()
    const kept = readdirSync(dataDir).map((file) => readFileSync(join(dataDir, file), 'latin1'))
    for (const secret of HIDDEN) {
      expect(said.filter((body) => body.includes(secret))).toEqual([])
      expect(logged()).not.toContain(secret)
      expect([secret, kept.some((bytes) => bytes.includes(secret))]).toEqual([secret, false])
    }
  } finally {
    await own.github.close()
    rmSync(dataDir, { recursive: true })
  }
}, 60_000)
