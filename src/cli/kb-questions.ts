// Reads a file of questions for `kb ask --questions`, one JSON object a line.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Question, questionFromTicket } from '../knowledge/index.ts'
import { MissingFileError } from './command.ts'

export interface AskedLine {
  /** From 1. */
  number: number
  /** As given; null without one. */
  id: unknown
  /** The question, or what is wrong with the line. */
  asked: Question | string
}

interface Reading {
  languages: readonly string[]
  project?: string
  /** Language of the questions that name none. */
  language?: string
}

/** Lines that are empty are left out. @throws MissingFileError */
export async function* questionsOf(file: string, reading: Reading): AsyncGenerator<AskedLine> {
  let number = 0
  for await (const line of linesOf(file)) {
    number++
    if (line.trim() !== '') yield { number, ...readLine(line, reading) }
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const stream = createReadStream(file, 'utf8')
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
      yield line
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new MissingFileError(`There is no file ${file}.`)
    if (code === 'EISDIR' || code === 'EACCES') throw new MissingFileError(`The file ${file} cannot be read.`)
    throw error
  }
}

function readLine(line: string, reading: Reading): Omit<AskedLine, 'number'> {
  let value: unknown
  try {
    value = JSON.parse(line.replace(/^\ufeff/, ''))
  } catch {
    return { id: null, asked: 'The line is not valid JSON.' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { id: null, asked: 'The line must be a JSON object.' }
  const { id = null, ...written } = value as Record<string, unknown>
  return { id, asked: questionOf(written, reading) }
}

/** A ticket is read as the server reads it, so that both come to the same verdict. */
function questionOf(written: Record<string, unknown>, { language, ...asked }: Reading): Question | string {
  const string = (one: unknown) => (typeof one === 'string' ? one : undefined)
  const [text, title, body] = [string(written.text), string(written.title), string(written.body)]
  if (text === undefined && title === undefined && body === undefined)
    return 'The line needs a "text", or a "title" and a "body".'
  const isTicket = title !== undefined || body !== undefined
  const question = isTicket ? questionFromTicket(title ?? '', body ?? '', asked) : { text }
  const named = string(written.language) || language
  return named ? { ...question, language: named } : question
}
