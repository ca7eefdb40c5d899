// Which comment of an answered thread an article can be made of.
import { expect, it } from 'vitest'
import { type Said, solutionIn } from '../../src/knowledge/solution.ts'

const m = (text: string): Said => ({ by: 'maintainer', text })
const r = (text: string): Said => ({ by: 'requester', text })
const advice = 'Set `exportDir` to a folder on the local disk.'

it.each<[string, Said[], string | null]>([
  ['the last word is a question', [m(advice), m('Did it work?')], advice],
  [
    'the last word is a farewell',
    [m(advice), r('Works now!'), m('Great. Closing this, thanks for reporting.')],
    advice,
  ],
  [
    'the maintainer goes on about something else after it helped',
    [
      m(advice),
      r('Thanks, that fixed it.'),
      m('We keep the list of all such folders and where they come from in the wiki.'),
    ],
    advice,
  ],
  [
    'facts are asked for first',
    [m('Which version is it? Please share the output of `widget info`.'), r('2.1'), m(advice)],
    advice,
  ],
  [
    'a first advice did not help',
    [m('Try to delete the folder `.cache`.'), r('Thanks, still the same.'), m(advice)],
    advice,
  ],
  ['the advice is short', [m('Fixed in 2.3.1.'), r('Perfect'), m('Good to hear')], 'Fixed in 2.3.1.'],
  ['the advice is all code', [m('Run:\n```\nwidget repair\n```')], 'Run:\n```\nwidget repair\n```'],
  [
    'the advice is Chinese',
    [m('请升级到 2.3.1 版本。'), r('解决了，谢谢'), m('好的')],
    '请升级到 2.3.1 版本。',
  ],
  [
    'nobody but the requester knew',
    [m('Can you try `widget info`?'), r('I solved it by reinstalling.'), m('Thanks!')],
    null,
  ],
  ['only questions are asked', [m('Did it work?'), m('Any news?')], null],
  ['what is quoted is answered with nothing', [m(`> ${advice}\n\nThanks!`)], null],
  ['nothing was said', [], null],
])('%s', (_, said, expected) => {
  expect(solutionIn(said)).toBe(expected)
})
