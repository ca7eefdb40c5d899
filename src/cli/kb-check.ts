// `firstline kb check`: every mistake of a knowledge base, with file and line.
import type { Problem } from '../domain/problem.ts'
import { checkUnderstood } from '../facts/ask-served.ts'
import { buildKnowledge, readArticles } from '../knowledge/index.ts'
import { readArguments, readPositionals } from './arguments.ts'
import type { Io } from './command.ts'
import { readFolder } from './kb-folder.ts'
import { CHECK_OPTIONS, folderOf, precisionOf, problemLine } from './kb-options.ts'
import { withMeaning } from './meaning.ts'

/** Exit code 1 when anything would stop an article from being used or answers wrongly. */
export async function checkCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(args, CHECK_OPTIONS)
  readPositionals(positionals.slice(1), [])
  const { files, problems } = await readFolder(folderOf(io, positionals[0]))
  const read = readArticles(files)
  const precision = precisionOf(values.precision)
  const place = { place: 'files', knowledge: buildKnowledge(read.articles) }
  // As the server would decide: with the sentence model where there is one.
  const checked = await withMeaning(io, (deps) => checkUnderstood(deps, place, { precision }))
  const all = [...problems, ...read.problems, ...checked.problems]
  const failures = all.filter(({ level }) => level === 'failure').length
  const counts = { articles: read.articles.length, questions: checked.questions, answered: checked.answered }
  // What was not even read is not used either.
  const leftOut = new Set([...problems.map(({ file }) => file), ...read.leftOut])
  if (values.json) {
    const left_out = [...leftOut]
    io.out(`${JSON.stringify({ ...counts, refusals: checked.refusals, left_out, problems: all })}\n`)
  } else {
    for (const line of fileByFile(all, leftOut)) io.out(line)
    io.out(
      `${count(counts.articles, 'article')}; ${counts.answered} of ${count(counts.questions, 'question')} answered when held out; ` +
        `${checked.refusals} not_for ${checked.refusals === 1 ? 'entry' : 'entries'}; ` +
        `${count(failures, 'failure')}, ${count(all.length - failures, 'warning')}.\n`,
    )
  }
  return failures > 0 ? 1 : 0
}

/** All mistakes of a file together, then whether it is used all the same. */
function* fileByFile(problems: Problem[], leftOut: ReadonlySet<string>): Generator<string> {
  for (const [file, these] of Map.groupBy(problems, (problem) => problem.file)) {
    for (const problem of these) yield problemLine(problem)
    yield `${file}: ${leftOut.has(file) ? 'not used until this is corrected' : 'used all the same'}.\n`
  }
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
