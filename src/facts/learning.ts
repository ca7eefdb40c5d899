// Keeps what a ticket teaches, and what its people said of the answer: once, as its ledger tells it now.
import type { Facts } from '../domain/facts.ts'
import type { Article } from '../knowledge/index.ts'
import { detectLanguage } from '../knowledge/index.ts'
import { nearestPhrasing, phrasingOf } from '../knowledge/learned-phrasing.ts'
import { type Lesson, lessonOf, partOf } from '../plan/ticket/answers/lesson.ts'
import { type Objection, objectionTo } from '../plan/ticket/answers/objection.ts'
import { wasRight } from '../plan/ticket/answers/was-right.ts'
import type { Plan } from '../plan/ticket/plan.ts'
import { whySilent } from '../plan/ticket/rules/answer.ts'
import { answerOf } from '../plan/ticket/rules/shared.ts'
import { saysOf } from '../plan/ticket/wants.ts'
import { givenAnswer, judgeGiven, objectionOf, saveGiven, saveObjection } from '../store/judged-answers.ts'
import { learnedQuestions, noteLearned, saveLearned } from '../store/learned.ts'
import type { Db } from '../store/open.ts'
import type { ServedRepository } from './served-repository.ts'

type Served = Pick<ServedRepository, 'repository' | 'settings' | 'articles' | 'sections' | 'slugAt'>

/**
 * Keeps it in the place of what was known of this ticket; repeating it changes nothing. `isKnown`: something was learnt
 * from it before. Call it in a transaction.
 */
export async function learnFrom(db: Db, served: Served, facts: Facts, isKnown: boolean): Promise<void> {
  const lesson = lessonOf(facts, served.slugAt)
  const objection = objectionTo(facts)
  if (!isKnown && !lesson && !objection) return
  const changes = [
    await keepObjection(db, served, facts, objection),
    await keepLesson(db, served, facts, lesson),
    await keepJudgement(db, served, facts),
  ]
  if (changes.includes(true)) await noteLearned(db, served.repository.id)
}

/** How sure the answer is that is about to be posted by itself. */
export async function rememberGiven(db: Db, facts: Facts, plan: Plan): Promise<void> {
  const [saying] = saysOf(plan.wants, 'answer')
  if (!saying || whySilent(facts) !== null) return
  const { answered, article, confidence } = facts.knowledge.verdict()
  if (!answered || !article || partOf(article.slug) !== partOf(saying.marker.key)) return
  const { id: ticketId } = facts.ticket
  await saveGiven(db, facts.repository.id, { ticketId, slug: article.slug, confidence, givenAt: facts.now })
}

async function keepLesson(
  db: Db,
  { repository, settings, articles, sections }: Served,
  { ticket, onGitHub, story }: Facts,
  lesson: Lesson | null,
): Promise<boolean> {
  if (lesson && !settings.knowledgeBase.learn) return false
  const about = { repositoryId: repository.id, ticketId: ticket.id }
  const text = lesson && phrasingOf(ticket.title, ticket.body)
  if (lesson && text) {
    const { slug, how, commentId, at: taughtAt } = lesson
    return saveLearned(db, about, { slug, text, how, commentId, taughtAt })
  }
  // Of an article that is not there nothing can be seen but its name: it may come back.
  const waits = ({ slug, commentId }: { slug: string; commentId: number }) =>
    !onGitHub.gone &&
    !lesson &&
    [...articles, ...sections].every((one) => partOf(one.slug) !== partOf(slug)) &&
    story.comments.some(({ id }) => id === commentId)
  return saveLearned(db, about, null, waits)
}

async function keepObjection(
  db: Db,
  { repository, articles, sections }: Served,
  facts: Facts,
  objection: Objection | null,
): Promise<boolean> {
  const answer = answerOf(facts)
  if (!answer) return false
  const { id: ticketId } = facts.ticket
  const about = { repositoryId: repository.id, ticketId, slug: answer.slug }
  if (!objection) return saveObjection(db, about, null)
  const known = await objectionOf(db, about)
  const ledBy = known
    ? known.ledBy
    : await whatLed(db, repository.id, [...articles, ...sections], facts, answer)
  return saveObjection(db, about, { by: objection.by, at: objection.at, ledBy })
}

/**
 * The ticket whose learned question led to an answer: the nearest by words of those that were known when it was posted.
 * It is told from the words anew, for the matcher weighs all phrasings together and names none of them.
 */
async function whatLed(
  db: Db,
  repositoryId: number,
  articles: readonly Article[],
  { ticket }: Facts,
  { slug, writtenAt }: { slug: string; writtenAt: number },
): Promise<string | null> {
  const given = await givenAnswer(db, ticket.id)
  if (!given || partOf(given.slug) !== slug) return null
  const learned = (await learnedQuestions(db, repositoryId)).filter((one) => {
    return one.ticketId !== ticket.id && one.taughtAt <= writtenAt && partOf(one.slug) === slug
  })
  if (learned.length === 0) return null
  const own = articles.filter((one) => partOf(one.slug) === slug)
  const text = phrasingOf(ticket.title, ticket.body)
  const phrasings = own.flatMap(({ title, questions }) => [title, ...questions])
  return nearestPhrasing({ text, language: detectLanguage(text) }, learned, phrasings)?.ticketId ?? null
}

async function keepJudgement(db: Db, { slugAt }: Served, facts: Facts): Promise<boolean> {
  const given = await givenAnswer(db, facts.ticket.id)
  if (!given) return false
  const right = wasRight(facts, given.slug, slugAt)
  if (right === given.wasRight) return false
  await judgeGiven(db, facts.ticket.id, right)
  return true
}
