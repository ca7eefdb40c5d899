// The section of a preview about promises: which shares would have been kept, and which promise is recommended.

import { KEPT, type MaintainersHours, type Preview, type PromiseShare } from '../../report/preview.ts'
import { percent } from '../replay-words.ts'
import { plural, share } from '../tables.ts'
import { type Bar, type Block, type Reader, type Section, text } from './blocks.ts'
import { clockWords, hoursWords, isSamePromise, keptWords, targetWords } from './promise-words.ts'

export function promisesSection(preview: Preview, { isPublic }: Reader): Section | null {
  const { promises, grid, recommended, hours, hidden, zoneFrom } = preview
  // Where nothing was due, the first sentences say so.
  if ([...promises, ...grid].every(({ share: kept }) => kept === null)) return null
  const blocks: Block[] = [
    ...(hours === null ? [] : [text(whenTheyWrite(hours, zoneFrom))]),
    ...(grid.length === 0 ? [] : [chart('What would have been kept, tightest first', grid, recommended)]),
    ...(isPublic && hidden.settings ? untold(promises) : inSettings(preview)),
    text(
      `Each promise is tried on every ticket but those of maintainers, in the hours that it names: kept is what was in time, missed what was late or is late by now. Recommended is the tightest that would have been kept for ${percent(KEPT)} of enough tickets.`,
    ),
  ]
  return { title: 'What you could promise', blocks }
}

function inSettings({ promises, recommended }: Preview): Block[] {
  if (promises.length === 0) return []
  const hours = new Map(promises.map((one) => [one.calendar, one.hours]))
  hours.delete('always')
  const named = [...hours].map(([calendar, open]) => text(`${calendar}: ${open}.`))
  return [chart('The promises of the settings', promises, recommended), ...named]
}

/** Nothing out of a private file is told in public, not even what its tiers are called. */
function untold(promises: readonly PromiseShare[]): Block[] {
  if (promises.length === 0) return []
  return [text('The promises of the settings are left out here: they stand in a private repository.')]
}

function whenTheyWrite(
  { from, to, zone, share: within, comments }: MaintainersHours,
  zoneFrom: Preview['zoneFrom'],
): string {
  const read =
    `The hours are read off ${plural(comments, 'comment')} of maintainers: ${percent(within)} of them were written on ` +
    `Mon–Fri ${from}–${to} by the clock of ${zone}.`
  if (zoneFrom === 'calendar') return read
  return `${read} Which place that is, is a guess: say in the settings where you live.`
}

function chart(title: string, promises: readonly PromiseShare[], recommended: PromiseShare | null): Block {
  const isIt = (one: PromiseShare) => isSamePromise(one, recommended)
  return {
    kind: 'bars',
    chart: {
      title,
      isMain: true,
      most: 1,
      line: { value: KEPT, name: percent(KEPT) },
      markedAs: promises.some(isIt) ? 'recommended' : null,
      bars: promises.map((one) => promiseBar(one, isIt(one))),
      table: {
        head: ['Promise', 'Hours', 'Share kept', 'Kept', 'Missed'],
        rows: promises.map((one) => [
          isIt(one) ? `${promised(one)} (recommended)` : promised(one),
          one.hours,
          one.met + one.missed === 0 ? '–' : share(one.met, one.met + one.missed),
          `${one.met}`,
          `${one.missed}`,
        ]),
      },
    },
  }
}

function promiseBar(one: PromiseShare, isRecommended: boolean): Bar {
  return {
    name:
      one.tier === null
        ? `${promised(one)}, ${shortHours(one)}`
        : `${promised(one)} (${one.calendar === 'always' ? shortHours(one) : one.calendar})`,
    value: one.share,
    told: keptWords(one),
    short: shortly(one),
    tone: isRecommended ? 'marked' : 'plain',
  }
}

/** Of a promise that is only tried, all are for the first response. */
function promised(one: PromiseShare): string {
  return one.tier === null ? targetWords(one) : `${one.tier}: ${clockWords(one.clock)} in ${targetWords(one)}`
}

function shortly(one: PromiseShare): string {
  const { tier, target, calendar, met, missed } = one
  const open = calendar === 'always' ? 'around the clock' : tier === null ? 'office hours' : calendar
  const kept = met + missed === 0 ? '–' : share(met, met + missed)
  return `${tier === null ? '' : `${tier}, `}${target.amount} ${target.unit}, ${open}: ${kept}`
}

/** The zone is told in the table. */
function shortHours(one: PromiseShare): string {
  return hoursWords(one)
    .replace(/^on /, '')
    .replace(/ \([^()]*\)$/, '')
}
