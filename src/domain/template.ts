// Templates of comments: Markdown in which `{{variable}}` stands for a fact of the ticket. There is no logic in them.
import { nearest } from './nearest.ts'

/** What may stand in a template, and what it stands for. */
export const TEMPLATE_VARIABLES = {
  requester: 'who opened the ticket, mentioned',
  title: 'the title of the ticket',
  number: 'its number, without `#`',
  repository: '`OWNER/REPO`',
  label: 'the label that was put on',
  name: 'what the `*` of the rule stands for',
  maintainer: 'who put the label on, not mentioned',
  day: 'the day on which `wait` is over',
} as const

export type TemplateVariable = keyof typeof TEMPLATE_VARIABLES

export interface TemplateMistake {
  /** From 1. */
  line: number
  message: string
}

const OPENS = '{{'
const CLOSES = '}}'
/** No name is longer, and none goes over a line. */
const LONGEST_NAME = 100

/** Every place where a variable stands that is none or not `known` here, or that is left open. Linear. */
export function templateMistakes(text: string, known: readonly TemplateVariable[]): TemplateMistake[] {
  const mistakes: TemplateMistake[] = []
  let line = 1
  let counted = 0
  for (const { from, name } of placesIn(text)) {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < from; at = text.indexOf('\n', at + 1))
      line += 1
    counted = from
    const message = name === null ? LEFT_OPEN : whyUnknown(name, known)
    if (message !== null) mistakes.push({ line, message })
  }
  return mistakes
}

/** The text with its variables filled in, and `\{{` as `{{`. An `@` before a mention is not written twice. */
export function fillTemplate(text: string, valueFor: (variable: TemplateVariable) => string): string {
  const parts: string[] = []
  let at = 0
  for (const { from, until, name } of placesIn(text)) {
    if (name === null || !isVariable(name)) continue
    const value = valueFor(name)
    const before = text.slice(at, from)
    parts.push(before.endsWith('@') && value.startsWith('@') ? before.slice(0, -1) : before, value)
    at = until
  }
  // Only what stands in the template itself is an escape.
  return [...parts, text.slice(at)]
    .map((part, i) => (i % 2 === 0 ? part.replaceAll(`\\${OPENS}`, OPENS) : part))
    .join('')
}

interface TemplatePlace {
  from: number
  until: number
  /** Null where it is left open. */
  name: string | null
}

function* placesIn(text: string): Generator<TemplatePlace> {
  for (let from = text.indexOf(OPENS); from >= 0; ) {
    const begins = from + OPENS.length
    const within = text.slice(begins, begins + LONGEST_NAME).split('\n', 1)[0] ?? ''
    const closes = within.indexOf(CLOSES)
    const until = closes < 0 ? begins : begins + closes + CLOSES.length
    if (text[from - 1] !== '\\')
      yield { from, until, name: closes < 0 ? null : within.slice(0, closes).trim() }
    from = text.indexOf(OPENS, until)
  }
}

const LEFT_OPEN = '`{{` is not closed by `}}` on its line. To show two braces, write `\\{{`.'

function whyUnknown(name: string, known: readonly TemplateVariable[]): string | null {
  if (isVariable(name)) {
    if (known.includes(name)) return null
    const needs = name === 'day' ? '`wait`' : 'a label that ends in `*`'
    return `\`{{${name}}}\` stands for nothing here: its rule needs ${needs}.`
  }
  const meant = nearest(name, known)
  const hint = meant === null ? `Allowed: ${known.join(', ')}.` : `Did you mean \`${meant}\`?`
  return `\`{{${name}}}\` is no variable. ${hint} To show two braces, write \`\\{{\`.`
}

function isVariable(name: string): name is TemplateVariable {
  return Object.hasOwn(TEMPLATE_VARIABLES, name)
}
