import { readFileSync } from 'node:fs'
import { schema as published } from '@octokit/graphql-schema'
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'
import { filesWithGraphql, sentDocuments } from '../github/sent-documents.ts'

let github: EmbeddedGitHub
let token: string

beforeAll(async () => {
  github = await EmbeddedGitHub.start({ webhookUrl: 'http://127.0.0.1:1', webhookSecret: 'secret' })
  github.pauseWebhooks('drop')
  github.acts.addOrganization('acme')
  github.acts.addRepository('acme/widget')
  token = github.acts.createToken('alice')
})
afterAll(() => github.close())

interface Answer {
  data?: unknown
  errors?: Array<{ type?: string; path?: unknown[]; message: string }>
}

async function ask(query: string, variables: object = {}): Promise<Answer> {
  const headers = { authorization: `token ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ query, variables })
  const answer = await fetch(`${github.url}/graphql`, { method: 'POST', headers, body })
  return (await answer.json()) as Answer
}

async function refusal(query: string, variables: object = {}): Promise<string> {
  const { errors = [] } = await ask(query, variables)
  return errors.map(({ message }) => message).join('\n')
}

test('the schema of the embedded GitHub is a part of the one that GitHub has', () => {
  const file = new URL('../../src/embedded-github/github.graphql', import.meta.url)
  const part = buildSchema(readFileSync(file, 'utf8'))
  const whole = buildSchema(published.idl, { assumeValid: true })
  expect(findBreakingChanges(part, whole)).toEqual([])
  const defaults = findDangerousChanges(part, whole).filter(({ type }) => /DEFAULT/.test(type))
  expect(defaults).toEqual([])
})

test('every document that is sent is answered, and refused without its variables', async () => {
  const values: Record<string, unknown> = {
    Int: 1,
    ReactionContent: 'EYES',
    DiscussionCloseReason: 'OUTDATED',
    IssueState: 'OPEN',
    DiscussionState: 'OPEN',
    IssueFilters: { since: '2026-01-01T00:00:00Z' },
    IssueOrder: { field: 'UPDATED_AT', direction: 'DESC' },
    DiscussionOrder: { field: 'UPDATED_AT', direction: 'DESC' },
  }
  const ours = filesWithGraphql().filter(({ path }) => path.startsWith('src/github/'))
  const documents = await sentDocuments(ours)
  expect(documents.length).toBeGreaterThan(20)
  for (const { text } of documents) {
    const declared = [...text.matchAll(/\$(\w+): (\[?)(\w+)(?:!\])?(!?)/g)]
    const given = declared.map(([, name, list, type = '']) => [
      name,
      list ? [values[type] ?? 'x'] : (values[type] ?? 'x'),
    ])
    const times = { after: null, since: '2026-01-01T00:00:00Z' }
    const answer = await ask(text, { ...Object.fromEntries(given), ...times })
    // What is asked for does not exist; all else about the request is right.
    expect(answer).toHaveProperty('data')
    expect(answer.errors?.filter(({ type }) => type !== 'NOT_FOUND') ?? []).toEqual([])
    expect(await refusal(text)).toMatch(/^Variable "\$\w+" of required type/)
  }
})

test('unknown fields, missing arguments and values of another type are refused', async () => {
  expect(await refusal('query X { viewer { nickname } }')).toContain('"nickname"')
  expect(await refusal('query X { repository(name: "widget") { id } }')).toContain('"owner"')
  expect(await refusal('query X { viewer { login ')).toContain('Syntax Error')
  const react =
    'mutation X($c: ReactionContent!) { addReaction(input: { subjectId: "x", content: $c }) { clientMutationId } }'
  expect(await refusal(react, { c: 'eyes' })).toContain('"ReactionContent"')
})

test('a list is asked for in pages of at most 100', async () => {
  const issues = (page: string) =>
    `query X { repository(owner: "acme", name: "widget") { issues${page} { totalCount } } }`
  expect(await refusal(issues('(first: 101)'))).toContain('limit of 100')
  expect(await refusal(issues(''))).toContain('`first`')
  expect(await refusal(issues('(first: 100)'))).toBe('')
})

test('what is not found is nothing in its place, and told with the place', async () => {
  const answer = await ask(
    'query X { repository(owner: "acme", name: "widget") { id issue(number: 7) { id } } }',
  )
  expect(answer).toMatchObject({
    data: { repository: { issue: null } },
    errors: [{ type: 'NOT_FOUND', path: ['repository', 'issue'] }],
  })
})
