// Every place in which Firstline posts a name that somebody else chose: none of them lets it do anything.
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { describe, expect, it } from 'vitest'
import { findMarkers } from '../../src/domain/marker.ts'
import { answerText } from '../../src/plan/ticket/rules/answer.ts'
import { checkWords } from '../../src/words/check-words.ts'
import { deskBody, deskNote } from '../../src/words/desk-text.ts'
import { refusedSection } from '../../src/words/refused-section.ts'
import { gapSection } from '../../src/words/report/gap-section.ts'
import { queueComment } from '../../src/words/report/queue-comment.ts'
import { safeQuote } from '../../src/words/safe-quote.ts'
import {
  mentionOf,
  safeBlock,
  safeCode,
  safeInline,
  safeLink,
  safeSentence,
} from '../../src/words/safe-text.ts'
import { answerMessage } from '../../src/words/ticket/answer-words.ts'
import * as words from '../../src/words/ticket/messages.ts'
import { mistypedMessage } from '../../src/words/ticket/mistake-words.ts'
import { linksMessage, pointerMessage } from '../../src/words/ticket/pointer-words.ts'
import * as why from '../../src/words/ticket/why-words.ts'
import { wantWords } from '../../src/words/want-words.ts'
import { nasty, renderedText } from './hostile.ts'

const URL = 'https://github.com/acme/widget/issues/1'

function previewOf(name: string): string[] {
  const told = { quoted: safeCode, safe: safeInline, commandPrefix: name, articlesAreSeen: true }
  return [
    wantWords({ do: 'label_off', name, kept: true }, told),
    wantWords({ do: 'assign', logins: [name] }, told),
    wantWords({ do: 'say', marker: { kind: 'label-rule', key: name }, text: name, rank: 0 }, told),
  ]
}

const POSTED: Record<string, (name: string) => string> = {
  'a check run of settings': (name) => summary({ file: name, message: `\`${name}\` is unknown` }),
  'a check run of articles': (name) => summary({ file: name, message: name }),
  'a sentence': (name) => safeSentence(`The key \`${name}\` stands beside ${name}.`),
  'a link to a file': (name) => safeLink(name, `https://github.com/acme/widget/blob/main/${name}`),
  'an answer from a file': (name) =>
    answerText({
      slug: name,
      title: name,
      language: 'en',
      reader: 'en',
      path: `.github/knowledge/${name}`,
      url: `https://github.com/acme/widget/blob/main/${encodeURIComponent(name)}`,
      body: () => safeBlock(name),
      about: () => '',
      pointer: null,
    }),
  'a pointer to a section': (name) =>
    pointerMessage({
      headings: [name, `${name} again`],
      url: `https://docs.example.org/${name}`,
      quotation: safeQuote(name, 1_000),
      language: 'en',
      reader: 'en',
    }),
  'links that may help': (name) =>
    linksMessage(
      [
        { headings: [name], url: `https://docs.example.org/${name}`, language: 'en', about: name },
        { headings: [name, 'b', 'c', name], url: name, language: 'en', about: '' },
      ],
      'en',
    ),
  'an answer': (name) =>
    answerMessage({ body: safeBlock(name), source: safeLink(name, name), language: name, reader: name }),
  'a login': (name) => mentionOf({ id: 1, login: `${name} ` }),
  'an unknown article': (name) => words.unknownArticleMessage(name, name),
  'an unknown tier': (name) => words.unknownTierMessage(name, [name]),
  'a mistyped command': (name) => mistypedMessage(name, `/tier ${name}`, '/tier NAME'),
  'a wrong time': (name) => words.wrongDurationMessage(name),
  'a label that closed': (name) => words.closedByLabelMessage('not_planned', name),
  'a wait that closed': (name) => words.closedAfterWaitMessage('1 May 2026', name),
  'the tier in /why': (name) => why.tierLine(name, name),
  'the answer in /why': (name) => why.answeredLine(name, 'today'),
  'the silence in /why': (name) => why.silentLine(name, [{ slug: name, share: 0.5 }]),
  'the label in /why': (name) => why.plannedLine(name, 'close', 'today'),
  'the body of the desk': (name) => deskBody({ id: 1, owner: name, name }, 2),
  'the note of the desk': (name) =>
    deskNote([{ number: 1, title: name, wants: previewOf(name) }], [name, `${name}: \`${name}\``]) ?? '',
  'what GitHub refused': (name) =>
    refusedSection([
      {
        key: name,
        repository: 'acme/widget',
        ticket: null,
        what: `the label "${name}"`,
        sinceAt: 0,
        status: 422,
        reason: name,
        remedy: 'other',
      },
    ]) ?? '',
  'a gap': (name) =>
    gapSection([{ question: name, tickets: [{ number: 1, url: URL }], frontMatter: `title: ${name}` }]) ?? '',
  'the queue': (name) =>
    queueComment({
      tickets: [
        {
          number: 1,
          kind: 'issue',
          title: name,
          url: URL,
          tier: name,
          waitingSinceAt: 0,
          dueAt: null,
          state: null,
          needsHuman: false,
          escalated: false,
          rated: null,
          severity: null,
          drafts: [{ slug: name, title: name, isSection: true }],
        },
      ],
      commandPrefix: '/',
      zone: 'UTC',
      drafts: true,
    }),
}

function summary(problem: { file: string; message: string }): string {
  return checkWords([{ ...problem, line: 1, level: 'failure' }], 'articles').summary
}

/** The raw HTML in a text. */
function htmlIn(node: Nodes): string[] {
  if (node.type === 'html') return [node.value]
  return 'children' in node ? node.children.flatMap(htmlIn) : []
}

const OWN = /<!-- firstline:(desk|queue|report) [^<>]*-->/g

describe('a hostile name', () => {
  it.each(Object.entries(POSTED))(
    'in %s mentions nobody, forges nothing and stays in its place',
    (_place, post) => {
      fc.assert(
        fc.property(nasty, (name) => {
          const posted = post(name).replace(OWN, '')
          expect(findMarkers(posted)).toEqual([])
          const rendered = renderedText(fromMarkdown(posted)).replace(/https?:\/\/\S+/g, '')
          expect(rendered).not.toMatch(/(?<![A-Za-z0-9])@[A-Za-z0-9]/)
          expect(htmlIn(fromMarkdown(posted)).join('')).not.toContain('<!--')
          const after = fromMarkdown(`${posted}\n\n---\n\nend\n`).children.slice(-2)
          expect(after.map((node) => node.type)).toEqual(['thematicBreak', 'paragraph'])
        }),
        { numRuns: 150 },
      )
    },
  )
})

describe('a check run', () => {
  it('holds fifty mistakes over keys of any length, and says what it cut', () => {
    const key = 'k@octocat '.repeat(7_000)
    const problems = Array.from({ length: 80 }, (_, i) => {
      return { file: `${key}.md`, line: i + 1, level: 'failure', message: `\`${key}\` is no key.` } as const
    })
    const { summary, annotations } = checkWords(problems, 'articles')
    expect(summary.length).toBeLessThan(65_535)
    expect(summary).toContain('(cut: it has 70013 characters)')
    expect(annotations.length).toBeLessThanOrEqual(50)
    for (const { message } of annotations) expect(message.length).toBeLessThan(65_535)
  })
})
