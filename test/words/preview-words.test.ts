// What the preview on the desk says of each part: words, and no keys.
import { expect, test } from 'vitest'
import { partWords } from '../../src/words/preview-words.ts'

test.each([
  ['answer', 'install-eacces', 'answer with the article install-eacces'],
  ['acknowledgement', 'pro', 'acknowledgement'],
  ['escalation', 'first_response:missed', 'notice: first response missed'],
  ['escalation', 'next_response@1792401840:at_risk', 'notice: next response at risk'],
  ['label-rule', 'needs: info@1792401842', 'comment of the label needs: info'],
  ['label-rule', 'needs: info@1792401842:closed', 'closing by the label needs: info'],
  ['label-rule', 'kb: x@1792401842:no-article', 'notice of no article for the label kb: x'],
  ['label-rule', 'a@b', 'comment of the label a@b'],
  ['reply', '3562000007:why', 'reply to !why'],
  ['reminder', '3562000007', 'reminder of the requester'],
])('%s %s: %s', (kind, key, words) => expect(partWords({ kind, key }, '!', true)).toBe(words))

test('an article that not everybody may see has no name', () => {
  expect(partWords({ kind: 'answer', key: 'secret' }, '/', false)).toBe('answer with an article')
})
