// The rules, one line each: what they say is merged into one plan.
import type { Facts } from '../../../domain/facts.ts'
import type { Contribution } from '../plan.ts'
import { acknowledge } from './acknowledge.ts'
import { answer } from './answer.ts'
import { commands } from './commands.ts'
import { escalate } from './escalate.ts'
import { feedback } from './feedback.ts'
import { labelRules } from './label-rules.ts'
import { links } from './links.ts'
import { lowRating } from './low-rating.ts'
import { needs } from './needs.ts'
import { notices } from './notices.ts'
import { privateLane } from './private-lane.ts'
import { promise } from './promise.ts'
import { ratingRequest } from './rating-request.ts'
import { reopen } from './reopen.ts'
import { requestInformation } from './request-information.ts'
import { secretWarning } from './secret-warning.ts'
import { similar } from './similar.ts'
import { tierLabel } from './tier-label.ts'
import { waiting } from './waiting.ts'

export interface Rule {
  name: string
  say(facts: Facts): Contribution
}

export const RULES: readonly Rule[] = [
  { name: 'tier', say: tierLabel },
  { name: 'promise', say: promise },
  { name: 'secrets', say: secretWarning },
  { name: 'escalate', say: escalate },
  { name: 'answer', say: answer },
  { name: 'acknowledge', say: acknowledge },
  { name: 'needs', say: needs },
  { name: 'similar', say: similar },
  { name: 'missing information', say: requestInformation },
  { name: 'labels', say: labelRules },
  { name: 'reopen', say: reopen },
  { name: 'waiting', say: waiting },
  { name: 'links', say: links },
  { name: 'rating', say: ratingRequest },
  { name: 'low rating', say: lowRating },
  { name: 'feedback', say: feedback },
  { name: 'commands', say: commands },
  { name: 'private', say: privateLane },
  { name: 'notices', say: notices },
]

/** Changes whenever a rule decides differently: open tickets decided under another version are looked at again. */
export const RULES_VERSION = '6'
