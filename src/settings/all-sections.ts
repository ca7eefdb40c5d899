// Every top-level key of the settings, in the order of the reference: a new one is one file and one line here.
import type { Section } from './section.ts'
import { awaySection } from './sections/away.ts'
import { botsSection } from './sections/bots.ts'
import { calendarsSection } from './sections/calendars.ts'
import { commandsSection } from './sections/commands.ts'
import { communitySection } from './sections/community.ts'
import { deskSection } from './sections/desk.ts'
import { discussionsSection } from './sections/discussions.ts'
import { economicsSection } from './sections/economics.ts'
import { entitlementsSection } from './sections/entitlements.ts'
import { feedbackSection } from './sections/feedback.ts'
import { knowledgeBaseSection } from './sections/knowledge-base.ts'
import { labelsSection } from './sections/labels.ts'
import { maintainersSection } from './sections/maintainers.ts'
import { modeSection } from './sections/mode.ts'
import { needsSection } from './sections/needs.ts'
import { needsInformationSection } from './sections/needs-information.ts'
import { retentionSection } from './sections/retention.ts'
import { tiersSection } from './sections/tiers.ts'

export const sections: readonly Section[] = [
  modeSection,
  maintainersSection,
  botsSection,
  tiersSection,
  communitySection,
  entitlementsSection,
  calendarsSection,
  awaySection,
  knowledgeBaseSection,
  discussionsSection,
  needsSection,
  needsInformationSection,
  labelsSection,
  feedbackSection,
  deskSection,
  economicsSection,
  commandsSection,
  retentionSection,
]
