// Names that repositories had before: GitHub goes on leading there, and so do links in old comments.
import { z } from 'zod'
import type { Repository } from '../domain/repository.ts'
import { addAudit, RENAMED } from './audit.ts'
import { readJson } from './json.ts'
import type { Db } from './open.ts'
import { findRepositoryByName } from './repositories.ts'

const Renaming = z.object({ from: z.string(), to: z.string() })

/** What it was called until now is kept; repeating it changes nothing. */
export async function noteRenaming(
  db: Db,
  before: Named,
  now: Named & { id: number },
  at: number,
): Promise<void> {
  const data: z.infer<typeof Renaming> = { from: wholeName(before), to: wholeName(now) }
  if (data.from === data.to) return
  await addAudit(db, { at, repositoryId: now.id, actor: 'GitHub', action: RENAMED, data })
}

type Named = Pick<Repository, 'owner' | 'name'>

function wholeName({ owner, name }: Named): string {
  return `${owner}/${name}`
}

/**
 * Every name, `owner/name`, under which GitHub leads to the repository that is called `name` now or was: this one first.
 * A name that another repository has taken since is that one's.
 */
export async function namesOf(db: Db, name: string): Promise<string[]> {
  const rows = await db
    .selectFrom('audit')
    .select(['repository_id', 'data'])
    .where('action', '=', RENAMED)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const told = rows.map(({ repository_id, data }) => ({ id: repository_id, ...readJson(Renaming, data) }))
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
  const id = told.findLast(({ from, to }) => same(to, name) || same(from, name))?.id
  const names = new Map([[name.toLowerCase(), name]])
  for (const one of told) {
    if (one.id !== id) continue
    for (const other of [one.from, one.to]) {
      const [owner = '', repo = ''] = other.split('/')
      const holder = await findRepositoryByName(db, owner, repo)
      if (holder === null || holder.id === id) names.set(other.toLowerCase(), other)
    }
  }
  return [...names.values()]
}
