// The comment of the desk with what preview mode would have done, and with what maintainers have to mend.
import { deskNote } from '../../words/desk-text.ts'
import { refusedSection } from '../../words/refused-section.ts'
import type { DeskComment } from './desk-facts.ts'

export const note: DeskComment = {
  kind: 'note',
  mark: 'report desk',
  text: ({ preview, problems, refused }) => deskNote(preview, problems, refusedSection(refused)),
}
