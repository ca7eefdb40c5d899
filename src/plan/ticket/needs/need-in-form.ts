// What kind of help was chosen in a field of an issue form that asks for it.
import type { NeedKind } from '../../../domain/triage.ts'
import { formFields } from '../form-fields.ts'
import { type OwnWords, ownKind } from './need-in-words.ts'
import { asksForNeed, NAMES } from './need-patterns.ts'

/** What is chosen is short; more was written by hand into some other field. */
const LONGEST_CHOICE = 200

/** Null where no field asks for it, or what was chosen says nothing. */
export function needInForm(body: string, own: OwnWords = {}): NeedKind | null {
  for (const [label, value] of Object.entries(formFields(body))) {
    if (!asksForNeed(label) || value === '') continue
    for (const choice of choicesIn(value)) {
      const kind =
        ownKind(choice, own) ?? NAMES.find(([, names]) => names.some((one) => one.test(choice)))?.[0]
      if (kind) return kind
    }
  }
  return null
}

/** One chosen value, several with commas, or the boxes that are ticked. */
function choicesIn(value: string): string[] {
  const lines = value.split('\n')
  const boxes = lines.filter((line) => /^\s*[-*+] \[[ xX]?\]/.test(line))
  if (boxes.length > 0) {
    const ticked = boxes.filter((line) => /^\s*[-*+] \[[xX]\]/.test(line))
    return ticked.map((line) => line.replace(/^\s*[-*+] \[[xX]\]/, '').trim())
  }
  return lines.length === 1 && value.length <= LONGEST_CHOICE ? value.split(/,\s*/) : []
}
