// An issue or a discussion in a box, as a reader of its page sees it.
import type { Comment, Thread } from '../embedded-github/state.ts'
import { markdownLines } from '../words/terminal/markdown-text.ts'
import type { Style } from '../words/terminal/style.ts'
import { textWidth, wrapText } from '../words/terminal/text-width.ts'

export const PAGE_WIDTH = 80
const INNER = PAGE_WIDTH - 4

const REACTIONS: Record<string, string> = { '+1': '👍', '-1': '👎', heart: '❤️', hooray: '🎉' }

/** `only`: show these comments instead of all. `withOpening: false` leaves the opening text out. */
export function threadBox(
  thread: Thread,
  style: Style,
  options: { only?: readonly Comment[]; withOpening?: boolean } = {},
): string[] {
  const comments = options.only ?? thread.comments
  const withOpening = options.withOpening ?? true
  const where = `${thread.repo.owner.login}/${thread.repo.name} #${thread.number}`
  const state = `${thread.kind}, ${thread.closedAt === null ? 'open' : 'closed'}`
  const labels = thread.labels.map((label) => style.label(label.name, label.color))
  const plainLabels = thread.labels.map((label) => `[${label.name}]`)
  return [
    edge('╭', '╮', where, state, style),
    ...wrapText(thread.title, INNER).map((line) => row(style.bold(line), textWidth(line), style)),
    ...(labels.length > 0 ? [row(labels.join(' '), textWidth(plainLabels.join(' ')), style)] : []),
    ...(withOpening ? section(thread.author.login, thread.createdAt, thread.body, '', style) : []),
    ...comments.flatMap((comment) =>
      section(comment.author.login, comment.createdAt, comment.body, reactionsOf(comment), style),
    ),
    edge('╰', '╯', '', '', style),
  ]
}

function section(login: string, at: number, body: string, reactions: string, style: Style): string[] {
  const time = `${new Date(at).toISOString().slice(11, 16)} UTC`
  return [
    edge('├', '┤', login, time, style),
    ...markdownLines(body, INNER, style).map((line) => row(line, textWidth(withoutColour(line)), style)),
    ...(reactions === '' ? [] : [row(reactions, textWidth(reactions), style)]),
  ]
}

function reactionsOf(comment: Comment): string {
  const counts = new Map<string, number>()
  for (const { content } of comment.reactions) counts.set(content, (counts.get(content) ?? 0) + 1)
  return [...counts].map(([content, count]) => `${REACTIONS[content] ?? content} ${count}`).join('  ')
}

function edge(left: string, right: string, name: string, note: string, style: Style): string {
  const start = name === '' ? '─' : `─ ${name} `
  const end = note === '' ? '─' : ` ${note} ─`
  const fill = '─'.repeat(Math.max(1, PAGE_WIDTH - 2 - textWidth(start) - textWidth(end)))
  const shown = name === '' ? style.dim(start) : `${style.dim('─')} ${style.bold(name)} `
  return `${style.dim(left)}${shown}${style.dim(`${fill}${end}${right}`)}`
}

function row(text: string, width: number, style: Style): string {
  return `${style.dim('│')} ${text}${' '.repeat(Math.max(0, INNER - width))} ${style.dim('│')}`
}

function withoutColour(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  return text.replace(/\u001b\[[\d;]*m/g, '')
}
