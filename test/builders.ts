// Repositories and tickets for tests: each test says only what matters to it.
import type { Repository } from '../src/domain/repository.ts'
import type { Ticket } from '../src/domain/ticket.ts'
import type { Article } from '../src/knowledge/index.ts'

export function aRepository(override: Partial<Repository> = {}): Repository {
  return {
    id: 7,
    nodeId: 'R_7',
    ownerId: 70,
    owner: 'acme',
    ownerType: 'Organization',
    name: 'widget',
    private: false,
    archived: false,
    hasIssues: true,
    hasDiscussions: true,
    defaultBranch: 'main',
    installationId: 1,
    selected: true,
    installedAt: 0,
    ...override,
  }
}

/** An open issue that was seen when it was opened. */
export function anIssue(openedAt: number, override: Partial<Ticket> = {}): Ticket {
  return {
    id: 'issue:100',
    kind: 'issue',
    repositoryId: 7,
    number: 12,
    nodeId: 'I_100',
    title: 'It does not install',
    body: 'npm install fails',
    requester: { id: 77, login: 'asker', type: 'User' },
    openedAt,
    updatedAt: openedAt,
    open: true,
    stateReason: null,
    locked: false,
    labels: [],
    assignees: [],
    answerable: false,
    firstSeen: 'live',
    origin: 'opened',
    gone: null,
    ...override,
  }
}

export function anArticle(override: Partial<Article> & { slug: string }): Article {
  return {
    language: 'en',
    locale: 'en',
    path: `.github/knowledge/${override.slug}.md`,
    title: override.slug,
    body: override.slug,
    topics: [],
    questions: [],
    learned: [],
    notFor: [],
    symptoms: [],
    versions: null,
    lines: { questions: [], notFor: [] },
    fingerprint: override.slug,
    section: null,
    ...override,
  }
}

/** A section of documentation by its slug, `PATH#ANCHOR`. */
export function aSection(override: {
  slug: string
  headings?: string[]
  opening?: string
  url?: string | null
  language?: string
}): Article {
  const { slug, headings = [slug], opening = '', language = 'en' } = override
  const [path = '', anchor = null] = slug.split('#')
  const { url = `https://docs.example.org/${slug}` } = override
  const section = { anchor, headings, opening, url }
  return anArticle({
    slug,
    language,
    locale: language,
    path,
    title: headings.at(-1) ?? '',
    body: opening,
    section,
  })
}
