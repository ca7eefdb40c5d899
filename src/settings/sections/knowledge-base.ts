// `knowledge_base`: where the articles are and how sure an answer must be.
import { z } from 'zod'
import type { DocsSettings } from '../../domain/settings.ts'
import { choice, listOf, map, mapOf, must, number, optional, text } from '../kinds.ts'
import { repositoryGlob, repositoryPath } from '../places.ts'
import { type Finding, type Names, section, valueAt } from '../section.ts'

const PRECISION = 0.95
/** With documentation, where nothing else is said. */
const SUGGEST = 0.6
type Anchors = DocsSettings['anchors']
const ANCHORS = ['github', 'mkdocs', 'sphinx', 'asciidoctor', 'none'] as const

export const knowledgeBaseSection = section({
  key: 'knowledge_base',
  about: 'A folder of Markdown articles, and how sure Firstline must be before it speaks.',
  schema: (names) =>
    optional(
      map({
        path: optional(repositoryPath(names.owner), {
          description: 'The folder; `OWNER/REPO:path` for one in another repository of the same owner.',
          default: '.github/knowledge',
        }),
        precision: optional(number('a number from 0.5 to 0.999', 0.5, 0.999), {
          description: 'Answers only where at least this share is expected to be right.',
          default: PRECISION,
        }),
        words: optional(mapOf(phrase(), phrase(), 'a map from words of this project to English ones'), {
          description: "The project's own words, in whatever language → English.",
          default: {},
        }),
        mode: optional(choice('auto', 'draft', 'off'), {
          description: 'Posts answers, shows them to maintainers only, or neither; a tier may say otherwise.',
          default: 'auto',
        }),
        learn: optional(choice('on', 'off'), {
          description: 'Whether questions are learnt from tickets that maintainers answered.',
          default: 'on',
        }),
        docs: optional(listOf(documentation(names), 'a list of globs such as `["docs/**/*.md"]`'), {
          description:
            'Documentation whose sections may be pointed to: a glob, `OWNER/REPO:glob` of the same owner, or `{ files: GLOB, site: ADDRESS, anchors: KIND }` with where it is published; after `!` what a glob matches is left out.',
          default: [],
        }),
        suggest: optional(number('a number from 0.5 to 0.999, below `precision`', 0.5, 0.999), {
          description:
            'At least this sure that one of them helps, up to three links are offered instead of an answer. Left out: 0.6 with `docs` and a higher `precision`, else off.',
        }),
      }),
      { description: 'The knowledge base.' },
    ),
  read: (value) => ({
    knowledgeBase: {
      path: value?.path ?? '.github/knowledge',
      precision: value?.precision ?? PRECISION,
      mode: value?.mode ?? ('auto' as const),
      words: { ...value?.words },
      learn: (value?.learn ?? 'on') === 'on',
      docs: docsOf(value?.docs),
      suggest: suggestOf(value?.suggest, value?.precision ?? PRECISION, docsOf(value?.docs).length > 0),
    },
  }),
  check: checkSuggest,
})

type Written = string | { files: string; site?: string | null; anchors?: Anchors | null }

function docsOf(value: Written | Written[] | null | undefined): DocsSettings[] {
  if (value === null || value === undefined) return []
  return (Array.isArray(value) ? value : [value]).map(readDocs)
}

function readDocs(value: Written): DocsSettings {
  if (typeof value === 'string') return { files: value, site: null, anchors: 'github' }
  return { files: value.files, site: value.site ?? null, anchors: value.anchors ?? 'github' }
}

function suggestOf(named: number | null | undefined, precision: number, hasDocs: boolean): number | null {
  return named ?? suggestDefault(precision, hasDocs)
}

/** What is offered where the settings say nothing of it; null: nothing. */
export function suggestDefault(precision: number, hasDocs: boolean): number | null {
  return hasDocs && precision > SUGGEST ? SUGGEST : null
}

function phrase(): z.ZodType<string> {
  return text('a text of 1 to 100 characters', { max: 100, pattern: /\S/ })
}

function documentation(names: Names): z.ZodType<Written> {
  const published = map({
    files: repositoryGlob(names.owner).meta({ description: 'The glob.' }),
    site: optional(site(), { description: 'Where it is published, with `{path}` or `{page}`.' }),
    anchors: optional(choice(...ANCHORS), {
      description: 'How its headings are anchored.',
      default: 'github',
    }),
  })
  const expected = 'a glob such as `docs/**/*.md`, or a map with `files`, `site` and `anchors`'
  return z.union([repositoryGlob(names.owner), published], { error: (issue) => must(expected, issue.input) })
}

function site(): z.ZodType<string> {
  return text('an address such as `https://docs.example.org/{path}`, with `{path}` or `{page}`', {
    // What stands before the path is the same for all pages.
    test: (value) => /^https?:\/\/[^\s/{}?#]+\/\S*\{(path|page)\}\S*$/.test(value),
  })
}

function checkSuggest(raw: unknown): Finding[] {
  const suggest = valueAt(raw, 'suggest')
  const precision = valueAt(raw, 'precision') ?? PRECISION
  if (typeof suggest !== 'number' || typeof precision !== 'number' || suggest < precision) return []
  return [{ path: ['suggest'], message: `must be below \`precision\`, which is ${precision}` }]
}
