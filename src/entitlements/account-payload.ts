// An account as webhooks about who pays name it.
import { z } from 'zod'

/** What cannot be an id or a login is refused here: no database keeps a fraction as an id, or a NUL in a text. */
export const AccountPayload = z.object({
  id: z.int().positive(),
  login: z.string().regex(/^[\w[\]-]{1,100}$/),
  type: z.string().nullish(),
})
