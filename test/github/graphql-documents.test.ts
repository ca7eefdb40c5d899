// Every GraphQL document that is sent to GitHub is held against GitHub's own schema; they are found by themselves.
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
import { filesWithGraphql, sentDocuments } from './sent-documents.ts'

const schema = buildSchema(published.idl, { assumeValid: true })
const files = filesWithGraphql()
const ours = files.filter(({ path }) => path.startsWith('src/github/'))
const documents = await sentDocuments(ours)

/** What GitHub answers although its published schema does not have it, as `DOCUMENT: the validator's words` → why. */
const NOT_IN_THE_SCHEMA: Readonly<Record<string, string>> = {}

/** Files outside src/github with GraphQL for somebody else than GitHub, and for whom. */
const FOR_OTHERS: Readonly<Record<string, string>> = {
  'src/entitlements/open-collective-client.ts': 'Open Collective',
}

test('GraphQL for GitHub is written in src/github alone', () => {
  const elsewhere = files.filter((file) => !ours.includes(file)).map(({ path }) => path)
  expect(elsewhere).toEqual(Object.keys(FOR_OTHERS))
})

test('every operation that is written down is an exported constant, so that it is checked here', () => {
  const checked = new Set(documents.map(({ text }) => /^\s*\w+ (\w+)/.exec(text)?.[1] ?? 'without a name'))
  const missed = ours.flatMap(({ path, operations }) =>
    operations.filter((name) => !checked.has(name)).map((name) => `${path}: ${name}`),
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
