// `needs_information`: the facts that a ticket of a topic must have.
import { asList, mapOf, optional, text } from '../kinds.ts'
import { section } from '../section.ts'
import { phrases } from '../words.ts'

export const needsInformationSection = section({
  key: 'needs_information',
  about:
    'A ticket without the facts of its topic is asked for them once, and gets `waiting: requester`. Its topic is that of a label `topic: NAME` or of a field `Topic` of its form, else those of the best article, where that reaches `knowledge_base.suggest`. A fact is `version`, `platform`, `log`, or the id of a field of a form in `.github/ISSUE_TEMPLATE` or `.github/DISCUSSION_TEMPLATE`. Nothing is asked for where an answer is posted, where training or consulting is wanted, after a maintainer has spoken, or of who pays (but see `tiers.NAME.needs_information`).',
  schema: () =>
    optional(
      mapOf(
        text('a topic such as `install`', { max: 50, pattern: /\S/ }),
        phrases('a list of facts such as `[version, platform, log]`'),
        'a map from topics to facts',
      ),
      { description: 'Topic → facts.', default: {} },
    ),
  read: (value) => ({
    needsInformation: Object.fromEntries(
      Object.entries(value ?? {}).map(([topic, facts]) => [topic, asList(facts)]),
    ),
  }),
})
