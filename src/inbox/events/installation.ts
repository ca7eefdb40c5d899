// The App was installed, taken away, suspended, or given other repositories: GitHub's lists then tell what is covered.
import { z } from 'zod'
import { installationLine, listen } from './listening.ts'
import { named } from './shapes.ts'

export const installation = listen({
  from: 'github',
  kind: 'app',
  line: () => ({ kind: 'app' }),
  schema: z.object({}),
})

const shared = {
  from: 'github' as const,
  kind: 'installation' as const,
  line: installationLine,
  schema: z.object({ installation: named }),
}

export const installationRepositories = listen(shared)

/** The account was renamed. */
export const installationTarget = listen(shared)
