// Builds previews for tests: of a lifelike project, and each test says only what is different.

import { recommendedOf } from '../../src/plan/backtest/recommend.ts'
import { computeMetrics } from '../../src/report/metrics.ts'
import type { Preview, SaidAnswer, ShownAnswer } from '../../src/report/preview.ts'
import { type Replayed, replayFigures, type Shown } from '../../src/report/replay.ts'
import { proposedSettings } from '../../src/words/proposed-settings.ts'
import { AT, HOURS, officePromise, sampleGrid, sampleToday, ZONE } from './preview-sample.ts'

const URL = 'https://github.com/acme/widget'

export function aPreview(override: Partial<Preview> = {}): Preview {
  const grid = sampleGrid
  return {
    repository: 'acme/widget',
    url: URL,
    at: AT,
    read: {
      issues: 138,
      discussions: 34,
      comments: 611,
      fromAt: AT - 84 * 86_400_000,
      isAll: false,
      setAside: [],
      calls: 14,
    },
    maintainers: { known: 'collaborators', logins: ['maya', 'noor'] },
    remarks: [],
    settings: { from: 'repository', path: '.github/firstline.yml', problems: [] },
    hidden: { settings: false, articles: false },
    zone: ZONE,
    zoneFrom: 'calendar',
    today: sampleToday,
    labels: [
      {
        tier: 'pro',
        label: 'support: pro',
        tickets: [312, 340, 371, 402],
        requesters: [
          { login: 'sam', tickets: 3 },
          { login: 'ines', tickets: 1 },
        ],
      },
      {
        tier: 'sponsor',
        label: 'support: sponsor',
        tickets: [333, 398],
        requesters: [{ login: 'ruben', tickets: 2 }],
      },
    ],
    answers: { ...sampleAnswers(), ownWords: 0, shown: [aShownAnswer(), ...SHOWN] },
    promises: [
      officePromise('pro', { amount: 4, unit: 'h' }),
      officePromise('sponsor', { amount: 2, unit: 'd' }),
    ],
    grid,
    recommended: recommendedOf(grid),
    hours: HOURS,
    suggested: { settings: null, articles: [], docs: [] },
    ...override,
  }
}

/** A project that has neither settings nor articles. */
export function aNewcomer(override: Partial<Preview> = {}): Preview {
  return aPreview({
    remarks: [
      'This token may not list who has which right: it counts whom GitHub shows as owner, member or collaborator. Figures may be off; --maintainers names them.',
      "Days and hours are those of Europe/Berlin, as the maintainers' comments suggest; a calendar in the settings would say better.",
    ],
    maintainers: { known: 'shown', logins: ['maya'] },
    settings: { from: 'defaults', path: null, problems: [] },
    zoneFrom: 'comments',
    answers: null,
    promises: [],
    suggested: {
      settings: { path: '.github/firstline.yml', text: SETTINGS, url: newFileUrl(SETTINGS) },
      articles: [
        {
          path: '.github/knowledge/install-permission-denied.md',
          title: 'npm install fails with permission denied',
          tickets: [318, 344, 390],
          text: '---\ntitle: npm install fails with permission denied\nquestions:\n  - npm install fails with permission denied\n---\nGive npm a folder of your own.\n',
        },
      ],
      docs: ['docs/**/*.md'],
    },
    ...override,
  })
}

const SAID =
  'This is an automatic answer. A maintainer will read this thread all the same.\n\nDo not use `sudo`: give npm a folder of your own.\n\n```\nnpm config set prefix ~/.npm-global\n```\n\n---\n\n<sub>Source: [Install fails with EACCES](https://github.com/acme/widget/blob/main/.github/knowledge/install.md). Did it help? Please react with 👍 or 👎.</sub>'

/** Said to everybody alike. */
export function aShownAnswer({
  draft = false,
  markdown = SAID,
  ...override
}: Partial<ShownAnswer & SaidAnswer> = {}): ShownAnswer {
  const said = { draft, markdown }
  return {
    number: 318,
    url: `${URL}/issues/318`,
    question: 'npm install fails with permission denied',
    as: 'answer',
    confidence: 0.981,
    isOwnWords: false,
    said,
    saidToAnybody: said,
    ...override,
  }
}

const SHOWN = [
  aShownAnswer({
    number: 327,
    url: `${URL}/issues/327`,
    question: '在公司网络里如何配置代理？',
    confidence: 0.967,
    markdown: '这是自动回答。维护者仍会查看此讨论。\n\n启动 widget 之前请设置 `HTTPS_PROXY`。',
  }),
  aShownAnswer({
    number: 351,
    url: `${URL}/discussions/351`,
    question: 'Can the legend stand below the chart?',
    as: 'links',
    confidence: 0.72,
    markdown: `These may help:\n\n- [Legends](${URL}/blob/main/docs/drawing.md#legends): where they stand, and how they are turned off`,
  }),
]

function sampleAnswers() {
  const asked = (count: number, shown: Shown | null, linked: string[] = []): Replayed[] =>
    Array.from({ length: count }, (_, index) => ({
      number: 310 + index,
      url: `${URL}/issues/${310 + index}`,
      question: 'npm install fails with permission denied',
      openedAt: AT,
      shown,
      linked,
    }))
  const install = shownAs('answer', 'install', 'Install fails with EACCES')
  const proxy = shownAs('answer', 'proxy', 'Use widget behind a proxy')
  return replayFigures([
    ...asked(13, install, ['install']),
    ...asked(1, install, ['proxy']),
    ...asked(9, proxy, ['proxy']),
    ...asked(8, proxy),
    ...asked(17, shownAs('links', 'docs/drawing.md#legends', 'Legends')),
    ...asked(112, null),
  ])
}

function shownAs(as: Shown['as'], slug: string, title: string): Shown {
  return { as, articles: [{ slug, title }], confidence: 0.97 }
}

const SETTINGS = proposedSettings({
  owner: 'acme',
  recommended: recommendedOf(sampleGrid),
  hours: HOURS,
  tiers: [],
  articlesPath: null,
  docs: ['docs/**/*.md'],
})

function newFileUrl(text: string): string {
  return `${URL}/new/main?filename=.github%2Ffirstline.yml&value=${encodeURIComponent(text)}`
}

/** Nothing but what maintainers wrote, or nothing at all. */
export function nobodyYet(): Preview {
  const some = aPreview()
  const empty = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  const none = { opened: 0, medianSeconds: null }
  const { tiers } = computeMetrics({
    repository: 'acme/widget',
    fromAt: 0,
    toAt: AT,
    now: AT,
    tickets: [],
    tiers: [],
  })
  const grid = some.grid.map((one) => ({ ...one, met: 0, missed: 0, share: null }))
  return aNewcomer({
    read: { ...some.read, issues: 0, discussions: 0, comments: 0, fromAt: null, isAll: true },
    today: {
      metrics: tiers.all!,
      bounds: { firstResponse: null, nextResponse: null, resolution: null },
      curve: [],
      weeks: some.today.weeks.map((week) => {
        return { ...week, opened: 0, medianSeconds: null, moreThanSeconds: null }
      }),
      opened: empty,
      answered: empty,
      byHour: Array.from({ length: 24 }, () => none),
      byWeekday: Array.from({ length: 7 }, () => none),
    },
    labels: [],
    grid,
    recommended: null,
    hours: null,
    suggested: { settings: null, articles: [], docs: [] },
  })
}

/** The text in every place where others write: names, titles, texts, files. */
export function hostilePreview(text: string): Preview {
  const { today, read, grid } = aPreview()
  const answers = sampleAnswers()
  const promise = { ...grid[0]!, tier: text, calendar: text, hours: text }
  return aPreview({
    repository: text,
    url: text,
    today,
    read: { ...read, setAside: [{ kind: 'discussion', number: null, why: text }] },
    maintainers: { known: 'named', logins: [text] },
    remarks: [text],
    settings: {
      from: 'file',
      path: text,
      problems: [{ file: text, line: 1, level: 'failure', message: text }],
    },
    labels: [{ tier: text, label: text, tickets: [1], requesters: [{ login: text, tickets: 1 }] }],
    answers: {
      ...answers,
      articles: answers.articles.map((one) => ({ ...one, slug: text, title: text })),
      ownWords: 0,
      shown: [aShownAnswer({ question: text, url: text, markdown: text })],
    },
    promises: [promise],
    hours: { ...HOURS, zone: text },
    suggested: {
      settings: { path: text, text, url: text },
      articles: [{ path: text, title: text, tickets: [1], text }],
      docs: [text],
    },
  })
}
