// `firstline retry KEY`: makes a failing agenda line due now, its failures forgotten.
import { loadDotEnv, readEnvironment } from '../environment.ts'
import { failingLines, retryLine } from '../store/agenda-upkeep.ts'
import { openStore } from '../store/open.ts'
import { type Command, UsageError } from './command.ts'

export const retryCommand: Command = {
  name: 'retry',
  summary: 'make a failing agenda line due now; without KEY, list those that fail',
  usage: 'firstline retry [KEY] [--json]',
  run: async (args, io) => {
    const keys = args.filter((arg) => arg !== '--json')
    if (keys.length > 1) throw new UsageError('one KEY at a time')
    const environment = readEnvironment(loadDotEnv(io.cwd, io.env), { serving: false, cwd: io.cwd })
    const { databaseUrl, dataDir } = environment
    const store = await openStore({ databaseUrl: databaseUrl ?? undefined, dataDir, role: 'command' })
    try {
      const [key] = keys
      if (key === undefined) {
        const lines = await failingLines(store.db, 100)
        const rows = lines.map(({ key, attempts, lastError }) => ({ key, attempts, lastError }))
        if (args.includes('--json')) io.out(`${JSON.stringify(rows)}\n`)
        else if (rows.length === 0) io.out('Nothing fails.\n')
        else for (const row of rows) io.out(`${row.key}  failed ${row.attempts} times: ${row.lastError}\n`)
        return 0
      }
      const found = await retryLine(store.db, key, store.now())
      if (!found) io.err(`There is no line ${key}. Without KEY, the lines that fail are listed.\n`)
      else io.out(`${key} is due now.\n`)
      return found ? 0 : 1
    } finally {
      await store.close()
    }
  },
}
