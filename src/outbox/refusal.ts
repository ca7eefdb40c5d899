// Which of GitHub's answers to a write are a no for good, and what would turn it into a yes.
import type { Refusal, Remedy } from '../domain/refusal.ts'
import { GitHubError } from '../github/errors.ts'

/** Thrown where GitHub was not asked again, because it has refused the same before. */
export class RefusedBefore extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.reason)
    this.name = 'RefusedBefore'
    this.refusal = refusal
  }
}

/** Too early, in conflict with another request, or too slow: such a request is made again. */
const PASSING = new Set([408, 409, 425])
const LONGEST_REASON = 300

/** Null for every failure that may pass by itself. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof RefusedBefore) return error.refusal
  if (!(error instanceof GitHubError) || error.inDoubt) return null
  const remedy = remedyFor(error)
  if (remedy === null) return null
  const reason = error.message
    .replace(/^[\w.]+: /, '')
    .replace(/ - https:\/\/docs\.github\.com\S*/g, '')
    .replace(/\{[^{}]*\}/g, inWords)
  return { status: error.status, reason: reason.slice(0, LONGEST_REASON), remedy }
}

/** GitHub's details of a 422 come as JSON: its own sentence where there is one, else which field is how. */
function inWords(json: string): string {
  try {
    const { message, field, code } = JSON.parse(json) as Record<string, unknown>
    if (typeof message === 'string') return message
    if (typeof field === 'string' && typeof code === 'string') return `${field}: ${code.replaceAll('_', ' ')}`
    return json
  } catch (error) {
    if (error instanceof SyntaxError) return json
    throw error
  }
}

function remedyFor({ kind, status, message }: GitHubError): Remedy | null {
  switch (kind) {
    case 'forbidden':
    case 'invalid':
      if (PASSING.has(status)) return null
      if (/\blocked\b/i.test(message)) return 'unlock'
      if (/archived|read-only/i.test(message)) return 'archived'
      if (kind === 'forbidden') return 'permission'
      return /^labels?\.|\.addLabels|label/i.test(message) ? 'settings' : 'other'
    case 'not_found':
    case 'gone':
      return 'gone'
    case 'unauthorized':
    case 'unavailable':
    case 'suspended':
      return null
    default:
      return kind satisfies never
  }
}
