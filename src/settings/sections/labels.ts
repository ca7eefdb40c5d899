// `labels`: what a maintainer's label does.
import { z } from 'zod'
import type { LabelRule } from '../../domain/settings.ts'
import type { PlainAct } from '../../domain/want.ts'
import { asList, CONTROL, choice, flag, listOf, map, mapOf, NO_WORD, optional, text } from '../kinds.ts'
import { filePath } from '../places.ts'
import { entriesOf, type Finding, keysOf, section, valueAt } from '../section.ts'
import { duration, durationMs, login, plainLogin } from '../words.ts'
import { isLabelName, LABEL_NAME } from './tiers.ts'

const REASONS = ['completed', 'not_planned', 'duplicate', 'resolved', 'outdated'] as const

/** What is done at once where it says `true`. */
const ACTS = {
  reopen: optional(flag(), { description: 'Reopens the ticket.', default: false }),
  lock: optional(flag(), { description: 'Locks the ticket.', default: false }),
} satisfies Partial<Record<PlainAct, unknown>>

export const labelsSection = section({
  key: 'labels',
  about:
    'What happens when a maintainer puts a label on. A name that ends in `*` stands for every label that begins like it; `answer: "*"` then takes the rest as the slug of the article (`kb: install` answers with `install`). Taking the label off ends a wait and takes back locks, labels and assignments; a close only within an hour. `wait` with `then: close` hands the ticket to the requester: it is announced with its day, any comment or edit of theirs ends it, and a comment of theirs within 30 days opens the ticket again. Whoever pays is reminded instead. Only labels that maintainers put on act (and `waiting: requester` where Firstline put it on), so that rules cannot drive each other. In a `template` these stand for facts: {{requester}} (mentioned), {{title}}, {{number}}, {{repository}}, {{label}}, {{name}} (what the `*` stands for), {{maintainer}} (who put the label on) and {{day}} (on which `wait` is over); `\\{{` shows two braces. HTML comments in it are not posted; it has at most 64 KB and no front matter.',
  schema: () =>
    optional(mapOf(labelPattern(), rule(), 'a map from label names to what they do'), {
      description: 'The rules by label name.',
      default: {},
    }),
  read: (value) => ({ labels: Object.entries(value ?? {}).map(([label, input]) => readRule(label, input)) }),
  check: (raw) => entriesOf(raw).flatMap(([label, value]) => checkRule(label, value)),
})

function labelPattern(): z.ZodType<string> {
  const pattern = z.string().refine((value) => isLabelName(value) && /^[^*]+\*?$/.test(value), {
    error: () =>
      'is no label: a name has at most 50 characters, and a `*` only at its end with something before it',
  })
  return pattern.meta({ pattern: `^(?!\\s)(?!.*\\s$)(?=.{1,50}$)[^*${CONTROL}]+\\*?$` })
}

function rule() {
  const labels = () =>
    listOf(
      text('a label name of 1 to 50 characters', { test: isLabelName, shape: LABEL_NAME }),
      'a list of label names',
    )
  return map({
    comment: optional(text('a text of 1 to 10000 characters', { max: 10_000, pattern: /\S/ }), {
      description: 'Markdown that is posted.',
    }),
    template: optional(filePath(), {
      description:
        'A Markdown file beside the settings, in the same repository, that is posted with its variables filled in.',
    }),
    answer: optional(
      text('the slug of an article, or `"*"`', {
        pattern: /^(\*|[\p{L}\p{N}][\p{L}\p{N}._-]{0,99})$/u,
        shape: new RegExp(`^(?:\\*|[^${NO_WORD}](?:[^${NO_WORD}]|[._-]){0,99})$`),
      }),
      {
        description: 'Answers with this article; `"*"` takes the name after the prefix.',
      },
    ),
    add: optional(labels(), { description: 'Labels that are put on.', default: [] }),
    remove: optional(labels(), { description: 'Labels that are taken off.', default: [] }),
    assign: optional(listOf(login(), 'a list of logins such as `[octocat]`'), {
      description: 'Who is assigned.',
      default: [],
    }),
    close: optional(flag(), { description: 'Closes the ticket.', default: false }),
    ...ACTS,
    reason: optional(choice(...REASONS), {
      description:
        'Why the ticket is closed. Left out: `not_planned` after a wait, for nothing was resolved, else `completed`.',
    }),
    wait: optional(duration(), {
      description: 'How long to wait for a comment or an edit of the requester before `then`.',
    }),
    // biome-ignore lint/suspicious/noThenProperty: the key is called so, and nobody awaits a schema.
    then: optional(choice('close', 'remind'), {
      description:
        'What to do after `wait`: close (who pays is reminded instead), or remind once. `close` without a `wait` closes at once.',
    }),
  })
}

type RuleInput = z.output<ReturnType<typeof rule>>

function readRule(label: string, input: RuleInput): LabelRule {
  return {
    label,
    comment: input.comment ?? null,
    template:
      input.template === undefined || input.template === null ? null : { path: input.template, text: null },
    answer: input.answer ?? null,
    add: asList(input.add),
    remove: asList(input.remove),
    assign: asList(input.assign).map(plainLogin),
    waitMs: input.wait ? durationMs(input.wait) : null,
    // biome-ignore lint/suspicious/noThenProperty: as above.
    then: input.wait ? (input.then ?? null) : null,
    close: (input.close ?? false) || (input.then === 'close' && !input.wait),
    acts: keysOf(ACTS).filter((act) => input[act]),
    reason: input.reason ?? (input.then === 'close' && input.wait ? 'not_planned' : 'completed'),
  }
}

function checkRule(label: string, value: unknown): Finding[] {
  const has = (key: string) => ![undefined, null, false].includes(valueAt(value, key) as null)
  const findings: Finding[] = []
  const say = (key: string, message: string) => findings.push({ path: [label, key], message })
  if (has('comment') && has('template')) say('template', 'cannot stand beside `comment`: choose one')
  if (has('wait') && !has('then')) say('wait', 'needs `then: close` or `then: remind` beside it')
  if (valueAt(value, 'then') === 'remind' && !has('wait'))
    say('then', 'needs `wait` beside it, such as `14d`')
  if (has('close') && has('reopen')) say('reopen', 'cannot stand beside `close`: choose one')
  if (has('reason') && !has('close') && valueAt(value, 'then') !== 'close')
    say('reason', 'needs `close: true` or `then: close` beside it')
  if (valueAt(value, 'answer') === '*' && !label.endsWith('*')) {
    say('answer', 'can be `"*"` only where the label ends in `*`, as in `"kb: *"`')
  }
  const [on, off] = [labelsIn(value, 'add'), labelsIn(value, 'remove')]
  const own = label.toLowerCase()
  if (on.includes(own)) say('add', 'names the label itself, which is on already')
  if (off.includes(own) && has('wait'))
    say('remove', 'names the label itself, which would end the wait at once')
  const both = off.find((one) => on.includes(one))
  if (both !== undefined) say('remove', `names \`${both}\`, which \`add\` puts on`)
  return findings
}

function labelsIn(value: unknown, key: string): string[] {
  const raw = valueAt(value, key)
  const list = Array.isArray(raw) ? raw : [raw]
  return list.flatMap((one) => (typeof one === 'string' ? [one.toLowerCase()] : []))
}
