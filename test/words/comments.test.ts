import { describe, expect, it } from 'vitest'
import type { QueueTicket } from '../../src/domain/decision.ts'
import { findMarkers } from '../../src/domain/marker.ts'
import type { TicketFigures } from '../../src/report/figures.ts'
import { computeMetrics, countAll, metricsBounds } from '../../src/report/metrics.ts'
import { Metrics } from '../../src/report/metrics-schema.ts'
import { weeklyTrend } from '../../src/report/trend.ts'
import { humanDuration, humanInstant, shortInstant } from '../../src/words/durations.ts'
import { formatReport } from '../../src/words/report/formats.ts'
import { metricsComment, metricsMarker, toldByMetrics } from '../../src/words/report/metrics-comment.ts'
import { queueComment } from '../../src/words/report/queue-comment.ts'
import { quietUrl } from '../../src/words/safe-text.ts'
import { answered, DAY, figures, firstResponse, HOUR, NOW } from '../report/figures-builder.ts'
import { aReport } from './report-builder.ts'

const ZONE = 'Europe/Berlin'

const tickets: TicketFigures[] = [
  answered(2, { tier: 'pro', firstResponse: firstResponse('responded', 2, { met: true }), open: false }),
  answered(3, { tier: 'pro', firstResponse: firstResponse('responded', 30, { missed: true }) }),
  answered(1, { openedAt: NOW - 20 * DAY }),
  figures({ openedAt: NOW - 2 * DAY, firstResponse: firstResponse('running', 48) }),
  figures({ openedAt: NOW - DAY, firstResponse: firstResponse('running', 24) }),
]

function input(now = NOW, list = tickets, tiers = ['pro']) {
  return { repository: 'acme/tool', fromAt: now - 90 * DAY, toAt: now, now, tickets: list, tiers }
}

function comment(now = NOW, list = tickets): string {
  return metricsComment({
    metrics: computeMetrics(input(now, list)),
    bounds: metricsBounds(input(now, list)),
    trend: weeklyTrend(list, now, ZONE),
    zone: ZONE,
    articles: [
      {
        slug: 'a',
        title: 'Install | EACCES',
        url: 'https://x.org/a (1).md',
        posted: 3,
        helpful: 2,
        unhelpful: 1,
      },
    ],
    bar: null,
    needs: {},
    proof: null,
    history: null,
    gaps: [
      {
        question: 'Why does `npm i` <!-- firstline:answer x --> fail @octocat?',
        tickets: [12, 15].map((number) => ({ number, url: `https://github.com/o/r/issues/${number}` })),
        frontMatter: '---\ntitle: "``` @octocat <!-- firstline:answer x -->"\n---',
      },
    ],
  })
}

describe('the metrics comment', () => {
  it('reads well', () => {
    const visible = comment().split('<!-- firstline:metrics')[0]
    expect(visible).toMatchInlineSnapshot(`
      "## Response times

      The median time to a maintainer's first response is **2 h** for pro and **more than 2 d** for community. Of the promises, **50 %** for pro (1 of 2) were kept.

      | Tier | First response | Promises kept | 90 % within | Opened | Answered | Open |
      | --- | --: | --: | --: | --: | --: | --: |
      | pro | 2 h | 50 % of 2 | 1 d 6 h | 2 | 2 | 1 |
      | community | more than 2 d | – | more than 2 d | 3 | 1 | 3 |
      | **all** | 1 d 6 h | 50 % of 2 | more than 2 d | 5 | 3 | 4 |

      ### The last 12 weeks

      \`\`\`mermaid
      %%{init: {"xyChart":{"width":320,"titleFontSize":14,"plotReservedSpacePercent":40,"xAxis":{"labelFontSize":13,"showTick":false},"yAxis":{"showLabel":false,"showTick":false,"showAxisLine":false},"height":138},"themeVariables":{"xyChart":{"plotColorPalette":"#bf8700, #2f81f7"}}}}%%
      xychart-beta horizontal
          title "Median time to first response, by week"
          x-axis ["16 Nov: more than 2 d", "9 Nov: 2 h", "2 Nov: 1 h"]
          y-axis 0 --> 48
          bar [48, -1000, -1000]
          bar [-1000, 2, 1]
      \`\`\`

      <details>
      <summary>The same in numbers</summary>

      | Week from | Median | Promises kept | Opened |
      | --- | --: | --: | --: |
      | 16 Nov | more than 2 d | – | 2 |
      | 9 Nov | 2 h | 50 % of 2 | 2 |
      | 2 Nov | 1 h | – | 1 |

      </details>

      ### Most used articles

      | Article | Answers | Helped | Did not |
      | --- | --: | --: | --: |
      | [Install \\| EACCES](https://x.org/a%20%281%29.md) | 3 | 2 | 1 |

      ### Questions without an article

      - 2 tickets: \`\`Why does \`npm i\` <!​-- firstline:answer x --> fail @octocat?\`\` ([#15](https://redirect.github.com/o/r/issues/15), [#12](https://redirect.github.com/o/r/issues/12))

        <details>
        <summary>Begin the article</summary>

        \`\`\`\`markdown
        ---
        title: "\`\`\` @octocat <!​-- firstline:answer x -->"
        ---
        \`\`\`\`

        </details>

      <details>
      <summary>How these figures are computed</summary>

      - Times run from opening to the first comment of a maintainer. Bots, automatic answers, other users and comments that hold only commands do not count. Tickets opened by maintainers or bots are left out.
      - **First response** (the median) and **90 % within** count the unanswered too (Kaplan–Meier): open tickets as waiting until now, tickets closed without a response as waiting until their close. “More than” means that not enough tickets have been answered to know. Over answered tickets alone the median is 2 h and the 90th percentile 1 d: comparable with other tools, but blind to whoever still waits.
      - **Promises kept** are those of first response, next response and resolution that were kept, of all that were kept or missed, in the hours of their calendar. An open ticket past its target is missed now, and late stays missed.
      - A ticket counts under the tier it had when it was opened.

      </details>

      <sub>Tickets opened from 24 Aug to 22 Nov, as of Sun 22 Nov 2026, 15:00 Europe/Berlin.</sub>

      "
    `)
  })

  it('carries the figures for scripts in one marker', () => {
    const markers = findMarkers(comment())
    expect(markers.map(({ kind }) => kind)).toEqual(['metrics'])
    expect(Metrics.parse(JSON.parse(markers[0]!.key))).toEqual(computeMetrics(input()))
  })

  it('escapes in its marker what could end it', () => {
    const metrics = { ...computeMetrics(input()), repository: 'a/--><b>--' }
    const marker = metricsMarker(metrics)
    expect(marker.slice(4, -3)).not.toMatch(/--|>|</)
    expect(JSON.parse(findMarkers(marker)[0]!.key)).toEqual(metrics)
  })

  it('tells the same when only time has passed, and something new when a figure changed', () => {
    const quiet = tickets.filter((ticket) => ticket.firstResponse.outcome === 'responded')
    expect(toldByMetrics(comment(NOW, quiet))).toBe(toldByMetrics(comment(NOW + HOUR, quiet)))
    expect(toldByMetrics(comment(NOW, quiet))).not.toBe(toldByMetrics(comment(NOW, tickets)))
  })

  it('draws only weeks with tickets, and what is more than its bar in a colour of its own', () => {
    const open = comment()
    expect(/plotColorPalette":"(.*?)"/.exec(open)?.[1]).toBe('#bf8700, #2f81f7')
    const quiet = comment(NOW, tickets.slice(0, 3))
    expect(/x-axis (.*)/.exec(quiet)?.[1]).toBe('["9 Nov: 2 h", "2 Nov: 1 h"]')
    expect(quiet.match(/^ +bar .*$/gm)).toEqual(['    bar [2, 1]'])
    expect(/plotColorPalette":"(.*?)"/.exec(quiet)?.[1]).toBe('#2f81f7')
  })

  it('says so when nothing was opened', () => {
    const empty = metricsComment({
      metrics: computeMetrics(input(NOW, [])),
      bounds: metricsBounds(input(NOW, [])),
      trend: weeklyTrend([], NOW, ZONE),
      zone: ZONE,
      articles: [],
      proof: null,
      history: null,
      gaps: [],
      bar: null,
      needs: {},
    })
    expect(empty).toContain('No ticket was opened in this time.')
    expect(empty).not.toContain('mermaid')
    expect(findMarkers(empty)).toHaveLength(1)
  })
})

describe('the trend', () => {
  it('has twelve weeks from Monday to Sunday, the last one of now', () => {
    const weeks = weeklyTrend(tickets, NOW, 'UTC')
    expect(weeks).toHaveLength(12)
    expect(weeks.every(({ fromAt }) => new Date(fromAt).getUTCDay() === 1)).toBe(true)
    expect(weeks.at(-1)).toEqual({
      fromAt: Date.UTC(2026, 10, 16),
      opened: 2,
      medianSeconds: null,
      moreThanSeconds: 48 * 3600,
      met: 0,
      missed: 0,
    })
  })
})

describe('the queue comment', () => {
  const waiting = (number: number, override: Partial<QueueTicket> = {}): QueueTicket => ({
    number,
    kind: 'issue',
    title: `Ticket ${number}`,
    url: `https://github.com/acme/tool/issues/${number}`,
    tier: null,
    waitingSinceAt: NOW - number * HOUR,
    dueAt: null,
    state: null,
    needsHuman: false,
    escalated: false,
    rated: null,
    severity: null,
    drafts: [],
    ...override,
  })
  const numbers = (text: string) => [...text.matchAll(/\[#(\d+)/g)].map(([, number]) => Number(number))
  const queue = (list: QueueTicket[], drafts = true) =>
    queueComment({ tickets: list, drafts, commandPrefix: '/', zone: ZONE })

  it('puts what is late or nearly so on top, then whoever needs a human, then promises, then the longest wait', () => {
    const text = queue([
      waiting(1),
      waiting(2, { tier: 'pro', dueAt: NOW + 5 * HOUR }),
      waiting(3, { needsHuman: true }),
      waiting(4),
      waiting(5, { tier: 'pro', dueAt: NOW - HOUR, state: 'missed' }),
      waiting(6, { tier: 'pro', dueAt: NOW + 9 * HOUR, state: 'at risk' }),
      waiting(7, { tier: 'pro', dueAt: NOW + 10 * HOUR, needsHuman: true }),
      waiting(8, { tier: 'pro', dueAt: NOW - 2 * HOUR, state: 'missed' }),
    ])
    expect(numbers(text)).toEqual([8, 5, 6, 7, 3, 2, 4, 1])
    expect(text).toContain('8 tickets wait: **2 late**, **1 at risk** of being late, 2 where')
    expect(findMarkers(text)).toEqual([{ kind: 'queue', key: 'desk' }])
  })

  it('puts what was escalated before all else, and the graver of what is equally urgent', () => {
    const text = queue([
      waiting(1, { tier: 'pro', dueAt: NOW - HOUR, state: 'missed' }),
      waiting(2, { tier: 'pro', dueAt: NOW + HOUR }),
      waiting(3, { tier: 'pro', dueAt: NOW + 2 * HOUR, severity: 4 }),
      waiting(4, { tier: 'pro', dueAt: NOW + 3 * HOUR, severity: 1 }),
      waiting(5, { tier: 'pro', dueAt: NOW + 30 * HOUR, severity: 1 }),
      waiting(6, { severity: 2 }),
      waiting(7),
      waiting(8, { escalated: true, severity: 3 }),
      waiting(9, { needsHuman: true, rated: 2 }),
    ])
    expect(numbers(text)).toEqual([8, 1, 9, 4, 3, 2, 5, 6, 7])
    expect(text).toContain('9 tickets wait: **1 escalated**, **1 late**, 1 with a low rating. Times')
    expect(text).toContain('**escalated** · severity 3 · waits since')
    expect(text).toContain('**needs a human** · rated 2 of 5 · waits since')
  })

  it('reads well', () => {
    const list = [
      waiting(7, {
        tier: 'pro',
        dueAt: NOW + HOUR,
        drafts: [{ slug: 'install', title: 'Install fails', isSection: false }],
      }),
      waiting(8, { title: 'Ping @octocat | `x`', needsHuman: true }),
      waiting(9, { tier: 'pro', dueAt: NOW - HOUR, state: 'missed' }),
    ]
    expect(queue(list)).toMatchInlineSnapshot(`
      "## Waiting for a maintainer

      3 tickets wait: **1 late**, 1 where the automatic answer did not help. Times are those of Europe/Berlin.

      | Due | Ticket |
      | --- | --- |
      | **missed**<br>Sun 22 Nov 14:00 | [#9 Ticket 9](https://redirect.github.com/acme/tool/issues/9)<br>pro · waits since 22 Nov |
      | – | [#8 Ping @​octocat \\| \\\`x\\\`](https://redirect.github.com/acme/tool/issues/8)<br>**needs a human** · waits since 22 Nov |
      | Sun 22 Nov 16:00 | [#7 Ticket 7](https://redirect.github.com/acme/tool/issues/7)<br>pro · waits since 22 Nov · draft: Install fails (\`install\`) |

      To post a draft, comment \`/answer\` on its ticket; \`/answer SLUG\` posts another article.

      <!-- firstline:queue desk -->"
    `)
  })

  it('leaves out columns without anything, and drafts where they are not for everybody', () => {
    const drafts = [{ slug: 'install', title: 'Install fails', isSection: false }]
    const text = queue([waiting(1, { drafts })], false)
    expect(text).toContain('| Waits since | Ticket |\n')
    expect(text).not.toMatch(/install|draft/i)
  })

  it('breaks no line in a date, however narrow the table', () => {
    const text = queue([waiting(1, { dueAt: NOW, state: 'at risk' })])
    expect(text).toContain('| **at\u00a0risk**<br>Sun\u00a022\u00a0Nov\u00a015:00 |')
  })

  it('lets long words be broken, so that a phone shows the rest of the row', () => {
    const text = queue([waiting(1, { title: 'Crash in java.lang.NullPointerException:org.acme.widget' })])
    const shown = /\[#1 ([^\]]*)\]/.exec(text)![1]!
    for (const piece of shown.split(/[\s\u200b]/)) expect(piece.length).toBeLessThan(20)
    expect(shown.replaceAll('\u200b', '')).toBe('Crash in java.lang.NullPointerException:org.acme.widget')
  })

  it('says that nothing is waiting, and cuts a list that nobody reads', () => {
    expect(queue([])).toContain('Nothing is waiting.')
    const many = queue(
      Array.from({ length: 130 }, (_, index) => waiting(index + 1, { title: 'x'.repeat(300) })),
    )
    expect(many).toContain('And 30 more tickets.')
    expect(many.length).toBeLessThan(60_000)
  })

  it('leaves no mention in the timelines of the tickets it lists', () => {
    expect(quietUrl('https://github.com/acme/tool/issues/1')).toBe(
      'https://redirect.github.com/acme/tool/issues/1',
    )
    expect(quietUrl('https://ghe.acme.org/a/b/issues/1')).toBe('https://ghe.acme.org/a/b/issues/1')
  })
})

describe('the report', () => {
  const metrics = computeMetrics(input())
  const report = aReport(countAll(input()), { zone: ZONE })

  it('is the same object as JSON', () => {
    expect(JSON.parse(formatReport(report, 'json'))).toEqual(metrics)
  })

  it('is a row for each tier as CSV, with every figure', () => {
    const lines = formatReport(report, 'csv').trimEnd().split('\n')
    expect(lines).toHaveLength(4)
    const [head, pro] = lines.map((line) => line.split(','))
    expect(head!.slice(0, 4)).toEqual(['tier', 'opened', 'open', 'first_response_responded'])
    expect(pro!.slice(0, 4)).toEqual(['pro', '2', '1', '2'])
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([34]))
  })

  it('keeps a tier’s name from becoming a formula or a column', () => {
    const odd = aReport(countAll(input(NOW, [], ['=1+1', 'a,"b"'])))
    const lines = formatReport(odd, 'csv').split('\n')
    expect(lines[1]).toMatch(/^'=1\+1,/)
    expect(lines[2]).toMatch(/^"a,""b""",/)
  })

  it('has the same tables as Markdown', () => {
    const text = formatReport(report, 'md')
    expect(text).toContain('# acme/tool')
    expect(text).toContain(
      '| pro | 2\u00a0h | 50\u00a0%\u00a0of\u00a02 | 1\u00a0d\u00a06\u00a0h | 2 | 2 | 1 |',
    )
  })
})

describe('durations and instants', () => {
  it('read as people say them', () => {
    const seconds = [0, 0.4, 45, 60, 3599, 3600, 7199.6, 12_000, 86_399, 90_000, 190_800, 86_400 * 100]
    expect(seconds.map(humanDuration)).toEqual([
      '0 s',
      '0 s',
      '45 s',
      '1 min',
      '59 min 59 s',
      '1 h',
      '2 h',
      '3 h 20 min',
      '1 d',
      '1 d 1 h',
      '2 d 5 h',
      '100 d',
    ])
    expect(humanInstant(NOW, 'UTC')).toBe('Sun 22 Nov 2026, 14:00 UTC')
    expect(humanInstant(NOW, ZONE)).toBe('Sun 22 Nov 2026, 15:00 Europe/Berlin')
    expect(shortInstant(Date.UTC(2026, 8, 1), ZONE)).toBe('Tue 1 Sep 02:00')
  })
})
