// How the text of an issue form is read.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formFields } from '../../src/plan/ticket/form-fields.ts'

test('each field by its label', () => {
  const body =
    '### Version\r\n\r\n1.2.3\r\n\r\n### Log\r\n\r\n```shell\n### no field\nError\n```\n\n### Notes\n\n_No response_\n'
  expect(formFields(body)).toEqual({
    Version: '1.2.3',
    Log: '```shell\n### no field\nError\n```',
    Notes: '',
  })
})

test('of two fields with one label the first counts, and a strange label is one as well', () => {
  expect(formFields('### a\n\n1\n\n### a\n\n2\n\n### __proto__\n\n3')).toEqual(
    Object.fromEntries([
      ['a', '1'],
      ['__proto__', '3'],
    ]),
  )
})

test.each(['No headings\nat all', '> ### Quoted\n>\n> text', '## Too small', '#### Too deep', '', '###  '])(
  'no form: %j',
  (body) => {
    expect(formFields(body)).toEqual({})
  },
)

test('values are parts of the text, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 500 }), (text) => {
      for (const value of Object.values(formFields(text))) expect(text).toContain(value)
    }),
  )
})

test.each(['### a\n\n', '### a', '```\n### a\n', '> ### '])(
  'twice the text is at most twice the work: %j',
  (piece) => {
    const work = (times: number) => {
      let characters = 0
      formFields(piece.repeat(times), (count) => {
        characters += count
      })
      return characters
    }
    for (let times = 100; times <= 6_400; times *= 2)
      expect(work(times * 2)).toBeLessThanOrEqual(2.2 * work(times) + 1_000)
  },
)
