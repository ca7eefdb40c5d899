// `firstline kb ask`: what the knowledge base answers to one question, or to a file of them.
import { resolve } from 'node:path'
import { readArguments } from './arguments.ts'
import { type Io, UsageError } from './command.ts'
import { type Asker, withAsker } from './kb-asker.ts'
import { ASK_OPTIONS } from './kb-options.ts'
import { questionsOf } from './kb-questions.ts'
import { verdictLine, verdictText } from './kb-verdict.ts'

/** Exit code 0 also for silence; 1 when a line of the file was no question. */
export async function askCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(args, ASK_OPTIONS)
  const text = positionals.join(' ')
  const { questions, language, json } = values
  if (questions === undefined && text.trim() === '')
    throw new UsageError('Ask a question, or give --questions FILE.jsonl.')
  return withAsker(io, values, async (asker) => {
    if (questions !== undefined) return askMany(asker, resolve(io.cwd, questions), values, io)
    const question = { text, language }
    const match = await asker.ask(question)
    io.out(json ? verdictLine(null, match) : verdictText(question, asker.words, match))
    return 0
  })
}

async function askMany(
  { ask, ...asker }: Asker,
  file: string,
  { language, json }: { language?: string; json?: boolean },
  io: Io,
): Promise<number> {
  let wrong = 0
  for await (const { number, id, asked } of questionsOf(file, { ...asker, language })) {
    if (typeof asked === 'string') {
      wrong++
      io.err(`${file}:${number}: failure: ${asked}\n`)
      continue
    }
    const match = await ask(asked)
    io.out(json ? verdictLine(id, match) : `${id ?? number}: ${verdictText(asked, asker.words, match)}`)
  }
  return wrong > 0 ? 1 : 0
}
