// How far a reading of history has come, in words.
import type { HistoryKindProgress, HistoryProgress } from '../domain/history.ts'

/** `300 of 1,200 issues, 0 of 40 discussions`; what GitHub has not counted yet is left out. */
export function historyText({ kinds }: Pick<HistoryProgress, 'kinds'>): string {
  const told = kinds.filter(({ total }) => total !== null).map(kindText)
  return told.length > 0 ? told.join(', ') : 'it begins'
}

function kindText({ kind, openOnly, read, total, finished }: HistoryKindProgress): string {
  const noun = `${openOnly ? 'open ' : ''}${kind}s`
  return finished ? `${number(read)} ${noun}` : `${number(read)} of ${number(total ?? read)} ${noun}`
}

/** Markdown for the desk; null where none is under way. */
export function historySection(progress: HistoryProgress | null): string | null {
  if (!progress) return null
  return `> [!NOTE]\n> History is still being read: ${historyText(progress)}. Until then these figures lack the rest.`
}

const MOST_NAMED = 10

/** What GitHub could not tell, and what becomes of it. */
export function unreadText(unread: ReadonlyArray<{ kind: string; number: number }>): string {
  const named = unread.slice(0, MOST_NAMED).map(({ kind, number }) => `${kind} #${number}`)
  const more = unread.length - named.length
  const numbers = more > 0 ? [...named, `and ${more} more`] : named
  const [them, they] = numbers.length === 1 ? ['it', 'it is'] : ['them', 'they are']
  return `GitHub could not tell ${numbers.join(', ')} in time, however little was asked for. ${capital(they)} left out, and tried again every day and when something is written there; all else of ${them} is taken from webhooks.`
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}
