// A report as `bench/report.ts` compares it: every ticket's ledger is folded, and all figures are held at once.
import { figuresOf } from '../src/facts/figures.ts'
import { computeMetrics } from '../src/report/metrics.ts'
import { openStore } from '../src/store/open-store.ts'
import { openWidget } from './report-store.ts'

const [dataDir = '', from = ''] = process.argv.slice(2)
const store = await openStore({ dataDir, role: 'command' })
const { deps, served } = await openWidget(store)
const now = store.now()
const span = { fromAt: Date.parse(from), toAt: now + 1 }
const tickets = await figuresOf(deps, served, span, now, 'known')
const tiers = served.settings.tiers.map(({ name }) => name)
console.log(JSON.stringify(computeMetrics({ repository: 'acme/widget', ...span, now, tickets, tiers })))
await store.close()
