// What loading facts needs of its surroundings.
import type { Channels } from '../channels/channels.ts'
import type { SourceCredentials } from '../entitlements/source.ts'
import type { ReadableGitHub } from '../github/types.ts'
import type { Sentences } from '../sentence/sentences.ts'
import type { Store } from '../store/open.ts'
import type { ArticleVectors } from './article-vectors.ts'
import type { ServedRepositories } from './served-repository.ts'

export interface FactsDeps {
  store: Store
  github: ReadableGitHub
  contexts: ServedRepositories
  /** The sentence model. */
  sentences: Sentences
  /** What it made of articles. */
  vectors: ArticleVectors
  /** What the server was started with; nothing secret. */
  credentials: SourceCredentials
  /** Where notices go; without addresses. */
  channels: Channels
  /** Since when this installation of Firstline has been running without a gap, ms. */
  upSinceAt: number
}
