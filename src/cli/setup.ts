// The set-up that `start` opens where there are no credentials: a page, a code in the terminal, and `.env` at the end.
import { randomBytes, randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Environment } from '../environment/environment.ts'
import { checkWritable, writeEnv } from '../environment/write-env.ts'
import { type CreatedApp, convertManifest } from '../github/app-manifest.ts'
import { startWebServer } from '../web/server.ts'
import type { Choice } from '../web/setup/manifest.ts'
import { setupRoutes } from '../web/setup/routes.ts'
import { readTree } from '../yaml/read.ts'
import type { Io } from './command.ts'

/** Without letters and digits that look alike. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const APP = join(import.meta.dirname, '../../app.yml')
const CLOSING_MS = 1_000

/** Resolves with the exit code when the App is there, or `stopped`. */
export async function openSetup(
  environment: Environment,
  { io, log, stopped }: { io: Io; log: Logger; stopped: Promise<void> },
): Promise<number> {
  const file = join(io.cwd, '.env')
  checkWritable(file)
  const code = newCode()
  const { promise: created, resolve: done } = Promise.withResolvers<CreatedApp>()
  const { host, port } = environment
  const routes = setupRoutes({
    code,
    app: readTree(await readFile(APP, 'utf8'), 'app.yml').tree!.value as Record<string, unknown>,
    webUrl: environment.webUrl,
    proposed: {
      name: `firstline-${randomBytes(3).toString('hex')}`,
      publicUrl: environment.publicUrl ?? '',
    },
    newState: () => randomBytes(32).toString('base64url'),
    convert: (given) => convertManifest(environment.githubApiUrl, given),
    keep: (app, choice) => writeEnv(file, valuesOf(app, choice, io)),
    done,
  })
  const server = await startWebServer({ host, port, routes: [routes], log })
  io.out(invitation(server.port, code))
  const app = await Promise.race([created, stopped])
  // The answer that tells of the end goes out first: what is in hand is finished.
  await server.stop(CLOSING_MS)
  if (app) io.out(farewell(app, file))
  return 0
}

function newCode(): string {
  const letters = Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)])
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
}

/** A key that is there already encrypts something: it stays. */
function valuesOf(app: CreatedApp, choice: Choice, io: Io): Record<string, string> {
  return {
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey,
    WEBHOOK_SECRET: app.webhookSecret ?? randomBytes(32).toString('hex'),
    CLIENT_ID: app.clientId,
    CLIENT_SECRET: app.clientSecret,
    ...(choice.publicUrl ? { PUBLIC_URL: choice.publicUrl } : {}),
    ...(io.env.SECRET_KEY ? {} : { SECRET_KEY: randomBytes(32).toString('base64url') }),
  }
}

function invitation(port: number, code: string): string {
  return `
Firstline has no GitHub App yet. To create it, open

    http://127.0.0.1:${port}

in a browser on this machine, and enter the code

    ${code}

Is this a server without a browser? Run this on your own computer, leave it open, and open the same address there:

    ssh -L ${port}:127.0.0.1:${port} USER@THIS-SERVER

`
}

function farewell(app: CreatedApp, file: string): string {
  return `The App ${app.slug} is there; its credentials are in ${file}, for this user's eyes only.
Install it:   ${app.url}/installations/new
Then start:   NODE_ENV=production npx firstline start
`
}
