// Questions without an article, grouped by error or by likeness.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOneGo } from '../../src/domain/steps.ts'
import { gapFrontMatter, groupingQuestions, MOST_QUESTIONS } from '../../src/knowledge/gaps.ts'
import { type Question, questionFromTicket, readArticles, shippedModel } from '../../src/knowledge/index.ts'

const asked = (...tickets: Array<[title: string, body?: string]>): Question[] =>
  tickets.map(([title, body = '']) => questionFromTicket(title, body))
const log = (path: string) =>
  `It stops:\n\n\`\`\`\nError: EISDIR: illegal operation on a directory, read '${path}'\n\`\`\``
const grouped = (questions: Question[], meanings?: Array<Float32Array | undefined>) =>
  inOneGo(groupingQuestions(questions, shippedModel(), meanings))
const members = (questions: Question[], meanings?: Array<Float32Array | undefined>) =>
  grouped(questions, meanings).map((group) => group.members)
/** A unit vector by its angle, in degrees. */
const towards = (degrees: number) => {
  const angle = (degrees * Math.PI) / 180
  return Float32Array.of(Math.cos(angle), Math.sin(angle))
}

describe('gaps', () => {
  it('belong together by the error they share, whatever their words', () => {
    const questions = asked(
      ['Build breaks', log('/home/ann/x')],
      ['Why does the cache grow forever?'],
      ['Strange message since yesterday', log('C:\\work\\y')],
    )
    const [first, ...others] = grouped(questions)
    expect(first).toMatchObject({ members: [0, 2] })
    expect(first!.signature).toContain('eisdir illegal operation')
    expect(others.map((group) => group.members)).toEqual([[1]])
  })

  it('belong together by their words, in any language, the largest first', () => {
    const questions = asked(
      ['Can I use a dark theme?'],
      ['How do I export the report as PDF?'],
      ['怎么导出 PDF 报告'],
      ['Export a report to PDF'],
      ['如何将报告导出为 PDF'],
      ['Is there a PDF export of reports?'],
    )
    const groups = members(questions)
    expect(groups[0]).toEqual([1, 3, 5])
    expect(groups[1]).toEqual([2, 4])
    expect(groups[2]).toEqual([0])
  })

  it('belong together by what they mean, whatever their words and language', () => {
    const questions = asked(
      ['Can I get my ledger on paper?'],
      ['Is there a dark theme?'],
      ['如何将账本导出为 PDF'],
      ['Export as PDF?'],
    )
    expect(members(questions, [0, 120, 40, 20].map(towards))).toEqual([[0, 2, 3], [1]])
  })

  it('are named by the most central question', () => {
    const questions = asked(['On the edge'], ['In the middle'], ['On the other edge'])
    expect(grouped(questions, [0, 25, 50].map(towards))[0]!.middle).toBe(1)
  })

  it('go by words where the meaning of one is not known', () => {
    const questions = asked(['Is there a dark theme?'], ['Night colours?'], ['Why is there no dark theme'])
    expect(members(questions, [towards(0), towards(90), undefined])).toEqual([[0, 2], [1]])
  })

  it('share an error however different their meaning, and two errors are two gaps', () => {
    const other = 'Stops:\n\n```\nError: ECONNREFUSED: connection to the registry was refused\n```'
    const questions = asked(['A', log('/a')], ['B', other], ['C', log('/c')], ['D', other])
    expect(members(questions, [0, 0, 90, 0].map(towards))).toEqual([
      [1, 3],
      [0, 2],
    ])
  })

  it('are the same in whatever order they are asked, and no question is in two', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 3_600_000 }), fc.option(fc.constantFrom('/a', 'C:\\b')))
    fc.assert(
      fc.property(
        fc.uniqueArray(place, { maxLength: 25, selector: ([angle]) => angle }),
        fc.infiniteStream(fc.nat()),
        (places, chance) => {
          const all = places.map(([angle, path], i) => ({
            question: asked([`Question ${i}`, path === null ? '' : log(path)])[0]!,
            meaning: towards(angle / 10_000),
            key: i,
          }))
          const mixed = all
            .map((one) => ({ one, by: chance.next().value as number }))
            .toSorted((a, b) => a.by - b.by)
            .map(({ one }) => one)
          const groupsOf = (these: typeof all) =>
            grouped(
              these.map(({ question }) => question),
              these.map(({ meaning }) => meaning),
            )
              .map((group) => group.members.map((at) => these[at]!.key).sort((a, b) => a - b))
              .sort((a, b) => a[0]! - b[0]!)
          expect(groupsOf(mixed)).toEqual(groupsOf(all))
          expect(
            groupsOf(all)
              .flat()
              .sort((a, b) => a - b),
          ).toEqual(all.map(({ key }) => key))
        },
      ),
    )
  })

  it('give the same groups every time, from any number of questions', () => {
    const words = [
      'cache',
      'theme',
      'export',
      'login',
      'proxy',
      'search',
      'upload',
      'invoice',
      'widget',
      'token',
    ]
    const many = Array.from({ length: MOST_QUESTIONS + 300 }, (_, i) => {
      return {
        title: `${words[i % 10]} ${words[(i * 7 + 3) % 10]} ${words[Math.floor(i / 10) % 10]}`,
        language: 'en',
      }
    })
    expect(members(many)).toEqual(members(many))
    expect(members(many).flat().length).toBe(MOST_QUESTIONS)
    expect(
      members([{}, { title: '' }, { title: '🤷' }])
        .flat()
        .sort(),
    ).toEqual([0, 1, 2])
  })

  it('come with a head that a body makes an article', () => {
    const questions = asked(
      ['Reading "config: {a}" fails # why?', log('/tmp/a')],
      ['Reads a folder', log('/tmp/b')],
      ['Reads a folder', log('/tmp/c')],
    )
    const [group] = grouped(questions)
    const head = gapFrontMatter(group!, questions)
    const { articles, problems } = readArticles([{ path: 'x.md', text: `${head}\nDo this.\n` }])
    expect(problems.filter((one) => one.level === 'failure')).toEqual([])
    expect(articles[0]!.questions.toSorted()).toEqual([
      'Reading "config: {a}" fails # why?',
      'Reads a folder',
    ])
    expect(articles[0]!.symptoms[0]).toContain('EISDIR')
  })
})
