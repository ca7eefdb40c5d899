// Starts Firstline in a process of its own, in front of an embedded GitHub that stays in this one.
import { fork } from 'node:child_process'
import { once } from 'node:events'

export interface Launched {
  port: number
  /** Processor time used so far, ms. */
  cpuMs(): Promise<number>
  stop(): Promise<void>
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>
}

export interface LaunchOptions {
  /** Beside what the embedded GitHub needs; `DATA_DIR` at least. */
  env: Record<string, string>
  /** How much faster the pace of writes runs off. */
  speed?: number
  /** For Node, such as `--cpu-prof`. */
  execArgv?: string[]
}

export const SECRETS = { webhook: 'the-secret', sponsors: 'the-sponsors-secret' }

/** Started, and listening on a free port. */
export async function launch(
  github: { appId: number; privateKey: string; url: string },
  { env, speed = 1, execArgv = [] }: LaunchOptions,
): Promise<Launched> {
  const child = fork(new URL('./server.ts', import.meta.url), [String(speed)], {
    execArgv,
    env: { ...process.env, ...serverVariables(github), ...env },
  })
  const ended = once(child, 'exit')
  const { port } = await Promise.race([answer<{ port: number }>(), ended.then(() => tooEarly())])
  return {
    port,
    cpuMs: async () => {
      const told = answer<{ cpu: NodeJS.CpuUsage }>()
      child.send('cpu')
      const { cpu } = await told
      return (cpu.user + cpu.system) / 1000
    },
    stop: async () => {
      child.disconnect()
      await ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }

  async function answer<T>(): Promise<T> {
    const [message] = await once(child, 'message')
    return message as T
  }
}

/** What a server in front of the embedded GitHub is told. */
export function serverVariables(github: { appId: number; privateKey: string; url: string }) {
  return {
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: SECRETS.webhook,
    SPONSORS_WEBHOOK_SECRET: SECRETS.sponsors,
    GITHUB_API_URL: github.url,
    HOST: '127.0.0.1',
    PORT: '0',
  }
}

function tooEarly(): never {
  throw new Error('Firstline did not start')
}
