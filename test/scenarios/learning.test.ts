// Learning from answered tickets: what a maintainer linked or posted answers the next who ask alike, until it did not help.
import { afterEach, expect, test } from 'vitest'
import type { LearnedQuestion } from '../../src/domain/learned.ts'
import { eraseLearnedFrom, learnedQuestions } from '../../src/store/learned.ts'
import { DAY, HOUR, MINUTE, openScene, REPO, type Scene, type SceneOptions, SETTINGS } from './harness.ts'

let scene: Scene
afterEach(() => scene.close())

const begin = async (options: SceneOptions = {}) => {
  scene = await openScene({
    ...options,
    before: (acts, clock) => {
      for (const login of ['nina', 'omar']) acts.addUser(login)
      acts.setPermission(REPO, 'maya', 'triage')
      options.before?.(acts, clock)
    },
  })
}
const PROXY = `https://github.com/${REPO}/blob/main/.github/knowledge/proxy.md`
const ASKED = { title: 'Why do my nightly syncs stall at the office', body: '' }
const ALIKE = { title: 'why are the nightly syncs stalling at the office?', body: '' }

const open = async (login: string, draft: { title: string; body: string }) => {
  const { number } = scene.acts.openIssue(REPO, login, draft)
  await scene.settle()
  return number
}
const comment = async (number: number, login: string, body: string) => {
  const { id } = scene.acts.comment(REPO, number, login, body)
  await scene.settle()
  return id
}
const learned = async (repo = REPO): Promise<LearnedQuestion[]> => {
  const [owner = '', name = ''] = repo.split('/')
  const { db } = scene.firstline.store
  const row = await db
    .selectFrom('repository')
    .select('id')
    .where('owner', '=', owner)
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return learnedQuestions(db, row.id)
}
const taught = async (link = `See ${PROXY}.`) => {
  const number = await open('robin', ASKED)
  expect(scene.said(number)).toEqual([])
  return { number, commentId: await comment(number, 'maya', link) }
}

test('a question that a maintainer answered with a link is known from then on', async () => {
  await begin()
  const { commentId } = await taught()
  expect(await learned()).toMatchObject([{ slug: 'proxy', text: ASKED.title, how: 'link', commentId }])
  expect(scene.parts(await open('nina', ALIKE))).toEqual(['answer proxy'])
})

test('so is one that a maintainer answered with /answer', async () => {
  await begin()
  const number = await open('robin', ASKED)
  await comment(number, 'maya', '/answer proxy')
  expect(await learned()).toMatchObject([{ slug: 'proxy', how: 'answer' }])
  expect(scene.parts(await open('nina', ALIKE))).toEqual(['answer proxy'])
})

test('a link counts at any commit and in any form, but not in quotes, code or beside another', async () => {
  await begin()
  const number = await open('robin', ASKED)
  const install = PROXY.replace('proxy', 'install')
  const blob = `https://github.com/${REPO}/blob`
  const forms = [
    [`${blob}/0123abc/.github/knowledge/proxy.md?plain=1#L3`, 'proxy'],
    [`[this](${blob}/some/branch/.github/knowledge/proxy.md "title")`, 'proxy'],
    [`[this](/${REPO}/blob/main/.github/knowledge/proxy.md)`, 'proxy'],
    ['[this](../blob/main/.github/knowledge/proxy.md)', 'proxy'],
    ['/blob/main/.github/knowledge/proxy.md', null],
    [`- as it says [here][1]\n\n[1]: ${PROXY}`, 'proxy'],
    [`> ${PROXY}\n\nNo.`, null],
    [`Put \`${PROXY}\` there.`, null],
    [`\`\`\`\n${PROXY}\n\`\`\``, null],
    [`![picture](${PROXY})`, null],
    [`${PROXY} or ${install}`, null],
    [`${PROXY} and once more ${PROXY}`, 'proxy'],
    [`${PROXY.replace(REPO, 'acme/other')}`, null],
    [`${PROXY.replace('proxy', 'gone')}`, null],
    [`${PROXY.replace('proxy.md', 'install.zh.md')}`, 'install'],
  ] as const
  for (const [body, slug] of forms) {
    const id = await comment(number, 'maya', body)
    expect([body, (await learned()).map((one) => one.slug)]).toEqual([body, slug === null ? [] : [slug]])
    scene.acts.deleteComment(REPO, id, 'maya')
    await scene.settle()
    expect(await learned()).toEqual([])
  }
})

test('only maintainers teach, and none does on a ticket of their own', async () => {
  await begin()
  const number = await open('robin', ASKED)
  await comment(number, 'robin', `It was ${PROXY}`)
  await comment(number, 'nina', `See ${PROXY}`)
  const own = await open('maya', ASKED)
  await comment(own, 'maya', `See ${PROXY}`)
  expect(await learned()).toEqual([])
})

test('a link that is edited in counts, and one that is edited out no longer', async () => {
  await begin()
  const { number, commentId } = await taught('Let me look.')
  expect(await learned()).toEqual([])
  scene.acts.editComment(REPO, commentId, 'maya', `See ${PROXY}`)
  await scene.settle()
  expect(await learned()).toMatchObject([{ slug: 'proxy' }])
  await comment(number, 'maya', `No: ${PROXY.replace('proxy', 'install')}`)
  expect(await learned()).toMatchObject([{ slug: 'install' }])
  scene.acts.editComment(REPO, commentId, 'maya', 'Forget it.')
  await scene.settle()
  expect(await learned()).toMatchObject([{ slug: 'install' }])
})

test('secrets, addresses and names are not kept', async () => {
  await begin()
  const title =
    'Syncs stall for @nina and nina@example.org with ghp_0123456789abcdefghijklmnopqrstuvwxyz at https://x.example'
  const number = await open('robin', { title, body: '' })
  await comment(number, 'maya', `See ${PROXY}`)
  expect((await learned()).map(({ text }) => text)).toEqual(['Syncs stall for and with at'])
})

test("a maintainer's thumb down drops what led to the answer; what they link later counts", async () => {
  await begin()
  const first = await taught()
  const second = await open('nina', ALIKE)
  const [answer] = scene.said(second)
  scene.acts.react(REPO, answer!.id, 'maya', '-1')
  await scene.pass(2 * MINUTE)
  await scene.settle()
  expect(scene.parts(await open('omar', ALIKE))).toEqual([])
  await comment(first.number, 'maya', `But this was it: ${PROXY}`)
  await scene.pass(MINUTE)
  expect(scene.parts(await open('omar', ALIKE))).toEqual(['answer proxy'])
})

test('a requester who says that it did not help drops it only together with another', async () => {
  await begin()
  await taught()
  await comment(await open('nina', ALIKE), 'nina', '/unhelpful')
  await scene.pass(MINUTE)
  const third = await open('omar', ALIKE)
  expect(scene.parts(third)).toEqual(['answer proxy'])
  await comment(third, 'omar', '/unhelpful')
  await scene.pass(MINUTE)
  const fourth = await open('robin', ALIKE)
  expect(scene.parts(fourth)).toEqual([])
  await comment(third, 'omar', 'Sorry.\n/helpful')
  await scene.pass(MINUTE)
  expect(scene.parts(await open('sam', ALIKE))).toEqual(['answer proxy'])
})

test('an answer by hand that did not help teaches nothing', async () => {
  await begin()
  const number = await open('robin', ASKED)
  await comment(number, 'maya', '/answer proxy')
  await comment(number, 'robin', '/unhelpful')
  expect(await learned()).toEqual([])
})

test('what is deleted or moved away teaches nothing any more', async () => {
  await begin({ before: (acts) => acts.addRepository('acme/old') })
  const { number } = await taught()
  scene.acts.deleteIssue(REPO, number, 'maya')
  await scene.settle()
  expect(await learned()).toEqual([])
  const other = await taught()
  scene.acts.transfer(REPO, other.number, 'maya', 'acme/old')
  await scene.settle()
  expect(await learned()).toEqual([])
})

test('with learn: off nothing is learnt or used, and on again all is as it was', async () => {
  await begin()
  await taught()
  const set = async (learn: string) => {
    scene.acts.putFile(
      REPO,
      'maya',
      '.github/firstline.yml',
      `${SETTINGS}\nknowledge_base: { learn: ${learn} }\n`,
    )
    await scene.pass(MINUTE)
  }
  await set('off')
  expect(scene.parts(await open('nina', ALIKE))).toEqual([])
  const other = { title: 'Where does the colour of the banner come from', body: '' }
  const number = await open('robin', other)
  await comment(number, 'maya', PROXY.replace('proxy', 'install'))
  expect(await learned()).toHaveLength(1)
  await set('on')
  expect((await learned()).map(({ text }) => text)).toEqual([ASKED.title, other.title])
  expect(scene.parts(await open('omar', ALIKE))).toEqual(['answer proxy'])
})

test('history teaches, closed tickets too, and so does what becomes an article later', async () => {
  await begin({
    before: (acts, clock) => {
      const known = acts.openIssue(REPO, 'robin', ASKED)
      acts.comment(REPO, known.number, 'maya', `See ${PROXY}`)
      acts.close(REPO, known.number, 'robin')
      clock.skip(DAY)
      const later = acts.openIssue(REPO, 'nina', { title: 'How are ledgers folded in March', body: '' })
      acts.comment(REPO, later.number, 'maya', PROXY.replace('proxy', 'ledger'))
      acts.close(REPO, later.number, 'maya')
    },
  })
  expect(await learned()).toMatchObject([{ slug: 'proxy' }])
  expect(scene.parts(await open('nina', ALIKE))).toEqual(['answer proxy'])
  scene.acts.putFile(REPO, 'maya', '.github/knowledge/ledger.md', '---\ntitle: Fold it\n---\nBy hand.\n')
  await scene.pass(MINUTE)
  expect((await learned()).map(({ slug }) => slug)).toEqual(['proxy', 'ledger'])
})

test('what was learnt of an article waits while the article is gone', async () => {
  await begin()
  const { number } = await taught()
  const path = '.github/knowledge/proxy.md'
  const text = '---\ntitle: Use widget behind a proxy\n---\nSet `HTTPS_PROXY`.\n'
  scene.acts.putFile(REPO, 'maya', path, null)
  await scene.pass(MINUTE)
  await comment(number, 'robin', 'Thanks.')
  expect(scene.parts(await open('nina', ALIKE))).toEqual([])
  scene.acts.putFile(REPO, 'maya', path, text)
  await scene.pass(HOUR)
  expect(scene.parts(await open('omar', ALIKE))).toEqual(['answer proxy'])
})

test('one repository learns nothing from another', async () => {
  await begin({
    covers: [REPO, 'acme/gadget'],
    before: (acts) => {
      acts.addRepository('acme/gadget', { private: true })
      acts.setPermission('acme/gadget', 'maya', 'triage')
      acts.putFile(
        'acme/gadget',
        'maya',
        '.github/firstline.yml',
        `${SETTINGS}\nknowledge_base: { path: "${REPO}:.github/knowledge" }\n`,
      )
    },
  })
  const { number } = scene.acts.openIssue('acme/gadget', 'robin', ASKED)
  await scene.settle()
  scene.acts.comment('acme/gadget', number, 'maya', `See ${PROXY}`)
  await scene.settle()
  expect(await learned('acme/gadget')).toHaveLength(1)
  expect(await learned()).toEqual([])
  expect(scene.parts(await open('nina', ALIKE))).toEqual([])
})

test('a question that waits already becomes a draft with what is learnt later', async () => {
  await begin({ settings: `${SETTINGS}\nknowledge_base: { mode: auto }\n` })
  const waiting = await open('nina', ALIKE)
  await taught()
  await scene.pass(HOUR)
  await scene.pass(MINUTE)
  expect(scene.said(waiting)).toEqual([])
  await comment(waiting, 'maya', '/why')
  expect(scene.said(waiting).at(-1)?.body).toContain('`proxy` waits as a draft')
})

test('to read or compute it again changes nothing', async () => {
  await begin()
  await taught()
  const first = await open('nina', ALIKE)
  await comment(first, 'nina', '/unhelpful')
  const { db } = scene.firstline.store
  const all = async () => ({
    learned: await learned(),
    said: await db.selectFrom('answer_objection').selectAll().execute(),
    given: await db.selectFrom('given_answer').selectAll().execute(),
  })
  const before = await all()
  expect(before.said).toMatchObject([
    { slug: 'proxy', by_whom: 'requester', led_by: before.learned[0]?.ticketId },
  ])
  expect(before.given).toMatchObject([{ slug: 'proxy', was_right: 0 }])
  const version = await db.selectFrom('repository_reading').select('learned_version').execute()
  await db.updateTable('repository_reading').set({ learned_from: null }).execute()
  await scene.pass(2 * HOUR)
  expect(await all()).toEqual(before)
  expect(await db.selectFrom('repository_reading').select('learned_version').execute()).toEqual(version)
  await db.deleteFrom('learned_question').execute()
  await db.deleteFrom('answer_objection').execute()
  await db.updateTable('repository_reading').set({ learned_from: null }).execute()
  await scene.pass(2 * HOUR)
  const { learned: anew, ...others } = await all()
  expect(anew.map(({ number: _, ...one }) => one)).toEqual(before.learned.map(({ number: _, ...one }) => one))
  expect(others).toEqual({ said: before.said, given: before.given })
})

test('what somebody asked is forgotten with them', async () => {
  await begin()
  const { number } = await taught()
  const { db } = scene.firstline.store
  await eraseLearnedFrom(db, scene.thread(number).author.id)
  expect(await learned()).toEqual([])
  expect(scene.parts(await open('nina', ALIKE))).toEqual([])
})

test('so is one that a maintainer answered with a section, on its site or in the repository', async () => {
  const docs = '{ files: "docs/**", site: "https://docs.example.org/{path}" }'
  const text = (about: string) =>
    `# ${about}\n\nAll there is to know of it, in words enough to be read.\n\n## Clean up\n\nRun \`widget sweep\` once a week, or let the scheduler of the server do it.\n`
  await begin({
    settings: `${SETTINGS}\nknowledge_base: { docs: ${docs} }\n`,
    before: (acts) => {
      acts.putFile(REPO, 'maya', 'docs/storage.md', text('Storage'))
      acts.putFile(REPO, 'maya', 'docs/logs.md', text('Logs'))
    },
  })
  const number = await open('robin', ASKED)
  const forms = [
    ['https://docs.example.org/storage/#clean-up', 'docs/storage.md#clean-up'],
    ['https://docs.example.org/logs.html#clean-up', 'docs/logs.md#clean-up'],
    [`https://github.com/${REPO}/blob/v1.2/docs/storage.md#clean-up`, 'docs/storage.md#clean-up'],
  ] as const
  for (const [link, slug] of forms) {
    await comment(number, 'maya', `See ${link}.`)
    expect((await learned()).map((one) => one.slug)).toEqual([slug])
  }
  const asked = await open('nina', ALIKE)
  expect(scene.said(asked)[0]?.body).toContain('https://docs.example.org/storage')
})

test('a repository that is renamed keeps what it learnt, and links under both of its names teach', async () => {
  await begin()
  await taught()
  scene.acts.renameRepository(REPO, 'gadget')
  const now = `${REPO.split('/')[0]}/gadget`
  await scene.settle()
  scene.acts.putFile(now, 'maya', '.github/knowledge/ledger.md', '---\ntitle: Fold it\n---\nBy hand.\n')
  await scene.pass(HOUR)
  expect(await learned(now)).toMatchObject([{ slug: 'proxy', text: ASKED.title }])
  for (const link of [PROXY.replace(REPO, now), PROXY]) {
    const { number } = scene.acts.openIssue(now, 'nina', {
      title: `Where does the zebra of ${link.length} hide`,
      body: '',
    })
    await scene.settle()
    scene.acts.comment(now, number, 'maya', `See ${link}.`)
    await scene.settle()
  }
  expect((await learned(now)).map(({ slug }) => slug)).toEqual(['proxy', 'proxy', 'proxy'])
})
