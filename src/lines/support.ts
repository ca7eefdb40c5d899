// Answers `POST /support` from the same knowledge base and with the same bar as tickets.
import { noAnswerMessage } from '../act/messages.ts'
import { askKnowledge, detectLanguage } from '../knowledge/index.ts'
import { findRepositoryByName, repositories } from '../store/repositories.ts'
import type { SupportAnswer } from '../web/support.ts'
import type { LineDeps } from './deps.ts'
import { articleUrl, inLanguage } from './knowledge-facts.ts'
import type { RepositoryContext } from './repository-context.ts'

/** A repository that was never read is waited for. */
const LONGEST_MS = 10_000
const LOOK_EVERY_MS = 200

export async function coveredRepositories(deps: LineDeps): Promise<string[]> {
  return (await repositories(deps.store.db)).map((one) => `${one.owner}/${one.name}`)
}

/** Null where no installation covers the repository, or it cannot be read. */
export async function askSupport(
  deps: LineDeps,
  name: string,
  question: { text: string; language?: string },
): Promise<SupportAnswer | null> {
  const surroundings = await contextOf(deps, name)
  if (!surroundings) return null
  const { precision } = surroundings.settings.knowledgeBase
  const match = askKnowledge(surroundings.knowledge, question, { precision })
  const language = question.language ?? detectLanguage(question.text)
  const [first, ...others] = match.ranked
  const article = match.answered && first ? inLanguage(surroundings.articles, first.slug, language) : null
  const alternatives = article ? others : match.ranked
  return {
    solution: article ? article.body.trim() : noAnswerMessage(language),
    answered: article !== null,
    article: article && {
      slug: article.slug,
      title: article.title,
      url: articleUrl(surroundings, article.path),
      language: article.language,
    },
    confidence: match.confidence,
    alternatives: alternatives.map(({ slug, title, confidence }) => ({ slug, title, confidence })),
  }
}

async function contextOf(deps: LineDeps, name: string): Promise<RepositoryContext | null> {
  const [owner = '', repo = ''] = name.split('/')
  const until = Date.now() + LONGEST_MS
  for (;;) {
    const repository = await findRepositoryByName(deps.store.db, owner, repo)
    if (!repository) return null
    const surroundings = await deps.contexts.get(repository)
    if (surroundings || Date.now() > until) return surroundings
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
