// The settings of one repository as the rest of the program sees them: complete, with units in the names.
import type { LabelSpec } from './label.ts'
import type { NeedKind, NoticeEvent } from './triage.ts'
import type { PlainAct } from './want.ts'

/** A duration in a promise: `d` and `w` are the calendar's open days and weeks, so it cannot be milliseconds yet. */
export interface PromiseDuration {
  amount: number
  unit: 'm' | 'h' | 'd' | 'w'
}

export interface PromiseTargets {
  firstResponse: PromiseDuration | null
  nextResponse: PromiseDuration | null
  resolution: PromiseDuration | null
  /** A key of `calendars`, or `always`. */
  calendar: string
}

export type AnswerMode = 'auto' | 'draft' | 'off'

export interface TierSettings {
  name: string
  /** Names that this tier had before: what was known under them goes on as this one. */
  formerly: string[]
  label: LabelSpec
  promise: PromiseTargets | null
  /** Share of the target used at which the ticket is at risk, 0 to 1. */
  warnAt: number
  /** `@login` or `@org/team`, mentioned in escalations. */
  notify: string[]
  /** Names of channels that are told of what the tier's tickets come to. */
  channels: string[]
  assign: string[]
  /** Null where the tier does not say: then `knowledgeBase.mode`. */
  answers: AnswerMode | null
  /** Every ticket goes on in a private issue. */
  private: boolean
  /** Missing facts are asked for, as of everybody. */
  needsInformation: boolean
  /** Text of the acknowledgement with `{deadline}`, or null. */
  acknowledge: string | null
}

export interface KnowledgeBaseSettings {
  /** The folder; `OWNER/REPO:path` for one in another repository. */
  path: string
  precision: number
  mode: AnswerMode
  /** This project's own words, in whatever language → English. */
  words: Record<string, string>
  /** Whether questions of answered tickets become known phrasings. */
  learn: boolean
  docs: DocsSettings[]
  /** At least this share of offers must help; null: nothing is offered. */
  suggest: number | null
}

/** Documentation whose sections may be pointed to. */
export interface DocsSettings {
  /** A glob, `OWNER/REPO:glob`, or either after `!`: then what it matches is left out. */
  files: string
  /** Where it is published, with `{path}` or `{page}`; null: in the repository alone. */
  site: string | null
  anchors: 'github' | 'mkdocs' | 'sphinx' | 'asciidoctor' | 'none'
}

/** What all sources of who pays have in common; each piece in `settings/sources` declares here what it adds. */
export interface EntitlementSettings {
  graceMs: number
  privateSponsors: 'quiet' | 'label'
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

export interface CalendarSettings {
  name: string
  /** IANA zone. */
  timeZone: string
  /** Open windows of each weekday, `HH:MM` local, in order and not overlapping; `24:00` may end one. */
  hours: Record<Weekday, Array<{ from: string; to: string }>>
  holidays: {
    country: string | null
    state: string | null
    region: string | null
    dates: string[]
    /** Days of the country's list that are open all the same; settings kept from before have none. */
    except?: string[]
  }
}

/** A time in which nobody is there, ms; `untilAt` is exclusive. */
export interface Absence {
  fromAt: number
  untilAt: number
  note: string
}

/** A Markdown file whose variables are filled in and that is posted. `text` is null where it was not read. */
export interface LabelTemplate {
  path: string
  text: string | null
}

export interface LabelRule {
  /** The label's name; a trailing `*` matches any ending. */
  label: string
  /** Markdown to post. */
  comment: string | null
  template: LabelTemplate | null
  /** Article slug; `*` takes what the label's `*` stands for. */
  answer: string | null
  add: string[]
  remove: string[]
  assign: string[]
  waitMs: number | null
  /** At once, or after `waitMs`. */
  then: 'close' | 'remind' | null
  close: boolean
  /** Done at once, beside closing. */
  acts: PlainAct[]
  reason: 'completed' | 'not_planned' | 'duplicate' | 'resolved' | 'outdated'
}

/** Everything one repository may set. Built by `settings/`, complete with defaults. */
export interface Settings {
  mode: 'live' | 'preview' | 'off'
  maintainers: string[]
  bots: string[]
  /** Highest first. */
  tiers: TierSettings[]
  community: {
    promise: PromiseTargets | null
    answers: AnswerMode | null
    warnAt: number
    notify: string[]
    channels: string[]
  }
  entitlements: EntitlementSettings
  /** Without the built-in `always`. */
  calendars: Record<string, CalendarSettings>
  /** In the file's order; they may overlap. */
  away: Absence[]
  knowledgeBase: KnowledgeBaseSettings
  /** Categories of discussions, by slug or name, that are no tickets. */
  discussions: { leaveOut: string[] }
  /** What is offered to whom, and words by which a need is known beside the built-in ones. */
  needs: {
    /** Markdown, or language → Markdown. */
    offers: Partial<Record<NeedKind, string | Record<string, string>>>
    words: Partial<Record<NeedKind, string[]>>
  }
  /** Topic → facts that a ticket of it must have: `version`, `platform`, `log`, or a form field's id. */
  needsInformation: Record<string, string[]>
  labels: LabelRule[]
  feedback: { ask: 'off' | 'on_resolution'; days: number }
  desk: {
    issue: boolean
    repository: string | null
    updateMs: number
    report: 'monthly' | 'off'
    /** Channel → what is told there. */
    channels: Record<string, NoticeEvent[]>
  }
  economics: {
    currency: string
    hourlyCost: number
    monthly: Record<string, number>
    weights: { satisfaction: [number, number, number]; efficiency: [number, number, number] }
  } | null
  commands: { prefix: string }
  retention: { bodiesMs: number; setAsideMs: number; auditMs: number }
}
