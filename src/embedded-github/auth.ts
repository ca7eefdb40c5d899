// Who is calling: the App by JWT, an installation by token, or a person by personal access token.
import { Buffer } from 'node:buffer'
import { generateKeyPairSync, type KeyObject, randomBytes, verify } from 'node:crypto'
import { type Account, type Installation, Refusal, type Repo } from './state.ts'
import type { World } from './world.ts'

export type Caller =
  | { kind: 'app' }
  | { kind: 'installation'; installation: Installation }
  | { kind: 'person'; account: Account; scopes: string[] }

const TOKEN_MS = 60 * 60_000

export class Auth {
  /** PEM, for the App that is tested. */
  readonly privateKey: string
  private readonly publicKey: KeyObject
  private readonly tokens = new Map<string, { caller: Caller; expiresAt: number }>()
  private readonly world: World

  constructor(world: World) {
    const pair = keyPair()
    this.publicKey = pair.publicKey
    this.privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    this.world = world
  }

  /** Reads the `Authorization` header. Throws `Refusal` 401 for anything that is no valid credential. */
  identify(header: string | undefined): Caller {
    if (!header) throw new Refusal(401, 'Requires authentication')
    const credential = header.replace(/^(bearer|token) /i, '')
    const known = this.tokens.get(credential)
    if (known && known.expiresAt > Date.now()) return known.caller
    if (credential.split('.').length !== 3) throw new Refusal(401, 'Bad credentials')
    this.checkJwt(credential)
    return { kind: 'app' }
  }

  /** Installation tokens are long and of changing length since 2026: nobody may count on 40 characters. */
  issueInstallationToken(installation: Installation): { token: string; expiresAt: number } {
    if (installation.suspendedAt !== null) throw new Refusal(403, 'This installation has been suspended')
    const token = `ghs_${this.world.app.id}_${randomBytes(380).toString('base64url')}`
    const expiresAt = Date.now() + TOKEN_MS
    this.tokens.set(token, { caller: { kind: 'installation', installation }, expiresAt })
    return { token, expiresAt }
  }

  /** A classic personal access token. */
  issuePersonalToken(account: Account, scopes: string[]): string {
    const token = `ghp_${randomBytes(18).toString('hex')}`
    const caller: Caller = { kind: 'person', account, scopes }
    this.tokens.set(token, { caller, expiresAt: Number.POSITIVE_INFINITY })
    return token
  }

  /** Makes every installation token unknown, as if the App's key had been rotated. */
  revokeInstallationTokens(): void {
    for (const [token, { caller }] of this.tokens) {
      if (caller.kind === 'installation') this.tokens.delete(token)
    }
  }

  private checkJwt(jwt: string): void {
    const [header = '', claims = '', signature = ''] = jwt.split('.')
    const signed = Buffer.from(`${header}.${claims}`)
    const good = verify('sha256', signed, this.publicKey, Buffer.from(signature, 'base64url'))
    if (!good) throw new Refusal(401, 'A JSON web token could not be decoded')
    const { iss, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
    const seconds = Number(exp) - Date.now() / 1000
    if (String(iss) !== String(this.world.app.id)) throw new Refusal(401, 'Integration not found')
    if (seconds > 600) {
      throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future")
    }
    if (seconds <= 0) throw new Refusal(401, "'Expiration time' claim ('exp') must be in the future")
  }
}

/** Throws unless the caller may do this to a repository (or organisation: `repo` null). `need`: `issues:write`. */
export function authorize(world: World, caller: Caller, repo: Repo | null, need: string): void {
  if (caller.kind === 'app') throw new Refusal(401, 'A JSON web token can only be used for app endpoints')
  const [permission = '', level] = need.split(':')
  if (caller.kind === 'person') {
    if (repo?.private && !world.may(caller.account, repo, 'read')) throw new Refusal(404, 'Not Found')
    if (repo && level === 'write' && !world.may(caller.account, repo, 'triage')) {
      throw new Refusal(403, 'Must have push access to repository')
    }
    return
  }
  const { installation } = caller
  if (repo && !world.covers(installation, repo)) {
    if (repo.private) throw new Refusal(404, 'Not Found')
    if (level === 'write') throw forbidden(need)
    return
  }
  const granted = installation.permissions[permission]
  if (granted === undefined || (level === 'write' && granted !== 'write')) throw forbidden(need)
  if (repo?.archived && level === 'write') throw new Refusal(403, 'Repository was archived so is read-only.')
}

function forbidden(need: string): Refusal {
  return new Refusal(403, 'Resource not accessible by integration', {
    'x-accepted-github-permissions': need.replace(':', '='),
  })
}

let known: ReturnType<typeof newKeyPair> | undefined

/** One for all embedded GitHubs of a process: making it takes longer than everything else at their start. */
function keyPair(): ReturnType<typeof newKeyPair> {
  known ??= newKeyPair()
  return known
}

function newKeyPair() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}
