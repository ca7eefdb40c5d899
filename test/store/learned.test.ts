// What is learnt is kept the same on both engines: once for each ticket and article, under numbers that never return.
import { expect, test } from 'vitest'
import {
  givenAnswers,
  judgeGiven,
  objections,
  saveGiven,
  saveObjection,
} from '../../src/store/judged-answers.ts'
import {
  dropLearned,
  eraseLearnedFrom,
  learnedQuestions,
  saveLearned,
  ticketsToLearnFrom,
} from '../../src/store/learned.ts'
import { appendEntries } from '../../src/store/ledger.ts'
import { repositoryState } from '../../src/store/repository-reading.ts'
import { upsertTicket } from '../../src/store/tickets.ts'
import { anIssue } from '../builders.ts'
import { comment, maintainer } from '../plan/ledger-builder.ts'
import { describeOnEachEngine } from './engines.ts'

const lesson = { slug: 'a', text: 'How?', how: 'link', commentId: 3_641_000_001, taughtAt: 5 } as const
const about = { repositoryId: 7, ticketId: 'issue:100' }

describeOnEachEngine('learned questions', (bench) => {
  const kept = () => learnedQuestions(bench.store.db, 7)
  const save = (one: Parameters<typeof saveLearned>[2]) => saveLearned(bench.store.db, about, one)

  test('are saved once, follow what is taught, and go with it', async () => {
    expect(await save(lesson)).toBe(true)
    expect(await save(lesson)).toBe(false)
    const [first] = await kept()
    expect(first).toMatchObject({ ...lesson, ticketId: 'issue:100' })
    expect(await save({ ...lesson, text: 'How so?' })).toBe(true)
    expect(await kept()).toEqual([{ ...first, text: 'How so?' }])
    expect(await save({ ...lesson, slug: 'b' })).toBe(true)
    expect((await kept()).map(({ slug }) => slug)).toEqual(['b'])
    expect(await save(null)).toBe(true)
    expect(await save(null)).toBe(false)
    expect(await kept()).toEqual([])
    await save(lesson)
    expect((await kept())[0]!.number).toBeGreaterThan(first!.number + 1)
  })

  test('that were dropped stay dropped, and their words are gone', async () => {
    await save(lesson)
    const { number } = (await kept())[0]!
    expect(await dropLearned(bench.store.db, 8, number, bench.now)).toBeNull()
    expect(await dropLearned(bench.store.db, 7, number, bench.now)).toMatchObject({ text: 'How?' })
    expect(await save({ ...lesson, taughtAt: 9 })).toBe(false)
    expect(await kept()).toEqual([])
    const rows = await bench.store.db.selectFrom('learned_question').select('text').execute()
    expect(rows).toEqual([{ text: '' }])
    expect((await repositoryState(bench.store.db, 7)).learnedVersion).toBe(1)
  })

  test('of a person are erased, and everybody who holds them is told', async () => {
    await upsertTicket(bench.store.db, anIssue(1))
    await save(lesson)
    await eraseLearnedFrom(bench.store.db, 78)
    expect(await kept()).toHaveLength(1)
    await eraseLearnedFrom(bench.store.db, 77)
    expect(await kept()).toEqual([])
    expect((await repositoryState(bench.store.db, 7)).learnedVersion).toBe(1)
  })

  test('are looked for on tickets with a link or an answer, however many there are', async () => {
    for (let number = 1; number <= 450; number++) {
      const ticketId = `issue:${number}`
      await upsertTicket(bench.store.db, anIssue(number, { id: ticketId, number }))
      const body = number % 200 === 0 ? 'See https://x.example' : number === 3 ? '/answer a' : 'Words'
      await appendEntries(bench.store.db, [{ ...comment(1, maintainer, body), ticketId }])
    }
    await upsertTicket(bench.store.db, anIssue(9, { id: 'issue:9000', repositoryId: 8, number: 9 }))
    expect(await ticketsToLearnFrom(bench.store.db, 7)).toEqual(['issue:3', 'issue:200', 'issue:400'])
  })

  test('and words against answers are kept with who asked; what was given with what came of it', async () => {
    const { db } = bench.store
    await upsertTicket(db, anIssue(1))
    const where = { ...about, slug: 'a' }
    const said = { by: 'requester', at: 6, ledBy: 'issue:1' } as const
    expect(await saveObjection(db, where, said)).toBe(true)
    expect(await saveObjection(db, where, said)).toBe(false)
    expect(await objections(db, 7)).toEqual([{ ...said, ticketId: 'issue:100', slug: 'a', requesterId: 77 }])
    expect(await saveObjection(db, where, null)).toBe(true)
    expect(await objections(db, 7)).toEqual([])
    const given = { ticketId: 'issue:100', slug: 'a', confidence: 0.975, givenAt: 5 }
    await saveGiven(db, 7, given)
    await judgeGiven(db, 'issue:100', false)
    await saveGiven(db, 7, given)
    expect(await givenAnswers(db, 7, 5)).toEqual([{ ...given, wasRight: false }])
    expect(await givenAnswers(db, 7, 6)).toEqual([])
  })
})
