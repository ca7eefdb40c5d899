// What can be written to any thread, be it an issue or a discussion.
import type { GitHubWrites } from './types.ts'

/** What issues and discussions have in common. */
export type ThreadWrites = Pick<
  GitHubWrites,
  | 'addLabels'
  | 'removeLabel'
  | 'createComment'
  | 'editComment'
  | 'deleteComment'
  | 'react'
  | 'close'
  | 'reopen'
  | 'lock'
  | 'unlock'
>
