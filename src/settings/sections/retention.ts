// `retention`: how long what is no longer needed is kept.
import { map, optional } from '../kinds.ts'
import { section } from '../section.ts'
import { duration, durationMs } from '../words.ts'

const BODIES = '730d'
const SET_ASIDE = '7d'
const AUDIT = '730d'

export const retentionSection = section({
  key: 'retention',
  about: 'How long what is no longer needed is kept.',
  schema: () =>
    optional(
      map({
        bodies: optional(duration(), { description: 'Texts of tickets and comments.', default: BODIES }),
        set_aside: optional(duration(), {
          description: 'Deliveries that could not be understood, without what is secret.',
          default: SET_ASIDE,
        }),
        audit: optional(duration(), {
          description: 'Corrections of the past, as `npx firstline audit` lists them.',
          default: AUDIT,
        }),
      }),
      { description: 'Times after which things are deleted.' },
    ),
  read: (value) => ({
    retention: {
      bodiesMs: durationMs(value?.bodies ?? BODIES),
      setAsideMs: durationMs(value?.set_aside ?? SET_ASIDE),
      auditMs: durationMs(value?.audit ?? AUDIT),
    },
  }),
})
