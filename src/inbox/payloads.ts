// What Firstline reads of GitHub's webhook payloads: only the fields used, everything else is let through.
// GitHub's published schemas are stricter than its own payloads, so these are loose on purpose.
import { z } from 'zod'

const time = z.string().transform((text, context) => {
  const at = Date.parse(text)
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: `"${text}" is no time` })
  return at
})

/** GitHub's ids and numbers: a fraction or a number beyond what is exact is none, and no database keeps it as one. */
const id = z.int().positive()

/** A deleted account arrives as null, or as the user `ghost`. */
export const userPayload = z
  .looseObject({ id, login: z.string(), type: z.string().default('User') })
  .nullish()

export const repositoryPayload = z.looseObject({
  id,
  node_id: z.string(),
  name: z.string(),
  private: z.boolean().default(false),
  archived: z.boolean().default(false),
  has_issues: z.boolean().default(true),
  has_discussions: z.boolean().default(false),
  default_branch: z.string().default('main'),
  owner: z.looseObject({ id, login: z.string(), type: z.string().default('User') }),
})

const label = z.looseObject({ name: z.string() })

export const issuePayload = z.looseObject({
  id,
  node_id: z.string(),
  number: id,
  title: z.string(),
  body: z.string().nullish(),
  user: userPayload,
  state: z.string(),
  state_reason: z.string().nullish(),
  locked: z.boolean().default(false),
  labels: z.array(label).default([]),
  assignees: z.array(z.looseObject({ login: z.string() })).default([]),
  created_at: time,
  updated_at: time,
  closed_at: time.nullish(),
  pull_request: z.unknown().optional(),
})

export const discussionPayload = z.looseObject({
  id,
  node_id: z.string(),
  number: id,
  title: z.string(),
  body: z.string().nullish(),
  user: userPayload,
  state: z.string().default('open'),
  state_reason: z.string().nullish(),
  locked: z.boolean().default(false),
  // Not in every payload of a discussion.
  labels: z.array(label).optional(),
  category: z
    .looseObject({
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

export const commentPayload = z.looseObject({
  id,
  node_id: z.string(),
  user: userPayload,
  body: z.string().nullish(),
  created_at: time,
  updated_at: time,
  parent_id: id.nullish(),
})

export const envelopePayload = z.looseObject({
  action: z.string().optional(),
  sender: userPayload,
  repository: repositoryPayload.optional(),
  installation: z.looseObject({ id }).nullish(),
})

export const labelPayload = z.looseObject({
  action: z.string(),
  sender: userPayload,
  label,
  changes: z.looseObject({ name: z.looseObject({ from: z.string() }).optional() }).optional(),
})

const changes = z
  .looseObject({
    body: z.looseObject({ from: z.string().nullish() }).optional(),
    title: z.looseObject({ from: z.string().nullish() }).optional(),
    new_issue: z.looseObject({ id, number: id }).optional(),
    new_discussion: z.looseObject({ id, number: id }).optional(),
    new_repository: z.looseObject({ full_name: z.string() }).optional(),
    old_issue: z.looseObject({ id }).optional(),
    old_discussion: z.looseObject({ id }).optional(),
    old_repository: z.unknown().optional(),
  })
  .optional()

const common = { action: z.string(), sender: userPayload, repository: repositoryPayload, changes }

/** Deliveries about a ticket, by event. */
export const ticketPayloads = {
  issues: z.looseObject({ ...common, issue: issuePayload, label: label.nullish() }),
  issue_comment: z.looseObject({ ...common, issue: issuePayload, comment: commentPayload }),
  discussion: z.looseObject({
    ...common,
    discussion: discussionPayload,
    label: label.nullish(),
    answer: commentPayload.nullish(),
    old_answer: commentPayload.nullish(),
  }),
  discussion_comment: z.looseObject({ ...common, discussion: discussionPayload, comment: commentPayload }),
}

export type Changes = z.output<typeof changes>
export type IssuePayload = z.output<typeof issuePayload>
export type DiscussionPayload = z.output<typeof discussionPayload>
export type CommentPayload = z.output<typeof commentPayload>
export type RepositoryPayload = z.output<typeof repositoryPayload>
export type UserPayload = z.output<typeof userPayload>
