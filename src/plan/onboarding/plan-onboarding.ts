// From what was found in a repository to the one issue that tells it, and when that is written again. Pure.
import type { OwnPlace, Want } from '../../domain/want.ts'
import { ONBOARDING_TITLE, onboardingMarker, onboardingText } from '../../words/onboarding/onboarding-text.ts'
import type { OnboardingPage } from '../../words/onboarding/page.ts'

/** The same facts give the same Want, and one that was carried out leaves nothing to be written. */
export function planOnboarding(place: OwnPlace, page: OnboardingPage): Want {
  const marker = onboardingMarker(page)
  return {
    key: `onboarding of ${place.repositoryId}|issue`,
    place: { in: 'own_thing', ...place },
    what: { do: 'keep_issue', title: ONBOARDING_TITLE, marker, once: true, ...onboardingText(page) },
    // Somebody has just installed the App or committed settings, and waits for it; it is written a few times in all.
    urgency: 'paid',
    why: 'the App came to this repository',
  }
}

/** On what a text was made: news of the first kind is told at once, of the second in its time. */
export interface MadeOn {
  atOnce: string
  later: string
}

export interface OnboardingTimes {
  /** When the issue was written last, ms; null: never, or not that we know. */
  writtenAt: number | null
  told: MadeOn | null
  on: MadeOn
  /** History is coming in: the figures change. */
  isReading: boolean
  now: number
}

const MINUTE_MS = 60_000
/** An edit brings the issue to the top of a list by updates: one that is left open is not to stay there. */
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS

/** Edits notify nobody, but cost a look at all that was read. */
export function onboardingDueAt({ writtenAt, told, on, isReading, now }: OnboardingTimes): number {
  if (writtenAt === null || told === null || told.atOnce !== on.atOnce) return now
  if (isReading || told.later !== on.later) return Math.max(now, writtenAt + 5 * MINUTE_MS)
  return writtenAt + WEEK_MS
}
