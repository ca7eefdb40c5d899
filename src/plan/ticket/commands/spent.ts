// `/spent`: a maintainer notes how much time a ticket took, or takes some of it back.
import type { Facts } from '../../../domain/facts.ts'
import type { SpentTime } from '../../../domain/triage.ts'
import { wrongSpentMessage } from '../../../words/ticket/messages.ts'
import { parseDurationMs } from '../../clocks/duration.ts'
import { isUnderWatch } from '../rules/shared.ts'
import type { Command } from './command.ts'

const MINUTE_MS = 60_000
/** Nobody spends more at once: a slip of the hand, `45d` for `45m`. */
const MOST_MINUTES = 31 * 24 * 60

export const spent: Command = {
  name: 'spent',
  // `1h30m` and `1h 30m`.
  arguments: { least: 1, most: 2, like: /^[-+−]?(?:\d{1,9}(?:[.,]\d{1,9})?\p{L}{0,9}){1,4}$/u },
  who: 'maintainers',
  usage: 'spent 45m',
  help: 'note the time that you spent on this ticket; it adds up, and `-15m` takes some back',
  want(_, { words }) {
    const written = words.join(' ')
    return minutesIn(written) === null ? { mistake: wrongSpentMessage(written) } : { readBy: spentTimes }
  },
}

/**
 * What maintainers told, in order. What is taken back has negative minutes, and there is never less than nothing. A
 * comment that is edited adds what is new in it; one that is deleted has been told all the same.
 */
export function spentTimes(facts: Pick<Facts, 'commands' | 'earlierCommands' | 'repository'>): SpentTime[] {
  const own = notToldBefore(facts).filter(({ at }) => isUnderWatch(facts, at))
  const times: SpentTime[] = []
  let sum = 0
  for (const { name, allowed, words, actor: by, at } of [...facts.earlierCommands, ...own]) {
    if (name !== spent.name || !allowed) continue
    const minutes = Math.max(minutesIn(words.join(' ')) ?? 0, -sum)
    sum += minutes
    if (minutes !== 0) times.push({ minutes, by, at })
  }
  return times
}

/** Comments come along when a ticket is moved, under other ids where it is converted; edits of them are not told again. */
function notToldBefore({ commands, earlierCommands }: Pick<Facts, 'commands' | 'earlierCommands'>) {
  const before = earlierCommands.filter(({ name }) => name === spent.name)
  return commands.filter(({ name, actor, words, at }) => {
    if (name !== spent.name) return false
    const twin = before.findIndex(
      (one) => one.at >= at && one.actor.id === actor.id && one.words.join(' ') === words.join(' '),
    )
    if (twin >= 0) before.splice(twin, 1)
    return twin < 0
  })
}

/** Null for what is no time. */
function minutesIn(written: string): number | null {
  const [, sign = '', time = ''] = /^([-+−]?)((?:\d+[mhdw] ?){1,4})$/i.exec(written.trim()) ?? []
  const parts = time.match(/\d+[mhdw]/gi)?.map(parseDurationMs) ?? []
  if (parts.length === 0 || parts.includes(null)) return null
  const minutes = parts.reduce<number>((sum, ms) => sum + (ms ?? 0), 0) / MINUTE_MS
  if (minutes > MOST_MINUTES) return null
  return sign === '' || sign === '+' ? minutes : -minutes
}
