// Shapes that several of GitHub's payloads share: only the fields used, whatever else is in them is left out.
// GitHub's published schemas are stricter than its own payloads, so these are loose on purpose.
import { z } from 'zod'

const time = z.string().transform((text, context) => {
  const at = Date.parse(text)
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: `"${text}" is no time` })
  return at
})

/** GitHub's ids and numbers: a fraction or a number beyond what is exact is none, and no database keeps it as one. */
const id = z.int().positive()

/** What says whose a payload is. */
export const named = z.object({ id })

/** A deleted account arrives as null, or as the user `ghost`. */
export const user = z.object({ id, login: z.string(), type: z.string().default('User') }).nullish()

/** Who pays, or belongs to whom. What cannot be a login is refused: no database keeps a NUL in a text. */
export const account = z.object({
  id,
  login: z.string().regex(/^[\w[\]-]{1,100}$/),
  type: z.string().nullish(),
})

export const repository = z.object({
  id,
  node_id: z.string(),
  name: z.string(),
  private: z.boolean().default(false),
  archived: z.boolean().default(false),
  has_issues: z.boolean().default(true),
  has_discussions: z.boolean().default(false),
  default_branch: z.string().default('main'),
  owner: z.object({ id, login: z.string(), type: z.string().default('User') }),
})

export const label = z.object({ name: z.string() })

export const issue = z.object({
  id,
  node_id: z.string(),
  number: id,
  title: z.string(),
  body: z.string().nullish(),
  user,
  state: z.string(),
  state_reason: z.string().nullish(),
  locked: z.boolean().default(false),
  labels: z.array(label).default([]),
  assignees: z.array(z.object({ login: z.string() })).default([]),
  type: z.object({ name: z.string() }).nullish(),
  created_at: time,
  updated_at: time,
  closed_at: time.nullish(),
})

export const discussion = z.object({
  id,
  node_id: z.string(),
  number: id,
  title: z.string(),
  body: z.string().nullish(),
  user,
  state: z.string().default('open'),
  state_reason: z.string().nullish(),
  locked: z.boolean().default(false),
  // Not in every payload of a discussion.
  labels: z.array(label).optional(),
  category: z
    .object({
      name: z.string().default(''),
      slug: z.string().default(''),
      is_answerable: z.boolean().default(false),
    })
    .nullish(),
  answer_chosen_at: time.nullish(),
  created_at: time,
  updated_at: time,
  closed_at: time.nullish(),
})

export const comment = z.object({
  id,
  node_id: z.string(),
  user,
  body: z.string().nullish(),
  created_at: time,
  updated_at: time,
  parent_id: id.nullish(),
})

/** What a ticket was before, or became elsewhere; there it may be told whole. */
const elsewhere = z.looseObject({ id, number: id })

const changes = z
  .object({
    body: z.object({ from: z.string().nullish() }).optional(),
    title: z.object({ from: z.string().nullish() }).optional(),
    new_issue: elsewhere.optional(),
    new_discussion: elsewhere.optional(),
    new_repository: z.looseObject({ full_name: z.string() }).optional(),
    old_issue: named.optional(),
    old_discussion: named.optional(),
    old_repository: z.unknown().optional(),
  })
  .optional()

/** What every delivery about a ticket tells. */
export const aboutTicket = { action: z.string(), sender: user, repository, changes }

export type Changes = z.output<typeof changes>
export type Issue = z.output<typeof issue>
export type Discussion = z.output<typeof discussion>
export type Comment = z.output<typeof comment>
export type RepositoryShape = z.output<typeof repository>
export type User = z.output<typeof user>
