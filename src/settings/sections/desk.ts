// `desk`: the issue that carries figures and queue.
import { NOTICE_EVENTS } from '../../domain/triage.ts'
import { asList, choice, flag, listOf, map, mapOf, optional } from '../kinds.ts'
import { repository } from '../places.ts'
import { section } from '../section.ts'
import { channelName, duration, durationMs } from '../words.ts'

const UPDATE = '1h'

export const deskSection = section({
  key: 'desk',
  about:
    'One issue of the repository carries the metrics comment and the queue. A private `repository` of the same owner takes what must not be public: escalations and private tickets.',
  schema: (names) =>
    optional(
      map({
        issue: optional(flag(), { description: 'Whether there is a desk issue.', default: true }),
        repository: optional(repository(names.owner), {
          description: 'A private repository, `OWNER/REPO` of the same owner.',
        }),
        update: optional(duration(), {
          description: 'How often the comments are edited, at most.',
          default: UPDATE,
        }),
        report: optional(choice('monthly', 'off'), { description: 'A report on its own.', default: 'off' }),
        channels: optional(
          mapOf(
            channelName(),
            listOf(choice(...NOTICE_EVENTS), 'a list of events such as `[missed]`'),
            'a map from channels to events',
          ),
          {
            description: `Channel of the server → what is told there: ${NOTICE_EVENTS.map((event) => `\`${event}\``).join(', ')}.`,
            default: {},
          },
        ),
      }),
      { description: 'The desk issue.' },
    ),
  read: (value) => ({
    desk: {
      issue: value?.issue ?? true,
      repository: value?.repository ?? null,
      updateMs: durationMs(value?.update ?? UPDATE),
      report: value?.report ?? ('off' as const),
      channels: Object.fromEntries(
        Object.entries(value?.channels ?? {}).map(([channel, events]) => [channel, asList(events)]),
      ),
    },
  }),
})
