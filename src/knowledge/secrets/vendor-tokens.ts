// Tokens that vendors made recognisable, found by the rules of secretlint's recommended preset.
import { rules } from '@secretlint/secretlint-rule-preset-recommend'

/** Secretlint's rules by the end of their id, and how Firstline names what they find. */
const KINDS: Record<string, string> = {
  aws: 'AWS key',
  npm: 'npm token',
  slack: 'Slack token',
  sendgrid: 'SendGrid key',
  shopify: 'Shopify key',
  github: 'GitHub token',
  gitlab: 'GitLab token',
  grafana: 'Grafana token',
  openai: 'OpenAI key',
  anthropic: 'Anthropic key',
  groq: 'Groq key',
  huggingface: 'Hugging Face token',
  linear: 'Linear key',
  notion: 'Notion token',
  '1password': '1Password token',
  'hashicorp-vault': 'Vault token',
  vercel: 'Vercel token',
  databricks: 'Databricks token',
  docker: 'Docker token',
  figma: 'Figma token',
}

type Range = readonly [number, number]

/** The parts of secretlint's interface that these rules use. */
interface ScanRule {
  meta: { id: string }
  create(
    context: { createTranslator(): () => string; report(descriptor: { range: Range }): void },
    options: object,
  ): { file?(source: { content: string }): unknown }
}

interface Scanner {
  kind: string
  scan(content: string): Range[]
}

// Left out: what needs a file's name or lets the text itself switch rules off, and what Firstline's own rules do.
const SCANNERS: Scanner[] = (rules as unknown as ScanRule[]).flatMap((rule) => {
  const kind = KINDS[rule.meta.id.replace(/^.*secretlint-rule-/, '')]
  if (kind === undefined) return []
  let ranges: Range[] = []
  const context = {
    createTranslator: () => () => '',
    report: ({ range }: { range: Range }) => void ranges.push(range),
  }
  const handler = rule.create(context, {})
  const scan = (content: string): Range[] => {
    ranges = []
    handler.file?.({ content })
    return ranges
  }
  return [{ kind, scan }]
})

/** `see` is told each token and its kind. */
export function redactVendorTokens(text: string, see: (kind: string, secret: string) => void): string {
  const ranges: Range[] = []
  for (const { kind, scan } of SCANNERS) {
    const found = scan(text)
    for (const [from, until] of found) see(kind, text.slice(from, endOfToken(text, until)))
    ranges.push(...found)
  }
  return ranges.length === 0 ? text : withoutRanges(text, ranges)
}

function withoutRanges(text: string, ranges: Range[]): string {
  const parts: string[] = []
  let at = 0
  for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
    if (from >= at) parts.push(text.slice(at, from), '[redacted]')
    at = Math.max(at, endOfToken(text, to))
  }
  return [...parts, text.slice(at)].join('')
}

/** A rule may end within a longer token: what is left of it must not stay. */
function endOfToken(text: string, from: number): number {
  TOKEN_REST.lastIndex = from
  return TOKEN_REST.test(text) ? TOKEN_REST.lastIndex : from
}

const TOKEN_REST = /[\w+/=-]+/y
