// A Want in words, for people: what preview mode would do, and what GitHub refused. No keys.

import { LINKS } from '../domain/answer.ts'
import type { Marker } from '../domain/marker.ts'
import type { What } from '../domain/want.ts'

/** How it may be told: how names of labels and other people's words are written, and whether articles are named. */
export interface Telling {
  quoted(label: string): string
  safe(words: string): string
  commandPrefix: string
  articlesAreSeen: boolean
}

/** As something that is done: `the label "support: pro"`, `closing it as not planned`. */
export function wantWords(what: What, telling: Telling): string {
  switch (what.do) {
    case 'say':
      return what.marker.kind === 'answer'
        ? answerWords(what.marker.key, what.pages ?? [], telling)
        : telling.safe(partWords(what.marker, telling))
    case 'label_on':
      return `the label ${telling.quoted(what.label.name)}`
    case 'label_off':
      return `taking the label ${telling.quoted(what.name)} off`
    case 'make_label':
      return `making the label ${telling.quoted(what.label.name)}`
    case 'react':
      return `the reaction ${what.content === '+1' ? '👍' : '👎'}`
    case 'assign':
      return `assigning ${telling.safe(what.logins.join(', '))}`
    case 'unassign':
      return `taking ${telling.safe(what.logins.join(', '))} off`
    case 'delete_comment':
      return 'deleting a comment'
    case 'edit_comment':
      return 'an edit of its own comment'
    case 'keep_comment':
      return what.text === null ? 'taking a comment away' : `the ${what.kind} comment`
    case 'pin':
      return 'pinning the desk issue'
    case 'check_run':
      return `the check run "${what.run.name}"`
    case 'refresh':
      return 'the desk'
    case 'notify':
      return noticeWords(what.channel, what.notice.event, telling)
    case 'close':
      return `closing it as ${what.reason.replaceAll('_', ' ')}`
    case 'keep_issue':
      return what.marker.kind === 'onboarding' ? 'the onboarding issue' : 'the desk issue'
    default:
      return what.do
  }
}

const PLAINLY: Telling = {
  quoted: (label) => `"${label}"`,
  safe: (words) => words,
  commandPrefix: '/',
  articlesAreSeen: false,
}

/** As something that GitHub refused; it is told in public. */
export function refusedWords(what: What, inPrivate = false): string {
  if (inPrivate) return 'something in private'
  const words = wantWords(what, PLAINLY)
  return what.do === 'say' ? `a comment (${words})` : words
}

/** Names of sections are paths, and shown as they are to be typed. */
function answerWords(key: string, pages: readonly string[], telling: Telling): string {
  const named = pages.filter((page) => telling.articlesAreSeen || isSection(page)).map(telling.quoted)
  if (key === LINKS) return `links that may help${named.length === 0 ? '' : ` (${named.join(', ')})`}`
  if (!telling.articlesAreSeen) return 'answer with an article'
  return `answer with ${isSection(key) ? telling.quoted(key) : `the article ${telling.safe(key)}`}`
}

function partWords({ kind, key }: Marker, { commandPrefix }: Telling): string {
  switch (kind) {
    case 'escalation':
      return `notice: ${escalationWords(key)}`
    case 'label-rule':
      return `${ruleWords(key)} ${key.replace(/@\d+(?:\.\w+)?(?::.*)?$/, '')}`
    case 'reply':
      return key.includes(':')
        ? `reply to ${commandPrefix}${key.slice(key.lastIndexOf(':') + 1)}`
        : 'reply to a command'
    case 'secret-warning':
      return 'warning of a secret that was posted'
    case 'reminder':
      return 'reminder of the requester'
    default:
      return kind.replaceAll('-', ' ')
  }
}

/** A channel has no name where readers may not see the settings that name it. */
function noticeWords(channel: string, event: string, { quoted }: Telling): string {
  const where = channel === '' ? 'a channel' : `the channel ${quoted(channel)}`
  return `a notice to ${where} (${event.replaceAll('_', ' ')})`
}

/** A section's key is a path. */
function isSection(key: string): boolean {
  return /[#/]/.test(key)
}

/** `next_response@1792401840:at_risk` → `next response at risk`. */
function escalationWords(key: string): string {
  return key
    .replace(/^(?:issue|discussion):\d+ /, '')
    .replace(/@\d+/, '')
    .replace(/[:_]/g, ' ')
    .trim()
}

function ruleWords(key: string): string {
  const outcome = /@\d+(?:\.\w+)?:(.*)$/.exec(key)?.[1]
  if (outcome === 'closed') return 'closing by the label'
  return outcome === 'no-article' ? 'notice of no article for the label' : 'comment of the label'
}
