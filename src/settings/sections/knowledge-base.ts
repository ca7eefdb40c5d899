// `knowledge_base`: where the articles are and how sure an answer must be.
import { choice, map, number, optional } from '../kinds.ts'
import { repositoryPath } from '../places.ts'
import { section } from '../section.ts'

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
          default: 0.95,
        }),
        mode: optional(choice('auto', 'draft', 'off'), {
          description: 'Posts answers, shows them to maintainers only, or neither; a tier may say otherwise.',
          default: 'auto',
        }),
      }),
      { description: 'The knowledge base.' },
    ),
  read: (value) => ({
    knowledgeBase: {
      path: value?.path ?? '.github/knowledge',
      precision: value?.precision ?? 0.95,
      mode: value?.mode ?? ('auto' as const),
    },
  }),
})
