// What the preview on the desk says of each Want, and how one that was refused is told: words, and no keys.
import { expect, test } from 'vitest'
import type { MarkerKind } from '../../src/domain/marker.ts'
import type { What } from '../../src/domain/want.ts'
import { refusedWords, wantWords } from '../../src/words/want-words.ts'

const say = (kind: MarkerKind, key: string) =>
  ({ do: 'say', marker: { kind, key }, text: '', rank: 0 }) as const
const telling = { quoted: (name: string) => `“${name}”`, safe: (words: string) => words }

test.each([
  ['answer', 'install-eacces', 'answer with the article install-eacces'],
  ['answer', 'docs/a.md#step-1', 'answer with “docs/a.md#step-1”'],
  ['acknowledgement', 'pro', 'acknowledgement'],
  ['escalation', 'first_response:missed', 'notice: first response missed'],
  ['escalation', 'next_response@1792401840:at_risk', 'notice: next response at risk'],
  ['label-rule', 'needs: info@1792401842', 'comment of the label needs: info'],
  ['label-rule', 'needs: info@1792401842:closed', 'closing by the label needs: info'],
  ['label-rule', '❓@1792401842.1abc9', 'comment of the label ❓'],
  ['label-rule', '❓@1792401842.1abc9:closed', 'closing by the label ❓'],
  ['label-rule', 'kb: x@1792401842:no-article', 'notice of no article for the label kb: x'],
  ['label-rule', 'a@b', 'comment of the label a@b'],
  ['reply', '3562000007:why', 'reply to !why'],
  ['reminder', '3562000007', 'reminder of the requester'],
] as const)('%s %s: %s', (kind, key, words) =>
  expect(wantWords(say(kind, key), { ...telling, commandPrefix: '!', articlesAreSeen: true })).toBe(words),
)

test('an article that not everybody may see has no name', () => {
  const hidden = { ...telling, commandPrefix: '/', articlesAreSeen: false }
  const links = { ...say('answer', '#links'), pages: ['secret', 'docs/a.md#step-1'] }
  expect(wantWords(links, hidden)).toBe('links that may help (“docs/a.md#step-1”)')
  expect(wantWords(links, { ...hidden, articlesAreSeen: true })).toBe(
    'links that may help (“secret”, “docs/a.md#step-1”)',
  )
  expect(wantWords(say('answer', 'secret'), hidden)).toBe('answer with an article')
})

const bug = { name: 'bug', color: 'ededed', description: '' }
const wants: Array<[What, string]> = [
  [{ do: 'label_on', label: bug, kept: true }, 'the label “bug”'],
  [{ do: 'label_off', name: 'bug', kept: false }, 'taking the label “bug” off'],
  [{ do: 'react', commentId: 1, nodeId: null, content: '-1' }, 'the reaction 👎'],
  [{ do: 'close', reason: 'not_planned' }, 'closing it as not planned'],
  [{ do: 'lock' }, 'lock'],
  [{ do: 'assign', logins: ['maya', 'tom'] }, 'assigning maya, tom'],
  [{ do: 'edit_comment', commentId: 1, nodeId: null, body: '' }, 'an edit of its own comment'],
  [{ do: 'delete_comment', commentId: 1, nodeId: null }, 'deleting a comment'],
]
test.each(wants)('%j', (what, words) => {
  expect(wantWords(what, { ...telling, commandPrefix: '/', articlesAreSeen: true })).toBe(words)
})

test('what was refused is told in public: labels by name, articles without', () => {
  expect(refusedWords({ do: 'label_on', label: bug, kept: true })).toBe('the label "bug"')
  expect(refusedWords(say('answer', 'secret'))).toBe('a comment (answer with an article)')
})
