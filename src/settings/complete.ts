// Settings that an earlier version of the program stored, completed with what has been added to their shape since.
import type { Absence, LabelRule, Settings, TierSettings } from '../domain/settings.ts'
import { isMap } from '../yaml/tree.ts'
import { defaultSettings } from './parse.ts'

/** What is missing takes its default; nothing that is there changes. */
export function completeSettings(stored: unknown): Settings {
  const old = asMap(stored)
  const defaults = defaultSettings('')
  const completed: Record<string, unknown> = { ...defaults, ...old }
  for (const [key, value] of Object.entries(defaults)) {
    if (isMap(value) && isMap(old[key])) completed[key] = { ...value, ...asMap(old[key]) }
  }
  const tiers = (old.tiers as TierSettings[] | undefined) ?? []
  completed.tiers = tiers.map(tier)
  completed.needs = needs(old.needs)
  completed.labels = ((old.labels as StoredRule[] | undefined) ?? []).map(labelRule)
  completed.away = absences(old.away)
  return completed as unknown as Settings
}

/** The keys come in their order of today, so that the same file shows no change. */
function tier(stored: TierSettings): TierSettings {
  const { name, formerly, label, promise, warnAt, notify, channels, assign, answers, ...rest } = stored
  const { acknowledge, private: isPrivate, needsInformation } = rest
  return {
    name,
    formerly: formerly ?? [],
    label,
    promise,
    warnAt,
    notify,
    channels: channels ?? [],
    assign,
    answers,
    private: isPrivate ?? false,
    needsInformation: needsInformation ?? false,
    acknowledge,
  }
}

/** Offers stood by themselves once, and nothing acted on them. */
function needs(stored: unknown): Settings['needs'] {
  const { offers, words } = asMap(stored) as Partial<Settings['needs']>
  return { offers: offers ?? {}, words: words ?? {} }
}

type StoredRule = Omit<LabelRule, 'acts' | 'template'> & {
  acts?: LabelRule['acts']
  template: LabelRule['template'] | string
  reopen?: boolean
  lock?: boolean
}

/** Each act had a key of its own. The keys come in their order of today, too. */
function labelRule({ label, comment, template, acts, reopen, lock, reason, ...rest }: StoredRule): LabelRule {
  const told: LabelRule['acts'] = acts ?? [
    ...(reopen ? ['reopen' as const] : []),
    ...(lock ? ['lock' as const] : []),
  ]
  const named = typeof template === 'string' ? { path: template, text: null } : template
  return { label, comment, template: named, ...rest, acts: told, reason }
}

/** There was a time when only one absence could be told. */
function absences(away: unknown): Absence[] {
  if (Array.isArray(away)) return away as Absence[]
  return isMap(away) ? [away as unknown as Absence] : []
}

function asMap(value: unknown): Record<string, unknown> {
  return isMap(value) ? value : {}
}
