// The App's credentials: all of them or none, and a key that is a key.
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export interface AppCredentials {
  appId: number
  /** PEM, RSA. */
  privateKey: string
  webhookSecret: string
  /** Still accepted while the secret is being changed. */
  webhookSecretPrevious: string | null
}

type Raw = Readonly<Record<string, string | undefined>>
type Say = (variable: string, message: string) => void

/** Null where none were given, or a mistake was said. */
export function readCredentials(
  env: Raw,
  options: { production: boolean; serving: boolean; cwd: string },
  say: Say,
): AppCredentials | null {
  const some = env.APP_ID || env.PRIVATE_KEY || env.PRIVATE_KEY_PATH || env.WEBHOOK_SECRET
  if (options.serving && (some || options.production)) sayMissing(env, say)
  if (options.serving && options.production && env.WEBHOOK_SECRET === 'development') {
    say(
      'WEBHOOK_SECRET',
      'is `development`, which everybody knows: choose a long random one, here and in the App',
    )
  }
  if (env.APP_ID && !/^[1-9]\d{0,14}$/.test(env.APP_ID)) {
    say('APP_ID', 'must be the number that the settings page of your GitHub App shows as "App ID"')
  }
  const privateKey = readPrivateKey(env, options.cwd, say)
  if (!env.APP_ID || !privateKey || !env.WEBHOOK_SECRET) return null
  return {
    appId: Number(env.APP_ID),
    privateKey,
    webhookSecret: env.WEBHOOK_SECRET,
    webhookSecretPrevious: env.WEBHOOK_SECRET_PREVIOUS ?? null,
  }
}

function sayMissing(env: Raw, say: Say): void {
  if (!env.APP_ID) say('APP_ID', 'is missing: set it to the "App ID" on the settings page of your GitHub App')
  if (!env.PRIVATE_KEY && !env.PRIVATE_KEY_PATH) {
    say(
      'PRIVATE_KEY',
      'is missing: set it, or PRIVATE_KEY_PATH to the .pem file that GitHub gave you for the App',
    )
  }
  if (!env.WEBHOOK_SECRET) {
    say(
      'WEBHOOK_SECRET',
      'is missing: without it anybody could forge deliveries. Set it to the webhook secret of your GitHub App',
    )
  }
}

/** PEM text, with `\n` written out or in base64 as one-line environments need it, or from a file. */
function readPrivateKey(env: Raw, cwd: string, say: Say): string | null {
  if (env.PRIVATE_KEY) return checkKey('PRIVATE_KEY', decodeKey(env.PRIVATE_KEY), say)
  if (!env.PRIVATE_KEY_PATH) return null
  try {
    const text = readFileSync(resolve(cwd, env.PRIVATE_KEY_PATH), 'utf8')
    return checkKey('PRIVATE_KEY_PATH', decodeKey(text), say)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    say(
      'PRIVATE_KEY_PATH',
      `names a file that cannot be read (${code}): set it to the .pem file of your GitHub App`,
    )
    return null
  }
}

function decodeKey(text: string): string {
  const plain = text
    .trim()
    .replace(/^(["'])([\s\S]*)\1$/, '$2')
    .replaceAll('\\n', '\n')
  return plain.includes('-----BEGIN') ? plain : Buffer.from(plain, 'base64').toString('utf8')
}

function checkKey(variable: string, pem: string, say: Say): string | null {
  const what = 'GitHub gives it as a .pem file that begins with -----BEGIN RSA PRIVATE KEY-----'
  try {
    if (createPrivateKey(pem).asymmetricKeyType === 'rsa') return pem
    say(variable, `is a private key, but no RSA key: ${what}`)
  } catch {
    // What is wrong inside a key helps nobody, and must not be shown.
    say(variable, `is no private key: ${what}; \\n for line ends and base64 are understood`)
  }
  return null
}
