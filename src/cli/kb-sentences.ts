// Opens the sentence model for a command that asks files.
import { loadDotEnv, readSentenceEnvironment } from '../environment/environment.ts'
import { articleVectors } from '../facts/article-vectors.ts'
import type { FactsDeps } from '../facts/deps.ts'
import { openSentences } from '../sentence/open-sentences.ts'
import type { Io } from './command.ts'

/** Opens the model that the environment names, runs, and closes it. What is wrong with it is told: then words decide. */
export async function withSentences<T>(
  io: Io,
  run: (deps: Pick<FactsDeps, 'sentences' | 'vectors'>) => Promise<T>,
): Promise<T> {
  const { sentenceFolder } = readSentenceEnvironment(loadDotEnv(io.cwd, io.env), { cwd: io.cwd })
  const sentences = await openSentences(sentenceFolder, { onTrouble: (why) => io.err(`${why}\n`) })
  try {
    return await run({ sentences, vectors: articleVectors(sentences) })
  } finally {
    await sentences.close()
  }
}
