// `firstline kb learned OWNER/REPO`: the questions learnt from answered tickets; `--drop N` takes one out for good.
import { UserError } from '../domain/problem.ts'
import { type ListedQuestion, learnedList } from '../facts/learned-list.ts'
import { addAudit } from '../store/audit.ts'
import { dropLearned } from '../store/learned.ts'
import type { Store } from '../store/open.ts'
import { readArguments, readPositionals } from './arguments.ts'
import { type Io, UsageError } from './command.ts'
import { isoOrNull, jsonText } from './json.ts'
import { LEARNED_OPTIONS } from './kb-options.ts'
import { withRepository } from './with-store.ts'

export async function learnedCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(args, LEARNED_OPTIONS)
  const [name = ''] = readPositionals(positionals, ['OWNER/REPO'])
  const number = values.drop === undefined ? null : readNumber(values.drop)
  return withRepository(io, name, async ({ store, context }) => {
    const listed = await learnedList({ store }, context)
    if (number === null) {
      io.out(values.json ? jsonText({ repository: name, learned: listed.map(asJson) }) : asText(listed))
      return 0
    }
    await drop(store, context.repository.id, number)
    const dropped = listed.find((one) => one.number === number) ?? null
    if (values.json) io.out(jsonText({ repository: name, dropped: dropped && asJson(dropped) }))
    else io.out(`${number} is dropped for good: "${dropped?.text}" (${dropped?.slug}).\n`)
    return 0
  })
}

function readNumber(text: string): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new UsageError('--drop is the number of a question, as listed.')
  return number
}

async function drop(store: Store, repositoryId: number, number: number): Promise<void> {
  const at = store.now()
  await store.transaction(async (tx) => {
    const dropped = await dropLearned(tx, repositoryId, number, at)
    if (!dropped) throw new UserError(`No learned question has the number ${number} here.`)
    const { slug, ticketId: ticket } = dropped
    const data = { number, slug, ticket }
    await addAudit(tx, { at, repositoryId, actor: 'command line', action: 'kb learned --drop', data })
  })
}

function asJson({ number, slug, text, how, commentId, taughtAt, ticket, unused }: ListedQuestion) {
  return {
    number,
    article: slug,
    question: text,
    ticket: ticket && { number: ticket.number, url: ticket.url },
    how,
    comment_id: commentId,
    learned_at: isoOrNull(taughtAt),
    used: unused === null,
    unused_because: unused,
  }
}

function asText(listed: readonly ListedQuestion[]): string {
  if (listed.length === 0) return 'Nothing was learnt yet.\n'
  const lines = listed.flatMap(({ number, slug, text, how, taughtAt, ticket, unused }) => {
    const by = how === 'link' ? 'linked' : 'posted with /answer'
    const where = ticket ? `#${ticket.number}` : 'a ticket that is gone'
    const not = unused === null ? '' : `; not used: ${unused}`
    return [
      `${String(number).padStart(5)}  ${text}`,
      `       → ${slug}, ${by} on ${where}, ${new Date(taughtAt).toISOString().slice(0, 10)}${not}`,
    ]
  })
  return `${lines.join('\n')}\n`
}
