// `/retract`: the automatic answer, or the links, are taken back; one line stays that says so.
import { nothingToRetractMessage } from '../../../words/ticket/messages.ts'
import { takeBack } from '../rules/links.ts'
import { type Answer, answersOf } from '../rules/shared.ts'
import { once } from '../wants.ts'
import { NOTHING } from './arguments.ts'
import { COMMANDED, type Command } from './command.ts'

export const retract: Command = {
  name: 'retract',
  arguments: NOTHING,
  who: 'maintainers',
  usage: 'retract',
  help: 'take the automatic answer or links back',
  want(facts, call) {
    const answer = answersOf(facts).findLast(({ writtenAt }) => writtenAt <= call.at)
    // What became of the answer since is what this command did, also where nobody remembers.
    if (answer && !answer.stands && goneAt(answer) >= call.at) return { wants: [] }
    if (!answer?.stands) return { mistake: nothingToRetractMessage }
    return { wants: [once(facts, `retract:${call.key}`, takeBack(facts, answer), { why: COMMANDED })] }
  },
}

/** A thread that was read tells that a comment was edited, but not always when. */
function goneAt({ deletedAt, editedAt }: Answer): number {
  return deletedAt ?? editedAt ?? Number.POSITIVE_INFINITY
}
