// `needs`: offers for those who want more than technical support.

import { z } from 'zod'
import { nearest } from '../../domain/nearest.ts'
import { map, mapOf, optional, text } from '../kinds.ts'
import { section } from '../section.ts'

const KINDS = ['technical-support', 'training', 'consulting'] as const

export const needsSection = section({
  key: 'needs',
  about:
    'Tickets are put under `technical-support`, `training` or `consulting`. The offer is posted once on a ticket of that kind. A paid ticket always keeps its clock.',
  schema: () =>
    optional(mapOf(kind(), need(), 'a map from kinds of need to offers'), {
      description: 'The offers by kind of need.',
      default: {},
    }),
  read: (value) => {
    const needs: Record<string, { offer: string }> = {}
    for (const [name, need] of Object.entries(value ?? {})) needs[name] = { offer: need.offer }
    return { needs }
  },
})

function kind(): z.ZodType<string> {
  return z.string().refine((value) => KINDS.some((kind) => kind === value), {
    error: (issue) => {
      const guess = nearest(String(issue.input), KINDS)
      return `is no kind of need: write ${KINDS.map((kind) => `\`${kind}\``).join(', ')}${guess ? `; did you mean \`${guess}\`?` : ''}`
    },
  })
}

function need() {
  return map({
    offer: text('a text of 1 to 4000 characters', { max: 4000, pattern: /\S/ }).meta({
      description: 'Markdown that is posted.',
    }),
  })
}
