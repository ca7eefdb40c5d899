// What a repository has learnt from its tickets, put beside what was read: phrasings, and its own bar.
import { gently } from '../agenda/gently.ts'
import type { OwnBar } from '../domain/learned.ts'
import type { Repository } from '../domain/repository.ts'
import type { Settings } from '../domain/settings.ts'
import {
  type Article,
  bestVersion,
  buildingKnowledge,
  type Knowledge,
  wantedLocale,
} from '../knowledge/index.ts'
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
