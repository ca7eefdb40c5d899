// The kinds of agenda lines, and what handles each.
import type { Handler } from '../agenda/run-line.ts'
import type { Environment } from '../environment.ts'
import { appLine } from './app.ts'
import type { LineDeps } from './deps.ts'
import { deskLine } from './desk.ts'
import { installationLine } from './installation.ts'
import { repositoryLine } from './repository.ts'
import { ticketLine } from './ticket.ts'
import { unreadableLine } from './unreadable.ts'

export function lineHandlers(_environment: Environment, deps: LineDeps): Record<string, Handler> {
  return {
    app: appLine(deps),
    installation: installationLine(deps),
    repository: repositoryLine(deps),
    ticket: ticketLine(deps),
    desk: deskLine(deps),
    unreadable: unreadableLine(deps),
  }
}
