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

/** Only the variables named here are looked at; the others belong to the machine. */
export const variablesSchema = z.object({
  ALLOWED_ACCOUNTS: z
    .string()
    .regex(/^\s*[\w-]+(\s*,\s*[\w-]+)*\s*,?\s*$/, {
      error: () => 'must be logins with commas between them, such as acme,octocat',
    })
    .optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/firstline'),
  DATA_DIR: z.string().optional(),
  HOST: z
    .string()
    .regex(/^[\w.:[\]-]+$/, {
      error: () => 'must be a host name or an address, such as localhost or 0.0.0.0',
    })
    .optional(),
  PUBLIC_URL: url(WEB, 'https://desk.example.com'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, { error: () => 'must be one word: about 32 random characters' })
    .optional(),
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
  GITHUB_TOKEN: z.string().optional(),
  SPONSORS_TOKEN: z.string().optional(),
  SPONSORS_WEBHOOK_SECRET: z.string().optional(),
  SPONSORS_URL: url(WEB, 'https://api.github.com/graphql'),
  STRIPE_API_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_URL: url(WEB, 'https://api.stripe.com'),
  SUPPORT_ORIGINS: z
    .string()
    .refine(
      (value) => list(value).every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
      {
        error: () => 'must be origins such as https://docs.example.com, with commas between them',
      },
    )
    .optional(),
  EMBEDDING_MODEL_DIR: z.string().optional(),
})

export type Variables = z.output<typeof variablesSchema>

/** Items between commas, without empty ones. */
export function list(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
}
