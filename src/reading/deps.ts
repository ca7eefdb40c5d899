// What reading GitHub into the store needs of its surroundings.
import type { Logger } from 'pino'
import type { FactsDeps } from '../facts/deps.ts'

export interface ReadingDeps extends FactsDeps {
  /** The App's numeric id and bot login, asked of GitHub once. */
  app(): Promise<{ id: number; botLogin: string }>
  log: Logger
}
