// What a replay of past questions comes to, in words: for the command line, and as a sentence for desk and onboarding.
import type { Judged, Judgement, Replayed, ReplayFigures, Share } from '../report/replay.ts'
import { plural } from './tables.ts'

/** One to three sentences, with no names in them. Null where nothing was asked. */
export function replaySentence({ asked, answers, links }: ReplayFigures): string | null {
  if (asked === 0) return null
  const offered = links.shown === 0 ? '' : `, and ${links.shown} would have got links that may help`
  const first = `Of the last ${plural(asked, 'question')}, ${answers.shown} (${percent(answers.shown / asked)}) would have been answered today${offered}.`
  return answers.shown === 0 ? first : `${first} ${rightness(answers)}`
}

/** Everything, as plain text. `precision`: the share that is to be right. */
export function replayText(figures: ReplayFigures, { precision }: { precision: number }): string {
  const { asked, answers, links, linked, articles, examples } = figures
  if (asked === 0) return 'No question of a requester is known here yet.\n'
  const paragraphs = [
    [
      `${plural(asked, 'question')} of the past, each asked without what was taken from it or from later ones:`,
      `  answered  ${counted(answers, asked)}`,
      `  links     ${counted(links, asked)}`,
      `  silence   ${share(asked - answers.shown - links.shown, asked)}`,
    ],
    [
      `Maintainers linked an article or section on ${linked.questions} of them: ${linked.answered} would have been answered with it, ${linked.offered} would have been offered it.`,
      verdict(answers, precision),
    ],
    articles.length === 0
      ? []
      : ['What would have been posted most:', ...articles.map((one) => articleLine(one))],
    examples.length === 0 ? [] : ['Examples:', ...examples.flatMap(exampleLines)],
    ['Tickets are asked as they are written now; how they read before an edit is not known.'],
  ]
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

function rightness({ right, wrong, unjudged, precision }: Judged): string {
  if (precision === null)
    return 'No maintainer linked an article or section there, so nobody has judged that.'
  const others = unjudged === 0 ? '' : ` The other ${unjudged} nobody judged.`
  return `Where a maintainer had linked something, ${right} of ${right + wrong} were right: ${interval(precision)}.${others}`
}

function verdict(answers: Judged, precision: number): string {
  const asked = `${Math.round(precision * 1_000) / 10} % is asked for`
  if (answers.precision === null) return `No answer can be judged; ${asked}.`
  return answers.precision.share < precision ? `That is too little: ${asked}.` : `That is enough: ${asked}.`
}

function counted(judged: Judged, asked: number): string {
  if (judged.shown === 0) return share(0, asked)
  const { right, wrong, unjudged, precision } = judged
  const told =
    precision === null
      ? `${unjudged} unjudged`
      : `${right} of ${right + wrong} judged right, ${interval(precision)}; ${unjudged} unjudged`
  return `${share(judged.shown, asked)}: ${told}`
}

function interval({ share: middle, low, high }: Share): string {
  return `${percent(middle)} (between ${percent(low)} and ${percent(high)})`
}

function share(part: number, all: number): string {
  return `${part} of ${all} (${percent(part / all)})`
}

/** Never rounded up to all, nor down to nothing. */
export function percent(part: number): string {
  const rounded = Math.round(part * 100)
  if (rounded === 100 && part < 1) return '99 %'
  return rounded === 0 && part > 0 ? '1 %' : `${rounded} %`
}

function articleLine({ slug, title, shown, right, wrong }: ReplayFigures['articles'][number]): string {
  const judged = right + wrong === 0 ? '' : ` (${right} right, ${wrong} wrong)`
  return `  ${String(shown).padStart(4)}  ${slug}: ${title}${judged}`
}

function exampleLines({
  number,
  question,
  shown,
  linked,
  judged,
}: Replayed & { judged: Judgement }): string[] {
  if (shown === null) return []
  const what = shown.articles.map(({ slug, title }) => `${slug} ("${title}")`).join(', ')
  const by = judged === 'unjudged' ? 'unjudged' : `${judged}: a maintainer linked ${linked.join(', ')}`
  return [
    `  #${number} ${question}`,
    `      ${shown.as} (${shown.confidence.toFixed(2)}): ${what}`,
    `      ${by}`,
  ]
}
