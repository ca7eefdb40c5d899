// The shapes of what is wanted, to read back what a preview or a refusal has kept.
import { z } from 'zod'
import type { CheckSubject } from '../domain/check-run.ts'
import { MARKER_KINDS } from '../domain/marker.ts'
import type { What, WhatOf } from '../domain/want.ts'

const text = z.string()
const Label = z.object({ name: text, color: text, description: text })
const Marker = z.object({ kind: z.enum(MARKER_KINDS), key: text })
const comment = { commentId: z.number(), nodeId: text.nullable() }
const logins = z.array(text)

const Run = z.object({
  name: text,
  conclusion: z.enum(['success', 'neutral', 'failure']),
  title: text,
  summary: text,
  annotations: z.array(
    z.object({
      path: text,
      line: z.number(),
      message: text,
      level: z.enum(['failure', 'warning', 'notice']),
    }),
  ),
})

export const Subject: z.ZodType<CheckSubject> = z.union([
  z.object({ checked: z.literal('settings'), near: z.array(text), sha: text, again: z.number().optional() }),
  z.object({ checked: z.enum(['articles', 'customers']), path: text, sha: text }),
])

const SHAPES: { [Does in What['do']]: z.ZodType<WhatOf<Does>> } = {
  label_on: z.object({ do: z.literal('label_on'), label: Label, kept: z.boolean() }),
  label_off: z.object({ do: z.literal('label_off'), name: text, kept: z.boolean() }),
  say: z.object({ do: z.literal('say'), marker: Marker, text, rank: z.number() }),
  react: z.object({ do: z.literal('react'), content: z.enum(['+1', '-1']), ...comment }),
  edit_comment: z.object({ do: z.literal('edit_comment'), body: text, ...comment }),
  delete_comment: z.object({ do: z.literal('delete_comment'), ...comment }),
  close: z.object({ do: z.literal('close'), reason: text }),
  reopen: z.object({ do: z.literal('reopen') }),
  lock: z.object({ do: z.literal('lock') }),
  unlock: z.object({ do: z.literal('unlock') }),
  assign: z.object({ do: z.literal('assign'), logins }),
  unassign: z.object({ do: z.literal('unassign'), logins }),
  keep_issue: z.object({ do: z.literal('keep_issue'), title: text, body: text, marker: Marker }),
  pin: z.object({ do: z.literal('pin') }),
  keep_comment: z.object({
    do: z.literal('keep_comment'),
    kind: text,
    mark: text,
    text: text.nullable(),
    tells: text,
  }),
  make_label: z.object({ do: z.literal('make_label'), label: Label }),
  check_run: z.object({ do: z.literal('check_run'), run: Run, about: Subject }),
  refresh: z.object({ do: z.literal('refresh') }),
}

export const Whats: z.ZodType<What[]> = z.array(z.union(Object.values(SHAPES)))
