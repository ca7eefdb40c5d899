// Check runs: how mistakes in settings and articles are shown on the commit that made them.
import type { CheckRun } from '../domain/check-run.ts'
import type { Caller } from './caller.ts'
import type { GitHubReads, GitHubWrites } from './types.ts'

/** https://docs.github.com/rest/checks/runs#create-a-check-run; further annotations are added by updates. */
const ANNOTATIONS_A_REQUEST = 50

export function checkReads(call: Caller, app_id: number): Pick<GitHubReads, 'listCheckRuns'> {
  return {
    listCheckRuns: async ({ owner, name: repo }, ref) => {
      // A commit has few of one App: one page holds them.
      const answer = await call.read('checks.list', (octokit) =>
        octokit.rest.checks.listForRef({ owner, repo, ref, app_id, filter: 'all', per_page: 100 }),
      )
      return answer.data.check_runs.map(({ id, external_id, completed_at, started_at }) => ({
        id,
        mark: external_id,
        at: Date.parse(completed_at ?? started_at ?? ''),
      }))
    },
  }
}

export function checkCalls(call: Caller): Pick<GitHubWrites, 'createCheckRun'> {
  return {
    createCheckRun: async ({ owner, name: repo }, head_sha, run, external_id) => {
      const [first = [], ...rest] = batches(run.annotations)
      const answer = await call.write('checks.create', {}, (octokit) =>
        octokit.rest.checks.create({ owner, repo, head_sha, external_id, ...body(run, first) }),
      )
      const check_run_id = answer.data.id
      for (const annotations of rest) {
        await call.write('checks.annotate', {}, (octokit) =>
          octokit.rest.checks.update({ owner, repo, check_run_id, ...body(run, annotations) }),
        )
      }
      return check_run_id
    },
  }
}

type Annotation = ReturnType<typeof toAnnotation>

function body(run: CheckRun, annotations: Annotation[]) {
  return {
    name: run.name,
    status: 'completed' as const,
    conclusion: run.conclusion,
    output: { title: run.title, summary: run.summary, annotations },
  }
}

function toAnnotation(annotation: CheckRun['annotations'][number]) {
  return {
    path: annotation.path,
    start_line: annotation.line,
    end_line: annotation.line,
    annotation_level: annotation.level,
    message: annotation.message,
  }
}

function batches(annotations: CheckRun['annotations']): Annotation[][] {
  const all = annotations.map(toAnnotation)
  return Array.from({ length: Math.ceil(all.length / ANNOTATIONS_A_REQUEST) }, (_, index) =>
    all.slice(index * ANNOTATIONS_A_REQUEST, (index + 1) * ANNOTATIONS_A_REQUEST),
  )
}
