// The section of a preview about questions: how many would have been answered, and with what.

import type { Preview, SaidAnswer, ShownAnswer } from '../../report/preview.ts'
import { percent, replaySentence } from '../replay-words.ts'
import { type Bar, type Block, type Reader, type Section, text } from './blocks.ts'

const TITLE = 'Which questions would have been answered'

export function answersSection({ answers, hidden }: Preview, { isPublic }: Reader): Section {
  if (answers === null)
    return {
      title: TITLE,
      blocks: [text('None: there are no articles, and no documentation is named in the settings.')],
    }
  const sentence = replaySentence(answers)
  if (sentence === null)
    return { title: TITLE, blocks: [text('No question of a requester is known here yet.')] }
  return {
    title: TITLE,
    blocks: [
      text([sentence, ...ownWords(answers)].join(' ')),
      ways(answers),
      ...mostPosted(answers, isPublic && hidden.articles),
      ...inFull(answers, isPublic),
    ],
  }
}

type Answers = NonNullable<Preview['answers']>

function ownWords({ ownWords: count }: Answers): string[] {
  if (count === 0) return []
  const these = count === 1 ? '1 more asks' : `${count} more ask`
  const them = count === 1 ? 'it' : 'them'
  return [
    `${these} in the very words of an article, which would answer ${them} today: as the words may be taken from ${them}, that says nothing of other questions, and is not counted.`,
  ]
}

function ways({ asked, answers, links, ownWords: own }: Answers): Block {
  const counts: Array<[string, number]> = [
    ['answered', answers.shown],
    ['offered links', links.shown],
    ...(own === 0 ? [] : [['in an article’s words', own] satisfies [string, number]]),
    ['left to you', asked - answers.shown - links.shown - own],
  ]
  const bars = counts.map(([name, count]): Bar => {
    const told = `${count} (${percent(count / asked)})`
    return { name, value: count / asked, told, short: `${name}: ${count}`, tone: 'plain' }
  })
  return {
    kind: 'bars',
    chart: {
      title: 'What would have become of the questions',
      isMain: false,
      bars,
      most: 1,
      line: null,
      markedAs: null,
      table: {
        head: ['Questions', 'Number', 'Share'],
        rows: counts.map(([name, count]) => [name, `${count}`, percent(count / asked)]),
      },
    },
  }
}

/** What private articles say may be posted; no list of them is told. */
function mostPosted({ articles }: Answers, areHidden: boolean): Block[] {
  if (articles.length === 0 || areHidden) return []
  const rows = articles.map(({ title, shown, right, wrong }) => [title, `${shown}`, `${right}`, `${wrong}`])
  return [
    { kind: 'table', table: { head: ['Answered with', 'Times', 'Judged right', 'Judged wrong'], rows } },
  ]
}

/** What is said to a customer may tell that they are one: in public it is shown as it is said to anybody. */
function inFull({ shown: all }: Answers, isPublic: boolean): Block[] {
  const shown = all.flatMap((one) => {
    const said = isPublic ? one.saidToAnybody : one.said
    return said ? [oneAnswer(one, said)] : []
  })
  if (shown.length === 0) return []
  const first = text(
    shown.length === 1
      ? 'One of them in full, as it would have been posted:'
      : `${shown.length} of them in full, as they would have been posted:`,
  )
  return [first, ...shown]
}

function oneAnswer(
  { number, url, question, as, confidence, isOwnWords }: ShownAnswer,
  { draft, markdown }: SaidAnswer,
): Block {
  const left = draft ? ', as a draft that the settings leave to you to post' : ''
  const own = isOwnWords ? ', in the very words of an article' : ''
  const sure = `${percent(confidence)} sure${own}`
  return {
    kind: 'fold',
    title: `#${number} ${question}`,
    url,
    isLong: false,
    blocks: [
      text(
        as === 'answer'
          ? `An answer, ${sure}${left}:`
          : `Links that may help, ${sure} that one of them does${left}:`,
      ),
      { kind: 'posted', markdown },
    ],
  }
}
