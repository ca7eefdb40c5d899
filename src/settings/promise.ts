// The promise of a tier or of the community: targets and the calendar they are counted in.
import type { z } from 'zod'
import type { PromiseTargets } from '../domain/settings.ts'
import { asList, listOf, map, number, optional, reference } from './kinds.ts'
import type { Names } from './section.ts'
import { duration, isChannel, notified, promiseDuration } from './words.ts'

export function promise(names: Names) {
  return map({
    first_response: optional(duration(), { description: 'Until the first comment of a maintainer.' }),
    next_response: optional(duration(), { description: 'Until a maintainer answers a later comment.' }),
    resolution: optional(duration(), {
      description: 'Until the ticket is closed as completed, or answered.',
    }),
    calendar: optional(reference('a calendar', names.calendars), {
      description: 'The calendar in which the targets are counted: a key of `calendars`, or `always`.',
      default: 'always',
    }),
  })
}

type PromiseInput = z.output<ReturnType<typeof promise>>

/** Null where nothing is promised. */
export function readPromise(input: PromiseInput | null | undefined): PromiseTargets | null {
  if (!input) return null
  const firstResponse = input.first_response ? promiseDuration(input.first_response) : null
  const nextResponse = input.next_response ? promiseDuration(input.next_response) : null
  const resolution = input.resolution ? promiseDuration(input.resolution) : null
  if (!firstResponse && !nextResponse && !resolution) return null
  return { firstResponse, nextResponse, resolution, calendar: input.calendar ?? 'always' }
}

export const WARN_AT = 0.75

export function warnAt() {
  return optional(number('a number from 0 to 1, a share of the target', 0, 1), {
    description: 'Share of the target used when the ticket becomes `sla: at risk`.',
    default: WARN_AT,
  })
}

export function notify() {
  return optional(listOf(notified(), 'a list such as `["@org/team", "channel:oncall"]`'), {
    description:
      'Mentioned in escalation comments: `"@login"` or `"@org/team"`; `"channel:NAME"` is an outgoing webhook of the server, told of the same.',
    default: [],
  })
}

/** Those who are mentioned. */
export function mentionsOf(input: string | string[] | null | undefined): string[] {
  return asList(input).filter((name) => !isChannel(name))
}

/** Names of the channels that are told. */
export function channelsOf(input: string | string[] | null | undefined): string[] {
  return asList(input)
    .filter(isChannel)
    .map((name) => name.slice('channel:'.length))
}
