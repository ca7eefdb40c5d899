// The commands of `firstline`, in the order in which they are listed. Each is loaded only when it is called.
import type { Listed } from './command.ts'

export const COMMANDS: readonly Listed[] = [
  {
    name: 'start',
    summary: 'serve webhooks and work; without credentials, show the set-up',
    load: async () => (await import('./start.ts')).startCommand,
  },
  {
    name: 'demo',
    summary: 'show the whole of Firstline against an embedded GitHub',
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  {
    name: 'preview',
    summary: 'show what Firstline would have done, before installing it',
    load: async () => (await import('./preview.ts')).previewCommand,
  },
  {
    name: 'backfill',
    summary: 'read more of the past of a repository from GitHub',
    load: async () => (await import('./backfill.ts')).backfillCommand,
  },
  {
    name: 'report',
    summary: 'print the response times of a repository',
    load: async () => (await import('./report.ts')).reportCommand,
  },
  {
    name: 'ticket',
    summary: 'explain the ledger and the clocks of one ticket',
    load: async () => (await import('./ticket.ts')).ticketCommand,
  },
  {
    name: 'entitlements',
    summary: 'list, explain or sync who pays',
    load: async () => (await import('./entitlements.ts')).entitlementsCommand,
  },
  {
    name: 'kb',
    summary: 'check the articles, ask and prove them, and find what is missing',
    load: async () => (await import('./kb.ts')).kbCommand,
  },
  {
    name: 'settings',
    summary: "check a settings file, or let today's settings count since a day",
    load: async () => (await import('./settings.ts')).settingsCommand,
  },
  {
    name: 'audit',
    summary: 'list what was corrected on purpose, by whom, and what came of it',
    load: async () => (await import('./audit.ts')).auditCommand,
  },
  {
    name: 'economics',
    summary: 'compute satisfaction, cost and efficiency from a file of inputs',
    load: async () => (await import('./economics.ts')).economicsCommand,
  },
  {
    name: 'statement',
    summary: "print a customer's tickets, promises and hours of a month",
    load: async () => (await import('./statement.ts')).statementCommand,
  },
  {
    name: 'retry',
    summary: 'try again what fails or was refused; without a name, list it',
    load: async () => (await import('./retry.ts')).retryCommand,
  },
  {
    name: 'doctor',
    summary: 'look at all that Firstline needs, and say what to do about it',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
]
