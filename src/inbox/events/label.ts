// Labels of a repository that are made, renamed or deleted.
import { z } from 'zod'
import { isBots, listen, repositoryLine } from './listening.ts'
import { label as labelShape, named, user } from './shapes.ts'

export const label = listen({
  from: 'github',
  kind: 'repository',
  line: repositoryLine,
  mayBeEcho: (payload) => isBots(['created'], payload),
  schema: z.object({
    action: z.string(),
    repository: named,
    sender: user,
    label: labelShape,
    changes: z.object({ name: z.object({ from: z.string() }).optional() }).optional(),
  }),
})
