// `firstline audit`: what was corrected on purpose, by whom, and what came of it.
import { type AuditEntry, auditEntries } from '../store/audit.ts'
import { repositories } from '../store/repositories.ts'
import { describeChange } from '../words/report/corrections.ts'
import { readArguments } from './arguments.ts'
import { type Command, type Io, UsageError } from './command.ts'
import { withStore } from './with-store.ts'

const OPTIONS = { json: { type: 'boolean', about: 'JSON, for scripts' } } as const

interface Told {
  at: string
  repository: string | null
  actor: string
  action: string
  data: unknown
}

export const auditCommand: Command = {
  usage: 'firstline audit [OWNER/REPO] [--json]',
  options: OPTIONS,
  run: async (args, io) => {
    const { values, positionals } = readArguments(args, OPTIONS)
    const [name, more] = positionals
    if (more !== undefined) throw new UsageError(`"${more}" is too much.`)
    if (name !== undefined && !/^[^/]+\/[^/]+$/.test(name))
      throw new UsageError(`"${name}" is not OWNER/REPO.`)
    return withStore(io, async (store) => {
      const known = new Map(
        (await repositories(store.db)).map((one) => [one.id, `${one.owner}/${one.name}`] as const),
      )
      const all = (await auditEntries(store.db)).map((entry) => toldOf(entry, known))
      const entries = name === undefined ? all : all.filter((one) => sameName(one.repository, name))
      if (values.json) io.out(`${JSON.stringify(entries, null, 2)}\n`)
      else print(io, entries)
      return 0
    })
  },
}

function toldOf({ at, repositoryId, actor, action, data }: AuditEntry, known: Map<number, string>): Told {
  const repository = repositoryId === null ? null : (known.get(repositoryId) ?? `repository ${repositoryId}`)
  return { at: new Date(at).toISOString(), repository, actor, action, data }
}

function sameName(repository: string | null, name: string): boolean {
  return repository?.toLowerCase() === name.toLowerCase()
}

function print(io: Io, entries: readonly Told[]): void {
  if (entries.length === 0) io.out('Nothing was corrected.\n')
  for (const { at, repository, actor, action, data } of entries) {
    const { since, from, changes = [] } = data as Correction
    const place = repository === null ? '' : ` ${repository}`
    const more = `${since === undefined ? '' : ` --since ${since}`}${from === undefined ? '' : ` from ${from}`}`
    io.out(`${at}${place} ${action}${more} by ${actor}\n`)
    for (const change of changes) io.out(`  ${describeChange(change)}\n`)
  }
}

/** What `settings backdate` keeps, and a new name. */
interface Correction {
  since?: string
  from?: string
  changes?: Array<Parameters<typeof describeChange>[0]>
}
