// What `firstline doctor` says of the sentence model.
import type { SentenceState } from '../sentence/sentences.ts'
import { type Finding, fine, look } from './finding.ts'

/** After it has read something. */
export function judgeSentenceModel(state: SentenceState): Finding {
  const about = 'model'
  const todo =
    'Mend it, or say so with SENTENCE_MODEL=off; docs/operating.md says what a model of your own needs.'
  switch (state.is) {
    case 'on':
      return fine(about, 'Questions are matched by words and by meaning.')
    case 'off':
      return fine(about, 'Questions are matched by words alone: SENTENCE_MODEL is off.')
    case 'failed':
      return look(about, `Questions are matched by words alone. ${state.why}`, todo)
    default:
      return state satisfies never
  }
}
