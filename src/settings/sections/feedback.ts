// `feedback`: whether requesters are asked for a rating.
import { choice, map, number, optional } from '../kinds.ts'
import { section } from '../section.ts'

export const feedbackSection = section({
  key: 'feedback',
  about: 'Asks for a rating once per resolution, never after an automatic close.',
  schema: () =>
    optional(
      map({
        ask: optional(choice('off', 'on_resolution'), {
          description: 'When to ask.',
          default: 'off',
        }),
        days: optional(number('a number of days from 1 to 90', 1, 90), {
          description: 'How many days a rating is waited for.',
          default: 7,
        }),
      }),
      { description: 'Ratings.' },
    ),
  read: (value) => ({ feedback: { ask: value?.ask ?? ('off' as const), days: value?.days ?? 7 } }),
})
