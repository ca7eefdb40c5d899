// Opens the sentence model of a folder when the first text is to be read.
import { type OpenModel, openFolder } from './open-folder.ts'
import { type SentenceState, type Sentences, withoutSentences } from './sentences.ts'

/** `folder`: null is off. */
export function openSentences(folder: string | null): Sentences {
  if (folder === null) return withoutSentences()
  let opening: Promise<OpenModel | null> | null = null
  let open: OpenModel | null = null
  let state: SentenceState = { is: 'on' }
  const load = async () => {
    try {
      open = await openFolder(folder)
      return open
    } catch (error) {
      state = { is: 'failed', why: error instanceof Error ? error.message : String(error) }
      return null
    }
  }
  return {
    get state() {
      return state
    },
    get model() {
      return open && { id: open.id, languages: ['en'] }
    },
    embed: async (texts) => {
      opening ??= load()
      const model = await opening
      return model ? model.embed(texts) : texts.map(() => null)
    },
    close: async () => {},
  }
}
