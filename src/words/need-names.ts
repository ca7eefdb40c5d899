// What kinds of help are called where people read of them.
import type { NeedKind } from '../domain/triage.ts'

export const NEED_WORDS: Record<NeedKind, string> = {
  'technical-support': 'technical support',
  training: 'training',
  consulting: 'consulting',
}
