// The sections of a preview, in the order of the page. A new one is a file and a line here.
import { answersSection } from './answers-section.ts'
import type { PreviewSection } from './blocks.ts'
import { labelsSection } from './labels-section.ts'
import { promisesSection } from './promises-section.ts'
import { readSection } from './read-section.ts'
import { suggestedSection } from './suggested-section.ts'
import { todaySection } from './today-section.ts'

export const PREVIEW_SECTIONS: readonly PreviewSection[] = [
  promisesSection,
  todaySection,
  answersSection,
  labelsSection,
  suggestedSection,
  readSection,
]
