// What the `kb` commands share: their options as the help explains them, folders, and how problems are printed.
import { resolve } from 'node:path'
import type { Problem } from '../domain/problem.ts'
import { type Io, type Options, UsageError } from './command.ts'

const DEFAULT_FOLDER = '.github/knowledge'
export const DEFAULT_PRECISION = 0.95

const KB = {
  type: 'string',
  value: 'DIR',
  about: `folder of the articles; ${DEFAULT_FOLDER} if left out`,
} as const
const JSON_OPTION = { type: 'boolean', about: 'JSON, for scripts' } as const
const PRECISION = {
  type: 'string',
  value: 'SHARE',
  about: `share of all answers that is to be right; ${DEFAULT_PRECISION} if left out`,
} as const

export const CHECK_OPTIONS = { precision: PRECISION, json: JSON_OPTION } as const satisfies Options

export const ASK_OPTIONS = {
  repository: {
    type: 'string',
    value: 'OWNER/REPO',
    about: 'as the server would for this repository, from the database beside it',
  },
  kb: KB,
  docs: {
    type: 'string',
    multiple: true,
    value: 'GLOB',
    about:
      'documentation whose sections may be pointed to, such as "docs/**/*.md", from the folder you are in; several times for several, `!` in front leaves out',
  },
  questions: { type: 'string', value: 'FILE.jsonl', about: 'many questions, one JSON object a line' },
  language: {
    type: 'string',
    value: 'CODE',
    about: 'language of the question; told from it if left out',
  },
  precision: {
    ...PRECISION,
    about: `${PRECISION.about}, with --repository what its settings say`,
  },
  suggest: {
    type: 'string',
    value: 'SHARE',
    about:
      'at least this sure that one of them helps, up to three links are offered; below --precision; what the settings say, or would say without it, if left out',
  },
  json: JSON_OPTION,
} as const satisfies Options

export const NEW_OPTIONS = {
  title: { type: 'string', value: 'TEXT', about: "title of the article; the ticket's if left out" },
  question: { type: 'string', value: 'FILE', about: 'file with a question as somebody asked it' },
  answer: { type: 'string', value: 'FILE', about: 'file with the answer' },
  signature: { type: 'string', value: 'TEXT', about: 'the error line by which it is known' },
  kb: KB,
  out: { type: 'string', value: 'DIR', about: 'where the article is written; --kb if left out' },
  print: { type: 'boolean', about: 'show it and write nothing' },
} as const satisfies Options

export const BACKTEST_OPTIONS = {
  last: { type: 'string', value: 'N', about: 'only the newest N tickets' },
  precision: {
    ...PRECISION,
    about: 'share of all answers that is to be right; what the settings say if left out',
  },
  suggest: ASK_OPTIONS.suggest,
  json: JSON_OPTION,
} as const satisfies Options

export const LEARNED_OPTIONS = {
  drop: { type: 'string', value: 'N', about: 'take the question with this number out for good' },
  json: JSON_OPTION,
} as const satisfies Options

export const SUGGEST_OPTIONS = {
  out: {
    type: 'string',
    value: 'DIR',
    about: 'where the copy of the articles is written; ./knowledge-suggested if left out',
  },
  json: JSON_OPTION,
} as const satisfies Options

export function folderOf(io: Io, folder: string | undefined): string {
  return resolve(io.cwd, folder ?? DEFAULT_FOLDER)
}

export function precisionOf(text: string | undefined): number {
  return shareOf('--precision', text) ?? DEFAULT_PRECISION
}

/** A share as the settings take it; null where the option is left out. @throws UsageError */
export function shareOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null
  const share = Number(text)
  if (!(share >= 0.5 && share <= 0.999)) throw new UsageError(`${option} is a share from 0.5 to 0.999.`)
  return share
}

/** `file:line:column: level: message`, as editors and CI understand it. */
export function problemLine({ file, line, column, level, message }: Problem): string {
  const place = [file, line, line && column].filter((part) => part !== undefined).join(':')
  return `${place}: ${level}: ${message}\n`
}
