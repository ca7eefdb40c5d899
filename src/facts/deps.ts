// What loading facts needs of its surroundings.
import type { SourceCredentials } from '../entitlements/source.ts'
import type { GitHub } from '../github/types.ts'
import type { Store } from '../store/open.ts'
import type { ServedRepositories } from './served-repository.ts'

export interface FactsDeps {
  store: Store
  github: GitHub
  contexts: ServedRepositories
  /** What the server was started with; nothing secret. */
  credentials: SourceCredentials
  /** Since when this installation of Firstline has been running without a gap, ms. */
  upSinceAt: number
}
