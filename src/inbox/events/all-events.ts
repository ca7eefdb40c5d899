// Every delivery that Firstline listens to, by the name its sender gives it. Whatever else comes is ignored.
import type { z } from 'zod'
import type { LineKind } from '../../domain/line.ts'
import { discussionComment, discussions } from './discussions.ts'
import { installation, installationRepositories, installationTarget } from './installation.ts'
import { issueComment, issues } from './issues.ts'
import { label } from './label.ts'
import type { Listening } from './listening.ts'
import { member, membership, organization, team } from './people.ts'
import { polar } from './polar.ts'
import { push } from './push.ts'
import { repository } from './repository.ts'
import { sponsorship } from './sponsorship.ts'
import { stripe } from './stripe.ts'

export const EVENTS = {
  issues,
  issue_comment: issueComment,
  discussion: discussions,
  discussion_comment: discussionComment,
  label,
  push,
  repository,
  member,
  organization,
  membership,
  team,
  installation,
  installation_repositories: installationRepositories,
  installation_target: installationTarget,
  sponsorship,
  stripe,
  polar,
}

export type EventName = keyof typeof EVENTS

/** One delivery as it was understood. */
export type Event = {
  [N in EventName]: { event: N } & z.output<(typeof EVENTS)[N]['schema']>
}[EventName]

/** What a line of this kind takes in. */
export type EventFor<K extends LineKind> = Extract<
  Event,
  { event: { [N in EventName]: (typeof EVENTS)[N]['kind'] extends K ? N : never }[EventName] }
>

/** Null: nobody listens. */
export function listeningTo(name: string): Listening<LineKind, z.ZodType> | null {
  return Object.hasOwn(EVENTS, name) ? (EVENTS[name as EventName] as Listening<LineKind, z.ZodType>) : null
}
