// `community`: everybody who does not pay.
import { choice, map, optional } from '../kinds.ts'
import { channelsOf, mentionsOf, notify, promise, readPromise, WARN_AT, warnAt } from '../promise.ts'
import { section } from '../section.ts'

export const communitySection = section({
  key: 'community',
  about: 'Everybody else. They have no label, and are answered and counted like everyone.',
  schema: (names) =>
    optional(
      map({
        promise: optional(promise(names), {
          description: 'What is promised to everybody. Left out: nothing.',
        }),
        answers: optional(choice('auto', 'draft', 'off'), {
          description: 'Answers from the knowledge base. Left out: `knowledge_base.mode`.',
        }),
        warn_at: warnAt(),
        notify: notify(),
      }),
      { description: 'Everybody who does not pay.' },
    ),
  read: (value) => ({
    community: {
      promise: readPromise(value?.promise),
      answers: value?.answers ?? null,
      warnAt: value?.warn_at ?? WARN_AT,
      notify: mentionsOf(value?.notify),
      channels: channelsOf(value?.notify),
    },
  }),
})
