// `firstline kb`: checks a knowledge base, asks it questions, and starts new articles.
import { readSubcommand } from './arguments.ts'
import type { Command } from './command.ts'
import { askCommand } from './kb-ask.ts'
import { backtestCommand } from './kb-backtest.ts'
import { checkCommand } from './kb-check.ts'
import { learnedCommand } from './kb-learned.ts'
import { newCommand } from './kb-new.ts'
import {
  ASK_OPTIONS,
  BACKTEST_OPTIONS,
  CHECK_OPTIONS,
  LEARNED_OPTIONS,
  NEW_OPTIONS,
  SUGGEST_OPTIONS,
} from './kb-options.ts'
import { suggestCommand } from './kb-suggest.ts'

const SUBCOMMANDS = {
  check: checkCommand,
  ask: askCommand,
  new: newCommand,
  backtest: backtestCommand,
  learned: learnedCommand,
  suggest: suggestCommand,
} as const

export const kbCommand: Command = {
  usage: [
    'firstline kb check [DIR] [--precision SHARE] [--json]',
    'firstline kb ask "QUESTION" [--repository OWNER/REPO | --kb DIR] [--docs GLOB]… [--precision SHARE] [--suggest SHARE] [--language CODE] [--json]',
    'firstline kb ask --questions FILE.jsonl [--repository OWNER/REPO | --kb DIR] [--docs GLOB]… [--precision SHARE] [--suggest SHARE] [--language CODE] [--json]',
    'firstline kb backtest OWNER/REPO [--last N] [--precision SHARE] [--suggest SHARE] [--json]',
    'firstline kb learned OWNER/REPO [--drop N] [--json]',
    'firstline kb suggest OWNER/REPO [--out DIR] [--json]',
    'firstline kb new OWNER/REPO#N [--title TEXT] [--kb DIR] [--out DIR] [--print]',
    'firstline kb new --title TEXT [--question FILE] [--answer FILE] [--signature TEXT] [--kb DIR] [--out DIR] [--print]',
  ].join('\n'),
  parts: {
    check: CHECK_OPTIONS,
    ask: ASK_OPTIONS,
    backtest: BACKTEST_OPTIONS,
    learned: LEARNED_OPTIONS,
    suggest: SUGGEST_OPTIONS,
    new: NEW_OPTIONS,
  },
  async run(args, io) {
    const [name, rest] = readSubcommand(args, ['check', 'ask', 'new', 'backtest', 'learned', 'suggest'])
    return SUBCOMMANDS[name](rest, io)
  },
}
