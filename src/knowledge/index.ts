// What the rest of Firstline uses of the knowledge base.

export type { Article, AskOptions, Match, Question, RankedArticle } from './types.ts'
