// A repository on the embedded GitHub that somebody looks at with nothing but a token.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { previewCommand } from '../../src/cli/preview.ts'
import type { Acts } from '../../src/embedded-github/acts.ts'
import { EmbeddedGitHub } from '../../src/embedded-github/embedded-github.ts'
import { runCommand, type Told } from '../cli/run-command.ts'

export const REPO = 'acme/widget'
const HOUR = 60 * 60_000

export interface PreviewStage {
  github: EmbeddedGitHub
  acts: Acts
  /** The user's home, with the cache in it, and where files of the command line are. */
  home: string
  /** Of somebody who may read, and no more. */
  token: string
  /** GitHub's clock, which begins 90 days ago, moves on to the present. */
  toPresent(): void
  /** Opens so many issues, an hour apart, each answered by maya; requesters are ada, ben and cleo in turn. */
  issues(count: number): void
  discussions(count: number): void
  /** Runs `firstline preview acme/widget`. Errors that the command line would tell are thrown. */
  preview(args?: string[], env?: Record<string, string>): Promise<Told>
  /** The same as JSON. */
  previewed(args?: string[], env?: Record<string, string>): Promise<Previewed>
  /** Requests since the last call, `METHOD PATH` or the name of the operation. */
  asked(): string[]
  close(): Promise<void>
}

/** What these stories look at. */
export interface Previewed {
  code: number
  err: string
  repository: string
  remarks: string[]
  read: {
    issues: number
    discussions: number
    comments: number
    from: string | null
    is_all: boolean
    calls: number
  }
  maintainers: { known: string; logins: string[] }
  settings: { from: string; path: string | null; problems: Array<{ file: string; line: number | null }> }
  today: { opened: number; first_response: { responded: number } }
  labels: Array<{ tier: string; tickets: number[]; requesters: Array<{ login: string; tickets: number }> }>
  answers: {
    answered: { shown: number }
    own_words: number
    shown: Array<{ number: number; as: string; own_words: boolean; markdown: string }>
  } | null
  promises: Array<{ tier: string; met: number; missed: number }>
}

export async function openPreviewStage(
  options: { private?: boolean; hasIssues?: boolean; hasDiscussions?: boolean } = {},
): Promise<PreviewStage> {
  let at = Date.now() - 90 * 24 * HOUR
  const github = await EmbeddedGitHub.start({
    webhookUrl: 'http://127.0.0.1:9/nobody',
    webhookSecret: 'secret',
    now: () => at,
  })
  const { acts } = github
  acts.addOrganization('acme')
  acts.addRepository(REPO, options)
  acts.setPermission(REPO, 'maya', 'triage')
  const home = mkdtempSync(join(tmpdir(), 'preview-'))
  const token = acts.createToken('looker')
  const people = ['ada', 'ben', 'cleo']
  let seen = 0
  const skip = (ms: number) => {
    at += ms
  }
  const stage: PreviewStage = {
    github,
    acts,
    home,
    token,
    toPresent: () => {
      at = Date.now()
    },
    issues: (count) => {
      for (let nth = 0; nth < count; nth++) {
        const { number } = acts.openIssue(REPO, people[nth % 3]!, { title: `Widget ${nth} does not turn` })
        skip(HOUR / 2)
        acts.comment(REPO, number, 'maya', 'Turn it the other way.')
        skip(HOUR / 2)
      }
    },
    discussions: (count) => {
      for (let nth = 0; nth < count; nth++) {
        const { number } = acts.createDiscussion(REPO, people[nth % 3]!, { title: `Where is widget ${nth}?` })
        skip(HOUR / 2)
        acts.discussionComment(REPO, number, 'maya', 'On the shelf.')
        skip(HOUR / 2)
      }
    },
    preview: (args = [], env = {}) =>
      runCommand(previewCommand, [REPO, ...args], {
        cwd: home,
        env: { HOME: home, GITHUB_TOKEN: token, GITHUB_API_URL: github.url, SENTENCE_MODEL: 'off', ...env },
      }),
    previewed: async (args = [], env = {}) => {
      const { code, out, err } = await stage.preview([...args, '--json'], env)
      return { code, err, ...JSON.parse(out) }
    },
    asked: () => {
      const calls = github.calls.slice(seen)
      seen = github.calls.length
      return calls.map(({ operation, method, path }) => operation || `${method} ${path}`)
    },
    close: () => github.close(),
  }
  return stage
}
