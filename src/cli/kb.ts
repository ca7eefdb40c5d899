// `firstline kb`: checks a knowledge base, asks it questions, and starts new articles.
import { type Command, UsageError } from './command.ts'
import { askCommand } from './kb-ask.ts'
import { checkCommand } from './kb-check.ts'
import { newCommand } from './kb-new.ts'

export const kbCommand: Command = {
  name: 'kb',
  summary: 'Check a knowledge base, ask it questions, start a new article.',
  usage: [
    'firstline kb check [DIR] [--json]',
    'firstline kb ask "QUESTION" [--kb DIR] [--precision 0.95] [--language CODE] [--json]',
    'firstline kb ask --kb DIR --questions FILE.jsonl --json',
    'firstline kb new OWNER/REPO#N [--out DIR] [--print]',
    'firstline kb new --title TEXT [--question FILE] [--answer FILE] [--signature TEXT] [--out DIR] [--print]',
  ].join('\n'),
  async run(args, io) {
    const [name, ...rest] = args
    if (name === 'check') return checkCommand(rest, io)
    if (name === 'ask') return askCommand(rest, io)
    if (name === 'new') return newCommand(rest, io)
    throw new UsageError(
      name ? `There is no "kb ${name}"; there are check, ask and new.` : 'Say check, ask or new.',
    )
  },
}
