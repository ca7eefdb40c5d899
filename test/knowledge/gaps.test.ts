// Questions without an article, grouped by error or by likeness.
import { describe, expect, it } from 'vitest'
import { gapFrontMatter, groupQuestions, MOST_QUESTIONS } from '../../src/knowledge/gaps.ts'
import { type Question, questionFromTicket, readArticles, shippedModel } from '../../src/knowledge/index.ts'

const asked = (...tickets: Array<[title: string, body?: string]>): Question[] =>
  tickets.map(([title, body = '']) => questionFromTicket(title, body))
const log = (path: string) =>
  `It stops:\n\n\`\`\`\nError: EISDIR: illegal operation on a directory, read '${path}'\n\`\`\``
const members = (questions: Question[]) =>
  groupQuestions(questions, shippedModel()).map((group) => group.members)

describe('gaps', () => {
  it('belong together by the error they share, whatever their words', () => {
    const questions = asked(
      ['Build breaks', log('/home/ann/x')],
      ['Why does the cache grow forever?'],
      ['Strange message since yesterday', log('C:\\work\\y')],
    )
    const [first, ...others] = groupQuestions(questions, shippedModel())
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
    const [group] = groupQuestions(questions, shippedModel())
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
