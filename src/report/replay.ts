// What a replay of past questions comes to: how many would have been answered, and how many of those rightly.

/** One past question with what would have been said to it. */
export interface Replayed {
  number: number
  url: string
  /** How it was asked. */
  question: string
  openedAt: number
  /** What would have been posted; null: silence. */
  shown: Shown | null
  /** Slugs of what maintainers linked on its thread; none: nobody judges. */
  linked: readonly string[]
}

export interface Shown {
  as: 'answer' | 'links'
  /** Best first: one for an answer, up to three links. */
  articles: ReadonlyArray<{ slug: string; title: string }>
  confidence: number
}

export type Judgement = 'right' | 'wrong' | 'unjudged'

/** A share with its 95 % interval; null where nothing was judged. */
export interface Share {
  share: number
  low: number
  high: number
}

/** Of what was shown in one way. */
export interface Judged {
  shown: number
  right: number
  wrong: number
  unjudged: number
  precision: Share | null
}

export interface ReplayFigures {
  asked: number
  answers: Judged
  links: Judged
  /** Questions on which a maintainer linked something, and how many of them would have got just that. */
  linked: { questions: number; answered: number; offered: number }
  /** What would have been posted as an answer most, best known first. */
  articles: Array<{ slug: string; title: string; shown: number; right: number; wrong: number }>
  examples: Array<Replayed & { judged: Judgement }>
}

const MOST_EXAMPLES = 10
const MOST_ARTICLES = 10

export function replayFigures(replayed: readonly Replayed[]): ReplayFigures {
  const judged = replayed.map((one) => ({ ...one, judged: judgementOf(one) }))
  const answers = judged.filter(({ shown }) => shown?.as === 'answer')
  const links = judged.filter(({ shown }) => shown?.as === 'links')
  const isRight = ({ judged: told }: { judged: Judgement }) => told === 'right'
  return {
    asked: replayed.length,
    answers: judgedOf(answers),
    links: judgedOf(links),
    linked: {
      questions: replayed.filter(({ linked }) => linked.length > 0).length,
      answered: answers.filter(isRight).length,
      offered: links.filter(isRight).length,
    },
    articles: byArticle(answers),
    examples: examplesOf([...answers, ...links]),
  }
}

/** Right where one of what is shown was linked, or the page it stands on as a whole. */
export function judgementOf({ shown, linked }: Pick<Replayed, 'shown' | 'linked'>): Judgement {
  if (shown === null || linked.length === 0) return 'unjudged'
  const isLinked = ({ slug }: { slug: string }) =>
    linked.some((one) => one === slug || (!one.includes('#') && slug.startsWith(`${one}#`)))
  return shown.articles.some(isLinked) ? 'right' : 'wrong'
}

/** The Wilson score interval, 95 %: it holds for few and for shares near 1 too. Null of none. */
export function shareOf(right: number, all: number): Share | null {
  if (all === 0) return null
  const z = 1.959964
  const share = right / all
  const middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all)
  const reach = (z / (1 + (z * z) / all)) * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  return {
    share,
    low: Math.max(0, Math.min(share, middle - reach)),
    high: Math.min(1, Math.max(share, middle + reach)),
  }
}

function judgedOf(shown: ReadonlyArray<{ judged: Judgement }>): Judged {
  const count = (judgement: Judgement) => shown.filter(({ judged }) => judged === judgement).length
  const [right, wrong] = [count('right'), count('wrong')]
  return {
    shown: shown.length,
    right,
    wrong,
    unjudged: count('unjudged'),
    precision: shareOf(right, right + wrong),
  }
}

function byArticle(answers: ReadonlyArray<Replayed & { judged: Judgement }>): ReplayFigures['articles'] {
  const grouped = Map.groupBy(answers, ({ shown }) => shown!.articles[0]!.slug)
  return [...grouped]
    .map(([slug, these]) => ({
      slug,
      title: these[0]!.shown!.articles[0]!.title,
      shown: these.length,
      right: these.filter(({ judged }) => judged === 'right').length,
      wrong: these.filter(({ judged }) => judged === 'wrong').length,
    }))
    .sort((a, b) => b.shown - a.shown || (a.slug < b.slug ? -1 : 1))
    .slice(0, MOST_ARTICLES)
}

/** The newest of each judgement: what was wrong first, for there is something to be done. */
function examplesOf(shown: ReadonlyArray<Replayed & { judged: Judgement }>): ReplayFigures['examples'] {
  const newest = shown.toSorted((a, b) => b.openedAt - a.openedAt || b.number - a.number)
  const of = (judgement: Judgement) => newest.filter(({ judged }) => judged === judgement)
  const [wrong, right, unjudged] = [of('wrong'), of('right'), of('unjudged')]
  const first = [...wrong.slice(0, 4), ...right.slice(0, 3), ...unjudged.slice(0, 3)]
  const others = [...wrong, ...right, ...unjudged].filter((one) => !first.includes(one))
  const chosen = new Set([...first, ...others].slice(0, MOST_EXAMPLES))
  return [...wrong, ...right, ...unjudged].filter((one) => chosen.has(one))
}
