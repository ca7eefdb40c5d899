// What is said about profiles elsewhere that somebody claims.
import { safeCode } from '../safe-text.ts'

/** `command`: with its prefix. */
export function claimCodeMessage(code: string, command: string): string {
  return [
    'To show that a profile on Open Collective is yours, put this code into its about text, and let it link to your GitHub account:',
    safeCode(code),
    `I look for it every minute for an hour, and whenever you write ${safeCode(command)} here again. It is good for a week.`,
  ].join('\n\n')
}

export const claimProvedMessage = 'The code was seen. You can take it out of your profile again.'

export const nothingToClaimMessage =
  'There is nothing to claim here: no collective on Open Collective is read for this repository.'

export function nobodyDeclaresMessage(login: string): string {
  return `Among who backs the collective, no profile links to the GitHub account ${safeCode(login)}.`
}

export function noAccountToClaimMessage(login: string): string {
  return `GitHub knows no account ${safeCode(login)}.`
}
