// The App was installed, taken away, suspended, or given other repositories: GitHub's lists then tell what is covered.
import { z } from 'zod'
import { installationLine, listen } from './listening.ts'
import { named } from './shapes.ts'

export const installation = listen({
  from: 'github',
  kind: 'app',
  line: () => ({ kind: 'app' }),
  /** All of it is looked up, but for one thing that no list tells: that it was installed just now. */
  schema: z.object({
    action: z.string().nullish(),
    installation: z.object({ repository_selection: z.string().nullish() }).nullish(),
    repositories: z.array(named).nullish(),
  }),
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
