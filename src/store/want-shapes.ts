// The shapes of what is wanted, to read back what a preview or a refusal has kept.
import { z } from 'zod'
import type { CheckSubject } from '../domain/check-run.ts'
import type { What } from '../domain/want.ts'

const text = z.string()

export const Subject: z.ZodType<CheckSubject> = z.union([
  z.object({ checked: z.literal('settings'), near: z.array(text), sha: text, again: z.number().optional() }),
  z.object({ checked: z.enum(['articles', 'customers']), path: text, sha: text }),
])

/** As the union of `domain/want.ts` has them: a second list of its members would have to be kept like it. */
const One = z.custom<What>((value) => typeof value === 'object' && value !== null && 'do' in value)

export const Whats: z.ZodType<What[]> = z.array(One)
