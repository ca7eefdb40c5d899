// What each customer's tickets of a month came to.
import type { CountedTicket } from './figures.ts'

export interface CustomerFigures {
  tickets: number
  met: number
  missed: number
  minutes: number
}

/** With what it pays and costs; for private places alone. */
export interface CustomerMonth extends CustomerFigures {
  name: string
  /** The highest in the month. */
  tier: string | null
  /** By currency; null: not known. */
  brings: Readonly<Record<string, number>> | null
  /** Of the hours; null where the settings do not say what one costs. */
  cost: { currency: string; total: number } | null
}

export function noCustomerFigures(): CustomerFigures {
  return { tickets: 0, met: 0, missed: 0, minutes: 0 }
}

export function countCustomer(figures: CustomerFigures, ticket: CountedTicket): void {
  const clocks = [ticket.firstResponse, ...ticket.nextResponses, ticket.resolution]
  figures.tickets += 1
  figures.minutes += ticket.minutes
  figures.met += clocks.filter(({ met }) => met).length
  figures.missed += clocks.filter(({ missed }) => missed).length
}
