// Every GraphQL document that is sent to GitHub is held against GitHub's own schema; they are found by themselves.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { schema as published } from '@octokit/graphql-schema'
import {
  buildSchema,
  type GraphQLEnumType,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { expect, test } from 'vitest'
import { reactionOut } from '../../src/github/reactions.ts'
import type { ReactionContent } from '../../src/github/types.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const schema = buildSchema(published.idl, { assumeValid: true })

/** What GitHub answers although its published schema does not have it, as `DOCUMENT: the validator's words` → why. */
const NOT_IN_THE_SCHEMA: Readonly<Record<string, string>> = {}

/** Files outside src/github with GraphQL for somebody else than GitHub, and for whom. */
const FOR_OTHERS: Readonly<Record<string, string>> = {}

/** An operation as it is written down: its name, `$` where that is made up, or nothing. */
const OPERATION = /\b(?:query|mutation)\s+([\w$]+)\s*[({]|[`'"]\s*(?:query|mutation)\s*[({]/g

const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(ROOT, 'src', name))
const written = sources.map((file) => ({
  file,
  path: relative(ROOT, file).replaceAll('\\', '/'),
  names: [...readFileSync(file, 'utf8').matchAll(OPERATION)].map(([text, name]) => name ?? text),
}))
const ours = written.filter(({ path, names }) => path.startsWith('src/github/') && names.length > 0)

/** Constants that are documents, from all files in which an operation is written. */
const documents = (
  await Promise.all(
    ours.map(async ({ file }) => Object.entries((await import(file)) as Record<string, unknown>)),
  )
)
  .flat()
  .flatMap(([name, value]) =>
    typeof value === 'string' && /^\s*(query|mutation)\b/.test(value) ? [{ name, text: value }] : [],
  )

test('GraphQL for GitHub is written in src/github alone', () => {
  const elsewhere = written.filter(({ path, names }) => !path.startsWith('src/github/') && names.length > 0)
  expect(elsewhere.map(({ path }) => path)).toEqual(Object.keys(FOR_OTHERS))
})

test('every operation that is written down is an exported constant, so that it is checked here', () => {
  const checked = new Set(documents.map(({ text }) => /^\s*\w+ (\w+)/.exec(text)?.[1] ?? 'without a name'))
  const missed = ours.flatMap(({ path, names }) =>
    names.filter((name) => !checked.has(name)).map((name) => `${path}: ${name}`),
  )
  expect(missed).toEqual([])
  expect(documents.length).toBeGreaterThan(20)
})

test('fields, arguments and the types of variables are those of GitHub, and none is deprecated', () => {
  const mistakes = documents.flatMap(({ name, text }) =>
    validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule]).map(
      ({ message }) => `${name}: ${message}`,
    ),
  )
  expect(mistakes.sort()).toEqual(Object.keys(NOT_IN_THE_SCHEMA).sort())
})

test('reactions are called as GitHub calls them', () => {
  const known = (schema.getType('ReactionContent') as GraphQLEnumType).getValues().map(({ name }) => name)
  const all: Record<ReactionContent, true> = {
    '+1': true,
    '-1': true,
    laugh: true,
    confused: true,
    heart: true,
    hooray: true,
    rocket: true,
    eyes: true,
  }
  const told = Object.keys(all).map((content) => reactionOut(content as ReactionContent))
  expect(told.sort()).toEqual(known.sort())
})
