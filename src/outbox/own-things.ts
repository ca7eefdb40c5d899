// Carries out what is wanted of a thing of our own: its issue first, then what stands in it.
import type { OwnPlace, Want } from '../domain/want.ts'
import { keepComment } from './own-comment.ts'
import { keepIssue, knownIssue, loseIssue, pinOnce } from './own-issue.ts'
import type { OwnWriting } from './own-place.ts'

/** `none`: GitHub will not have the issue. `gone`: it is no longer there, and is made anew when this is done again. */
export type OwnOutcome = 'written' | 'none' | 'gone'

/** What GitHub refuses is set aside alone. Throws at the first failure that may pass; doing it again changes nothing. */
export async function writeOwnThing(
  writing: OwnWriting,
  place: OwnPlace,
  wants: readonly Want[],
): Promise<OwnOutcome> {
  for (const { what } of wants) {
    if (what.do === 'keep_issue') await keepIssue(writing, place, what)
    const issue = await knownIssue(writing, place)
    if (!issue) return 'none'
    if (what.do === 'pin') await pinOnce(writing, place, issue)
    if (what.do === 'keep_comment' && (await keepComment(writing, place, issue, what)) === 'gone') {
      await loseIssue(writing, issue)
      return 'gone'
    }
  }
  return 'written'
}
