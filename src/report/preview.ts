// What is said of a repository before anything is installed there: all that the pages of a preview show.
import type { ClockKind } from '../domain/clock.ts'
import type { Problem } from '../domain/problem.ts'
import type { PromiseDuration } from '../domain/settings.ts'
import type { TicketKind } from '../domain/ticket.ts'
import type { CurveStep } from './kaplan-meier.ts'
import type { Bounds } from './metrics.ts'
import type { TierMetrics } from './metrics-schema.ts'
import type { ReplayFigures } from './replay.ts'
import type { TrendWeek } from './trend.ts'

/** Instants in ms; durations in seconds where their names say so; shares from 0 to 1. */
export interface Preview {
  /** `owner/name`. */
  repository: string
  url: string
  at: number
  read: ReadSpan
  maintainers: { known: 'collaborators' | 'named' | 'shown'; logins: readonly string[] }
  /** What may be off, one sentence each: they stand at the top. */
  remarks: readonly string[]
  settings: {
    from: 'file' | 'repository' | 'owner' | 'defaults'
    path: string | null
    problems: readonly Problem[]
  }
  /** What not everybody may know of who reads the repository: it stands in a private one. */
  hidden: { settings: boolean; articles: boolean }
  /** IANA zone of every date and hour, and where it is taken from: `utc` where nothing tells a better one. */
  zone: string
  zoneFrom: 'calendar' | 'comments' | 'utc'
  today: Today
  labels: readonly LabelledTickets[]
  /**
   * Null where there are no articles and no documentation. `ownWords`: so many are answered today because they ask in
   * the very words of an article. Whether those were taken from them is not known: they count in no other figure.
   */
  answers: (ReplayFigures & { ownWords: number; shown: readonly ShownAnswer[] }) | null
  /** Of each promise in the settings. */
  promises: readonly PromiseShare[]
  /** Of usual promises for the first response, the tightest first. */
  grid: readonly PromiseShare[]
  /** The tightest of the grid that would have been kept in 95 %; null where none was, or too little is known. */
  recommended: PromiseShare | null
  /** When maintainers write; null where too little is known. */
  hours: MaintainersHours | null
  suggested: Suggested
}

/** What is asked of a promise before it is recommended: the share that would have been kept, and of how many tickets. */
export const KEPT = 0.95
export const LEAST_JUDGED = 20

/** What was read: the newest issues and discussions together. */
export interface ReadSpan {
  issues: number
  discussions: number
  comments: number
  /** When the oldest of them was opened; null where there is none. */
  fromAt: number | null
  /** There are no older ones. */
  isAll: boolean
  /** What GitHub could not answer in time, however little was asked for at once. */
  setAside: ReadonlyArray<{ kind: TicketKind; number: number | null; why: string }>
  /** Calls that were made of GitHub. */
  calls: number
}

/** How they answer today, over all tickets but the maintainers' own. */
export interface Today {
  metrics: TierMetrics
  bounds: Bounds
  /** Which share has had a first response after how long (Kaplan–Meier); empty where none had. */
  curve: readonly CurveStep[]
  /** Oldest first. */
  weeks: readonly TrendWeek[]
  /** Seven days from Monday, 24 hours each: tickets opened, and comments of maintainers on others' tickets. */
  opened: ReadonlyArray<readonly number[]>
  answered: ReadonlyArray<readonly number[]>
  /** First responses to what was opened then: by hour of the day, by day of the week from Monday. */
  byHour: readonly ResponseTime[]
  byWeekday: readonly ResponseTime[]
}

/** Kaplan–Meier. */
export interface ResponseTime {
  opened: number
  medianSeconds: number | null
}

/** What a tier's label would have been put on. Who that is stays out of all that is public. */
export interface LabelledTickets {
  tier: string
  label: string
  tickets: readonly number[]
  requesters: ReadonlyArray<{ login: string; tickets: number }>
}

/** What would have been posted, as it would have been posted: the whole comment, without its hidden markers. */
export interface ShownAnswer {
  number: number
  url: string
  question: string
  as: 'answer' | 'links'
  confidence: number
  /** It asks in the very words of an article (`ownWords`). */
  isOwnWords: boolean
  /** As it would have been said to who asked; that they pay may be told by it. Null: nothing would have been. */
  said: SaidAnswer | null
  /** As it would be said to somebody who pays nothing, for public pages; null: nothing would be. */
  saidToAnybody: SaidAnswer | null
}

export interface SaidAnswer {
  /** The settings leave it to a maintainer to post it. */
  draft: boolean
  markdown: string
}

/** What would have become of one promise, had it been made to everybody. */
export interface PromiseShare {
  /** Whose it is in the settings: a tier's name or `community`; null for one that is only tried. */
  tier: string | null
  clock: ClockKind
  target: PromiseDuration
  calendar: string
  /** The calendar's hours in words, such as `Mon–Fri 09:00–17:00, Europe/Berlin`. */
  hours: string
  met: number
  missed: number
  /** met / (met + missed); null where nothing was either. */
  share: number | null
}

/** The working day that the comments of maintainers show. */
export interface MaintainersHours {
  /** IANA zone: the place is a guess, its clock is what the comments show. */
  zone: string
  /** Local, `HH:MM`. */
  from: string
  to: string
  /** Share of their comments within these hours, Monday to Friday. */
  share: number
  comments: number
}

/** For a repository without settings or articles. */
export interface Suggested {
  /** A whole settings file, and the page that opens it; null where there is one, and where it is too long for a link. */
  settings: { path: string; text: string; url: string | null } | null
  /** Articles drafted from answered questions, and globs of documentation that is there. */
  articles: ReadonlyArray<{ path: string; title: string; tickets: readonly number[]; text: string }>
  docs: readonly string[]
}
