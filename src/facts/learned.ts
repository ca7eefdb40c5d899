// What a repository has learnt from its tickets, put beside what was read: phrasings, its own bar, and which addresses teach.
import { gently } from '../agenda/gently.ts'
import type { OwnBar } from '../domain/learned.ts'
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import { type AddressBook, addressBook } from '../knowledge/address-book.ts'
import {
  type Article,
  bestVersion,
  buildingKnowledge,
  type Knowledge,
  wantedLocale,
} from '../knowledge/index.ts'
import { fingerprintOf } from '../knowledge/text.ts'
import { knownPhrasings } from '../plan/known-phrasings.ts'
import { JUDGED_WITHIN_MS, ownBar } from '../plan/own-bar.ts'
import { givenAnswers, objections } from '../store/judged-answers.ts'
import { learnedQuestions } from '../store/learned.ts'
import type { Store } from '../store/open.ts'

interface Read {
  repository: Pick<Repository, 'id'>
  settings: Pick<Settings, 'knowledgeBase'>
  articles: readonly Article[]
  sections: readonly Article[]
}

/** The index with what was learnt in it, and the repository's own bar; with `learn: off` without what was learnt. */
export async function withLearned(
  store: Store,
  { repository, settings, articles: posted, sections }: Read,
  previous: Knowledge | undefined,
): Promise<{ knowledge: Knowledge; bar: OwnBar | null }> {
  const { learn, precision } = settings.knowledgeBase
  const articles = [...posted, ...sections]
  const known = learn ? await phrasingsOf(store, repository.id, articles) : new Map<Article, string[]>()
  const taught = articles.map((article) => {
    const learned = known.get(article)
    return learned ? { ...article, learned } : article
  })
  const given = await givenAnswers(store.db, repository.id, store.now() - JUDGED_WITHIN_MS)
  return {
    knowledge: await gently(buildingKnowledge(taught, previous)),
    bar: ownBar(precision, given),
  }
}

/** Each goes to the version of its article that suits who asks. */
async function phrasingsOf(
  { db }: Store,
  repositoryId: number,
  articles: readonly Article[],
): Promise<Map<Article, string[]>> {
  const found = new Map<Article, string[]>()
  const learned = await learnedQuestions(db, repositoryId)
  if (learned.length === 0) return found
  const versions = Map.groupBy(articles, ({ slug }) => slug)
  const known = knownPhrasings(learned, await objections(db, repositoryId), versions.keys())
  for (const [slug, questions] of known) {
    const these = versions.get(slug) ?? []
    for (const { text } of questions) {
      const article = bestVersion(
        these,
        wantedLocale(
          undefined,
          text,
          these.map(({ language }) => language),
        ),
      )
      if (article) found.set(article, [...(found.get(article) ?? []), text])
    }
  }
  return found
}

const AT_COMMIT = /(?<=\/blob\/)[0-9a-f]{40,64}(?=\/)/

/** The addresses of articles and sections, whatever the commit. */
export async function addressesOf(
  webUrl: string,
  articlesIn: string,
  articles: readonly Article[],
): Promise<{ slugAt: AddressBook; addresses: string }> {
  const addressed = articles.map(({ slug, path, section }) => {
    return { slug, path, section, repository: section === null ? articlesIn : null }
  })
  const told = addressed.map(
    ({ slug, path, section }) => `${slug}\n${path}\n${(section?.url ?? '').replace(AT_COMMIT, '')}`,
  )
  return {
    slugAt: await gently(addressBook(webUrl, addressed)),
    addresses: fingerprintOf([articlesIn, ...told].join('\n')),
  }
}
