// What somebody wants to know who reads one thing only: how fast, which promise, and how many answers.

import type { Preview } from '../../report/preview.ts'
import { humanDuration } from '../durations.ts'
import { percent } from '../replay-words.ts'
import { plural, share } from '../tables.ts'
import { couldPromise, hoursWords, noPromiseYet, targetWords } from './promise-words.ts'

/** A sentence, and the figure of it with a few words for where it is shown large; null where there is none. */
export interface Headline {
  sentence: string
  figure: string | null
  about: string
}

export function previewHeadlines(preview: Preview): Headline[] {
  return [howFast(preview), whichPromise(preview), howManyAnswers(preview)]
}

function howFast({ today: { metrics, bounds } }: Preview): Headline {
  const { opened, first_response: first } = metrics
  if (opened === 0)
    return said(
      'Nobody but maintainers has opened an issue or discussion here yet.',
      '0',
      'tickets of others',
    )
  if (first.responded === 0)
    return said(
      `None of ${plural(opened, 'ticket')} has had a response of a maintainer yet.`,
      `0 of ${opened}`,
      'tickets answered',
    )
  const least = humanDuration(bounds.firstResponse ?? 0)
  if (first.median_seconds === null)
    return said(
      `It takes more than ${least} until half of the tickets have a first response of a maintainer.`,
      `more than ${least}`,
      'to the first response (median)',
    )
  const median = humanDuration(first.median_seconds)
  const most =
    first.p90_seconds === null
      ? `; until nine of ten have one it takes more than ${least}`
      : `, nine of ten within ${humanDuration(first.p90_seconds)}`
  return said(
    `Today half of the tickets get a first response of a maintainer within ${median}${most}.`,
    median,
    'to the first response (median)',
  )
}

function whichPromise({ recommended, grid }: Preview): Headline {
  if (recommended === null) return said(noPromiseYet(grid), null, 'no promise to recommend yet')
  const { met, missed } = recommended
  const about = `of the tickets would have had a response within ${targetWords(recommended)} ${hoursWords(recommended)}`
  return said(couldPromise(recommended), share(met, met + missed), about)
}

function howManyAnswers({ answers, suggested }: Preview): Headline {
  if (answers === null) {
    const drafts = suggested.articles.length
    const begin =
      drafts === 0
        ? ''
        : ` ${plural(drafts, 'article')} to begin with ${drafts === 1 ? 'is' : 'are'} drafted below.`
    return said(
      `There are no articles or documentation yet to answer questions from.${begin}`,
      null,
      'no articles yet',
    )
  }
  const { asked, answers: posted, links, ownWords } = answers
  if (asked === 0) return said('No question of a requester is known here yet.', '0', 'questions')
  const offered = links.shown === 0 ? '' : `, and ${links.shown} offered links that may help`
  const own =
    ownWords === 0
      ? ''
      : `. ${ownWords} more in the very words of an article would have been too, and ${ownWords === 1 ? 'is' : 'are'} not counted`
  return said(
    `Of ${plural(asked, 'question')}, ${posted.shown} (${percent(posted.shown / asked)}) would have been answered at once${offered}${own}.`,
    `${posted.shown} of ${asked}`,
    `questions would have been answered at once${links.shown === 0 ? '' : `, ${links.shown} more offered links`}`,
  )
}

function said(sentence: string, figure: string | null, about: string): Headline {
  return { sentence, figure, about }
}
