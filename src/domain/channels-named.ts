// Which channels the settings have told of anything.
import type { Settings } from './settings.ts'

/** Each once, in their order. */
export function channelsNamed({
  tiers,
  community,
  desk,
}: Pick<Settings, 'tiers' | 'community' | 'desk'>): string[] {
  return [
    ...new Set([
      ...tiers.flatMap(({ channels }) => channels),
      ...community.channels,
      ...Object.keys(desk.channels),
    ]),
  ]
}
