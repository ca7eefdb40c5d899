// Who belongs to an organisation or a team, and who may do what in a repository.
import { z } from 'zod'
import { installationLine, listen, repositoryLine } from './listening.ts'
import { account, named } from './shapes.ts'

/** A collaborator of one repository. */
export const member = listen({
  from: 'github',
  kind: 'repository',
  line: repositoryLine,
  schema: z.object({ repository: named }),
})

const shared = { from: 'github' as const, kind: 'installation' as const, line: installationLine }

export const organization = listen({
  ...shared,
  schema: z.object({
    action: z.string(),
    installation: named,
    organization: account,
    membership: z.object({ user: account.nullish() }).nullish(),
  }),
})

/** Of a team. */
export const membership = listen({ ...shared, schema: z.object({ installation: named }) })

export const team = listen({ ...shared, schema: z.object({ installation: named }) })

export type Organization = z.output<typeof organization.schema>
