// `mode`: whether Firstline writes at all.
import { choice, optional } from '../kinds.ts'
import { section } from '../section.ts'

export const modeSection = section({
  key: 'mode',
  about: `\`live\` works. \`preview\` writes nothing but, on the desk issue, what it would have done. \`off\` does nothing.`,
  schema: () =>
    optional(choice('live', 'preview', 'off'), {
      description: 'Whether Firstline writes.',
      default: 'live',
    }),
  read: (value) => ({ mode: value ?? ('live' as const) }),
})
