// The variables that stand for themselves, each with what it may be.
import { z } from 'zod'

const ALLOWED = { role: ['all', 'web', 'worker'], format: ['pretty', 'json'] } as const
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: () => `must be one of ${values.join(', ')}` }).optional()
}

function url(protocols: readonly string[], example: string) {
  const error = () => `must be a URL such as ${example}`
  return z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), { error })
    .optional()
}

const WEB = ['http:', 'https:']

/** Never shown, and taken from the file that `NAME_FILE` names too. */
function secret<T extends z.ZodType>(schema: T): T {
  return schema.meta({ secret: true })
}

const text = z.string().optional()

/** Of the sources of who pays, each line here and in `.env.example`: they are handed to the sources as they are. */
const ofSources = z.object({
  SPONSORS_TOKEN: secret(text),
  SPONSORS_WEBHOOK_SECRET: secret(text),
  SPONSORS_URL: url(WEB, 'https://api.github.com/graphql'),
  STRIPE_API_KEY: secret(text),
  STRIPE_WEBHOOK_SECRET: secret(text),
  STRIPE_URL: url(WEB, 'https://api.stripe.com'),
  OPEN_COLLECTIVE_TOKEN: secret(text),
  OPEN_COLLECTIVE_URL: url(WEB, 'https://api.opencollective.com/graphql/v2'),
  POLAR_TOKEN: secret(text),
  POLAR_WEBHOOK_SECRET: secret(text),
  POLAR_URL: url(WEB, 'https://sandbox-api.polar.sh/v1'),
})

export type SourceVariables = z.output<typeof ofSources>

/** Only the variables named here are looked at; the others belong to the machine. */
export const variablesSchema = z.object({
  ...ofSources.shape,
  NODE_ENV: text,
  APP_ID: text,
  PRIVATE_KEY_PATH: text,
  PRIVATE_KEY: secret(text),
  CLIENT_ID: text,
  CLIENT_SECRET: secret(text),
  SECRET_KEY: secret(text),
  WEBHOOK_SECRET: secret(text),
  WEBHOOK_SECRET_PREVIOUS: secret(text),
  ALLOWED_ACCOUNTS: z
    .string()
    .regex(/^\s*[\w-]+(\s*,\s*[\w-]+)*\s*,?\s*$/, {
      error: () => 'must be logins with commas between them, such as acme,octocat',
    })
    .optional(),
  DATABASE_URL: secret(url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/firstline')),
  DATA_DIR: text,
  HOST: z
    .string()
    .regex(/^[\w.:[\]-]+$/, {
      error: () => 'must be a host name or an address, such as localhost or 0.0.0.0',
    })
    .optional(),
  PUBLIC_URL: url(WEB, 'https://desk.example.com'),
  METRICS_TOKEN: secret(
    z
      .string()
      .regex(/^[\x21-\x7e]+$/, { error: () => 'must be one word: about 32 random characters' })
      .optional(),
  ),
  PORT: z
    .string()
    .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, {
      error: () => 'must be a number from 0 to 65535',
    })
    .optional(),
  ROLE: oneOf(ALLOWED.role),
  LOG_LEVEL: oneOf(LEVELS),
  LOG_FORMAT: oneOf(ALLOWED.format),
  GITHUB_API_URL: url(WEB, 'https://api.github.com'),
  GHE_HOST: z
    .string()
    .regex(/^[\w.-]+(:\d{1,5})?$/, {
      error: () => 'must be a host name such as github.example.com, without https://',
    })
    .optional(),
  GHE_PROTOCOL: oneOf(['https', 'http']),
  GITHUB_TOKEN: secret(text),
  SUPPORT_API_KEYS: secret(text),
  SUPPORT_ORIGINS: z
    .string()
    .refine(
      (value) => list(value).every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
      {
        error: () => 'must be origins such as https://docs.example.com, with commas between them',
      },
    )
    .optional(),
  SENTENCE_MODEL: text,
  NOTIFY_CHANNELS: secret(text),
  NOTIFY_SECRET: secret(text),
})

export type Variables = z.output<typeof variablesSchema>

/** The names of the variables that hold secrets. */
export const SECRETS: readonly string[] = Object.entries(variablesSchema.shape)
  .filter(([, schema]) => schema.meta()?.secret === true)
  .map(([name]) => name)

/** What was set of the variables of the sources. */
export function sourceVariables(variables: Variables): SourceVariables {
  return ofSources.parse(variables)
}

/** Items between commas, without empty ones. */
export function list(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
}
