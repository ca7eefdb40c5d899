// Pushes: settings, articles and lists of customers are files.
import { z } from 'zod'
import { listen, repositoryLine } from './listening.ts'
import { named } from './shapes.ts'

const paths = z.array(z.string()).default([])

/** SHA-1, or SHA-256 in repositories that use it. */
const commitId = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})?$/)

export const push = listen({
  from: 'github',
  kind: 'repository',
  line: repositoryLine,
  schema: z.object({
    repository: named,
    ref: z.string().default(''),
    after: commitId.default(''),
    forced: z.boolean().default(false),
    commits: z.array(z.object({ added: paths, modified: paths, removed: paths })).default([]),
  }),
})

export type Push = z.output<typeof push.schema>
