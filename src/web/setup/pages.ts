// The set-up's pages: plain HTML that works without scripts, and shows nothing that others wrote.
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

export interface Form {
  name: string
  publicUrl: string
  organization: string
  open: boolean
  /** What was wrong with the form before; null at first. */
  mistake: string | null
}

type Page = Response | Promise<Response>
type Html = ReturnType<typeof html>

export function formPage(c: Context, form: Form, status: ContentfulStatusCode = 200): Page {
  const { name, publicUrl, organization, open, mistake } = form
  return page(
    c,
    status,
    'Create your GitHub App',
    html`${mistake === null ? '' : html`<p role="alert"><strong>${mistake}</strong></p>`}
<form method="post" action="/setup">
${field('code', 'Code', '', 'The one that the terminal printed.', 'required autocomplete="off" autofocus')}
${field('name', 'Name of the App', name, 'People see it beside every comment, as NAME[bot]. It has to be new on GitHub.', 'required maxlength="34"')}
${field('organization', 'Organisation', organization, 'Whose App it becomes. Leave it empty for your own account.', 'autocomplete="off"')}
${field('public_url', 'Address of this server', publicUrl, 'Where GitHub reaches it, such as https://desk.example.com. Leave it empty to say it on GitHub later: until then nothing arrives.', 'inputmode="url"')}
<p><label><input type="checkbox" name="open"${open ? raw(' checked') : ''}> Other accounts may install it too.</label></p>
<p><button>Go on</button></p>
</form>`,
  )
}

/** GitHub takes a manifest by a form of the installer's own browser only. */
export function handOverPage(c: Context, action: string, manifest: object): Page {
  return page(
    c,
    200,
    'Create your GitHub App',
    html`<form method="post" action="${action}">
<input type="hidden" name="manifest" value="${JSON.stringify(manifest)}">
<p>GitHub shows the name once more, and creates the App. It leads you back here afterwards.</p>
<p><button>Create it on GitHub</button></p>
</form>`,
    new URL(action).origin,
  )
}

export function donePage(c: Context, installUrl: string): Page {
  return page(
    c,
    200,
    'Your GitHub App is there',
    html`<p>Its credentials are in <code>.env</code>, and this page is closed now.</p>
<ol><li><a href="${installUrl}">Install it on your repositories.</a></li>
<li>Start Firstline: <code>NODE_ENV=production npx firstline start</code></li></ol>`,
  )
}

export function refusalPage(c: Context, status: ContentfulStatusCode, sentence: string): Page {
  return page(c, status, 'That did not work', html`<p>${sentence}</p><p><a href="/">Begin again</a></p>`)
}

function field(name: string, label: string, value: string, hint: string, attributes: string): Html {
  return html`<p><label for="${name}">${label}</label><br>
<input id="${name}" name="${name}" value="${value}" aria-describedby="${name}-hint" ${raw(attributes)}><br>
<small id="${name}-hint">${hint}</small></p>`
}

const STYLE = raw(
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}' +
    'input:not([type=checkbox]){font:inherit;width:100%;box-sizing:border-box}button{font:inherit;padding:.4rem 1rem}',
)

function page(c: Context, status: ContentfulStatusCode, title: string, body: Html, formsTo = ''): Page {
  const headers = {
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${formsTo}; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  }
  const whole = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} - Firstline</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
${body}
</main></body></html>
`
  return c.html(whole, status, headers)
}
