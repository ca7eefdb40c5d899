// The kinds of agenda lines, and what handles each.
import type { AllHandlers } from '../agenda/run-line.ts'
import { entitlementHandler } from '../entitlements/sync.ts'
import { isBusy } from '../reading/look.ts'
import { appLine } from './app.ts'
import { channelLine } from './channel.ts'
import type { TurnDeps } from './deps.ts'
import { deskLine } from './desk.ts'
import { docsLine } from './docs.ts'
import { feedbackLine } from './feedback.ts'
import { figuresLine } from './figures.ts'
import { historyLine } from './history.ts'
import { installationLine } from './installation.ts'
import { onboardingLine } from './onboarding.ts'
import { repositoryLine } from './repository.ts'
import { sponsorshipsLine } from './sponsorships.ts'
import { ticketLine } from './ticket.ts'
import { unreadableLine } from './unreadable.ts'
import { wakeTicketsOf } from './wake-tickets.ts'

export function turnHandlers(deps: TurnDeps): AllHandlers {
  return {
    app: appLine(deps),
    installation: installationLine(deps),
    repository: repositoryLine(deps),
    docs: docsLine(deps),
    history: historyLine(deps),
    ticket: ticketLine(deps),
    desk: deskLine(deps),
    onboarding: onboardingLine(deps),
    feedback: feedbackLine(deps),
    figures: figuresLine(deps),
    channel: channelLine(deps),
    unreadable: unreadableLine(deps),
    sponsorships: sponsorshipsLine(deps),
    entitlements: entitlementHandler({
      store: deps.store,
      log: deps.log,
      readers: deps.readers,
      wakeTicketsOf: (accountIds) => wakeTicketsOf(deps.store, accountIds),
      isBusy: (repositoryId, now) => isBusy(deps, repositoryId, now),
      random: deps.random,
    }),
  }
}
