// The issue that a repository gets when the App comes to it: what was found, and how to begin or to say no.
import { type Marker, markerText } from '../../domain/marker.ts'
import { humanDay } from '../durations.ts'
import { safeCode, safeUrl } from '../safe-text.ts'
import type { OnboardingPage } from './page.ts'
import { answersSection, labelsSection, promisesSection, readSection, todaySection } from './sections.ts'

export const ONBOARDING_TITLE = 'Firstline: what it found here, and how to begin'

/** GitHub answers an edit with a longer body as done, and keeps the old text. */
const LONGEST = 60_000

/** By this the issue is found again, also after the database was lost; names change, ids do not. */
export function onboardingMarker(repository: { id: number }): Marker {
  return { kind: 'onboarding', key: String(repository.id) }
}

/** `tells` is what of it is news when it changes. */
export function onboardingText(page: OnboardingPage): { body: string; tells: string } {
  const sections = [
    opening(page),
    readSection(page),
    todaySection(page),
    promisesSection(page),
    answersSection(page),
    labelsSection(page),
    nextSection(page),
    neverSection(),
  ].filter((section) => section !== null)
  const tells = withinLimit(sections).join('\n\n')
  const stand = `<sub>As of ${humanDay(page.at, page.zone)}. Edited in place when there is news: edits notify nobody.</sub>`
  return { body: [tells, stand, markerText(onboardingMarker(page))].join('\n\n'), tells }
}

/** The last that is too long is left out whole: half a table is none. */
function withinLimit(sections: readonly string[]): string[] {
  const kept: string[] = []
  let length = 0
  for (const section of sections) {
    if (length + section.length > LONGEST) continue
    kept.push(section)
    length += section.length + 2
  }
  return kept
}

function opening({ settings, read }: OnboardingPage): string {
  const found = read.isDone
    ? 'It read what happened here, and this is what it would have done.'
    : 'It is reading what happened here; below stands what it would have done, as far as it has come.'
  const hello = `Thank you for installing **Firstline**, a support desk for issues and discussions. ${found}`
  const no = '**No, thanks?** Close this issue: it is never opened or written again.'
  switch (settings.found) {
    case 'none': {
      const begin =
        settings.url === null
          ? `**To begin**, add ${safeCode(settings.path)} to the default branch.`
          : `**To begin**, [open the settings file, ready to commit](${safeUrl(settings.url)}): it holds what is recommended below. Change it as you like.`
      return [hello, `${begin}\n\n${no}`].join('\n\n')
    }
    case 'in_force':
      return [
        hello,
        `**Settings are in force**${from(settings.source)}, and everything runs. You may close this issue.`,
      ].join('\n\n')
    case 'with_mistakes':
      return [
        hello,
        `**The settings${from(settings.source)} have mistakes.** The check run on their last commit names each with its line; until they are mended the last good ones count, or else a preview that writes only what it would do.`,
      ].join('\n\n')
    default:
      return settings satisfies never
  }
}

function from(source: string | null): string {
  return source === null ? '' : `, from ${safeCode(source)}`
}

function nextSection({ settings, mode, commandPrefix }: OnboardingPage): string {
  const now =
    mode === 'preview'
      ? 'The mode is **preview**: nothing is written on tickets; the desk issue lists what would be done.'
      : 'The mode is **live**: tickets from now on are labelled and answered. Older ones get labels and clocks, but no answers.'
  const next =
    settings.found === 'none'
      ? 'Without a settings file the defaults count: one tier for public sponsors, no promise, answers from articles where there are any. With the file, or when this issue is closed, comes a desk issue with response times and the queue.'
      : 'The desk issue has response times and the queue of what waits, unless the settings want none.'
  const help = `\`${commandPrefix}help\` in a comment on any ticket lists what Firstline understands there, \`${commandPrefix}why\` tells why it did something, and the label \`firstline: ignore\` keeps it out of a ticket.`
  return ['### What happens now', `- ${now}\n- ${next}\n- Need help? ${help}`].join('\n\n')
}

function neverSection(): string {
  return [
    '### What Firstline never does',
    [
      '- It never closes, hides or refuses a report because somebody does not pay.',
      '- It never answers twice by itself, nor after a maintainer has spoken.',
      '- It never tells in public who pays in private, nor any amount.',
      '- It never writes from your code: articles and documentation are all that it answers from.',
    ].join('\n'),
  ].join('\n\n')
}
