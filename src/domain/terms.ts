// What the settings said at a moment, as far as promises rest on it.

import type { Settings } from './settings.ts'

export type Terms = Pick<Settings, 'tiers' | 'community' | 'calendars' | 'away' | 'commands'>

/** Settings as they came into force. */
export interface TermsVersion {
  fromAt: number
  settings: Terms
}

/** With what was asked of tickets, and what labels did, then. */
export interface SettingsThen extends TermsVersion {
  settings: Terms & Pick<Settings, 'mode' | 'labels' | 'needs' | 'needsInformation' | 'feedback' | 'desk'>
}
