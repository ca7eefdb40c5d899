// The labels of a repository.
import { type Caller, pageOf } from './caller.ts'
import { toLabel } from './rest-shapes.ts'
import type { GitHubReads, GitHubWrites } from './types.ts'

export function labelReads(call: Caller): Pick<GitHubReads, 'listLabels'> {
  return {
    listLabels: async ({ owner, name: repo }) => {
      const labels = await call.pages('labels.list', (octokit, page) =>
        octokit.rest.issues.listLabelsForRepo({ owner, repo, ...pageOf(page) }),
      )
      return labels.map(toLabel)
    },
  }
}

export function labelCalls(call: Caller): Pick<GitHubWrites, 'createLabel'> {
  return {
    createLabel: async ({ owner, name: repo }, { name, color, description }) => {
      const answer = await call.write('labels.create', {}, (octokit) =>
        octokit.rest.issues.createLabel({ owner, repo, name, color, description }),
      )
      return toLabel(answer.data)
    },
  }
}
