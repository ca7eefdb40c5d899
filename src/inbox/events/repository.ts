// A repository was renamed, archived, published, moved: GitHub's list then tells what it is.
import { z } from 'zod'
import { listen, repositoryLine } from './listening.ts'
import { named } from './shapes.ts'

export const repository = listen({
  from: 'github',
  kind: 'repository',
  line: repositoryLine,
  schema: z.object({ repository: named }),
})
