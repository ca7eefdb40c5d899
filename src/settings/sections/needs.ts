// `needs`: offers for those who want more than technical support, and the words by which they are known.
import { z } from 'zod'
import type { Settings } from '../../domain/settings.ts'
import { NEED_KINDS } from '../../domain/triage.ts'
import { asList, map, mapOf, must, optional, text } from '../kinds.ts'
import { section } from '../section.ts'
import { language, phrases } from '../words.ts'

export const needsSection = section({
  key: 'needs',
  about:
    'A ticket is put under `technical-support`, `training` or `consulting` from the fields of its form, its labels (`need: …`) and its words (English, Chinese, German, French, Spanish, Portuguese, Russian, Japanese, Korean); unsure is technical support. Training and consulting get a label `need: …`. The offer is posted once on a ticket of that kind, together with whatever else is said. A maintainer who puts on another label, takes it off, or writes `/need KIND` has the last word. An offer of technical support is posted only to those who do not pay and where nothing of the knowledge base is posted. A paid ticket always keeps its clock.',
  schema: () =>
    optional(
      map({
        'technical-support': need(),
        training: need(),
        consulting: need(),
        words: optional(map({ 'technical-support': words(), training: words(), consulting: words() }), {
          description: 'Words by which a need is known, beside those that are built in.',
        }),
      }),
      { description: 'The offers by kind of need.' },
    ),
  read: (value) => {
    const offers: Settings['needs']['offers'] = {}
    const own: Settings['needs']['words'] = {}
    for (const kind of NEED_KINDS) {
      const offer = value?.[kind]?.offer
      if (offer) offers[kind] = offer
      const words = asList(value?.words?.[kind])
      if (words.length > 0) own[kind] = words
    }
    return { needs: { offers, words: own } }
  },
})

type Offer = string | Record<string, string>

function need() {
  return optional(
    map({
      offer: offer().meta({ description: 'Markdown that is posted; or a map from languages to it.' }),
    }),
    { description: 'What is offered.' },
  )
}

function offer(): z.ZodType<Offer> {
  const expected = 'a text of 1 to 4000 characters, or a map from languages to such texts'
  const one = text('a text of 1 to 4000 characters', { max: 4000, pattern: /\S/ })
  const each = mapOf(language(), one, 'a map from languages such as `en` to texts')
  return z.union([one, each], { error: (issue) => must(expected, issue.input) }).meta({ title: expected })
}

function words() {
  return optional(phrases('a list of words such as `[workshop]`'), { description: 'Words, in any language.' })
}
