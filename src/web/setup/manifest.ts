// What GitHub is asked to create: `app.yml` with the installer's own name, owner and addresses.
import { z } from 'zod'

/** What the installer chose. */
export interface Choice {
  name: string
  /** Login of the organisation that will own the App; empty: the installer's own account. */
  organization: string
  /** Where GitHub and people reach this server, without a trailing slash; empty: nowhere yet. */
  publicUrl: string
  /** Whether other accounts may install it too. */
  open: boolean
}

const Fields = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[^\p{C}]{1,34}$/u, 'Name: 1 to 34 letters, for GitHub takes no more.'),
  organization: z
    .string()
    .trim()
    .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))?$/, 'Organisation: its login, as in github.com/LOGIN.'),
  publicUrl: z
    .string()
    .trim()
    .refine((url) => url === '' || isWebAddress(url), 'Address: such as https://desk.example.com.')
    .transform((url) => url.replace(/\/+$/, '')),
  open: z.boolean(),
})

/** The choice, or what is wrong with it. */
export function readChoice(form: URLSearchParams): Choice | string {
  const read = Fields.safeParse({
    name: form.get('name') ?? '',
    organization: form.get('organization') ?? '',
    publicUrl: form.get('public_url') ?? '',
    open: form.get('open') !== null,
  })
  return read.success
    ? read.data
    : (read.error.issues[0]?.message ?? 'Something is wrong with what was sent.')
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return (
    url !== null &&
    // `URL` takes line breaks out and escapes the rest; what is written down is the text itself.
    /^[\w:/.~@%+\-[\]]+$/.test(text) &&
    /^https?:$/.test(url.protocol) &&
    url.search === '' &&
    url.hash === '' &&
    url.username === ''
  )
}

/** `app` is what `app.yml` says; `ownUrl` is where the installer's browser sees the set-up page. */
export function manifestOf(app: Readonly<Record<string, unknown>>, choice: Choice, ownUrl: string): object {
  const { name, publicUrl, open } = choice
  return {
    ...app,
    name,
    // GitHub wants a homepage; a desk that is not reached yet has only this one.
    url: publicUrl || 'https://github.com',
    public: open,
    redirect_url: `${ownUrl}/setup/created`,
    ...(publicUrl ? { hook_attributes: { url: `${publicUrl}/api/github/webhooks`, active: true } } : {}),
  }
}

/** GitHub's page that takes the manifest. */
export function creationUrl(webUrl: string, organization: string, state: string): string {
  const owner = organization === '' ? '' : `/organizations/${organization}`
  return `${webUrl}${owner}/settings/apps/new?state=${state}`
}
