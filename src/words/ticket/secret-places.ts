// Where a secret of each kind is made worthless: the pages of whoever issued it, which are in English for everybody.

/** Kind, as redacting names it, → the page, as it is called there, and its address where it is the same for all. */
const PLACES: Readonly<Record<string, readonly [page: string, url?: string]>> = {
  'GitHub token': ['GitHub → Settings → Developer settings', 'https://github.com/settings/tokens'],
  'GitLab token': ['GitLab → Preferences → Access tokens'],
  'npm token': ['npm → Access Tokens', 'https://www.npmjs.com/settings/~/tokens'],
  'PyPI token': ['PyPI → Account settings → API tokens', 'https://pypi.org/manage/account/'],
  'RubyGems key': ['RubyGems → Settings → API keys', 'https://rubygems.org/profile/api_keys'],
  'NuGet key': ['NuGet → API Keys', 'https://www.nuget.org/account/apikeys'],
  'crates.io token': ['crates.io → Account settings → API Tokens', 'https://crates.io/settings/tokens'],
  'Clojars token': ['Clojars → Deploy tokens', 'https://clojars.org/tokens'],
  'Docker token': [
    'Docker Hub → Account settings → Personal access tokens',
    'https://app.docker.com/settings',
  ],
  'AWS key': ['AWS → IAM → Users → Security credentials', 'https://console.aws.amazon.com/iam/'],
  'Google key': [
    'Google Cloud → APIs & Services → Credentials',
    'https://console.cloud.google.com/apis/credentials',
  ],
  'Slack token': ['Slack → Your Apps → OAuth & Permissions', 'https://api.slack.com/apps'],
  'Stripe key': ['Stripe → Developers → API keys', 'https://dashboard.stripe.com/apikeys'],
  'SendGrid key': ['SendGrid → Settings → API Keys', 'https://app.sendgrid.com/settings/api_keys'],
  'Twilio key': ['Twilio → Account → API keys & tokens', 'https://console.twilio.com/'],
  'Telegram token': ['Telegram → @BotFather → /revoke'],
  'Discord token': [
    'Discord → Developer Portal → Bot → Reset Token',
    'https://discord.com/developers/applications',
  ],
  'Teams webhook': ['Teams → the channel → Connectors'],
  'Shopify key': ['Shopify → Settings → Apps and sales channels → Develop apps'],
  'OpenAI key': ['OpenAI → API keys', 'https://platform.openai.com/api-keys'],
  'Anthropic key': ['Anthropic → API keys', 'https://console.anthropic.com/settings/keys'],
  'Groq key': ['Groq → API Keys', 'https://console.groq.com/keys'],
  'Hugging Face token': ['Hugging Face → Settings → Access Tokens', 'https://huggingface.co/settings/tokens'],
  'Linear key': ['Linear → Settings → Security & access'],
  'Notion token': ['Notion → My integrations', 'https://www.notion.so/my-integrations'],
  'Figma token': ['Figma → Settings → Security'],
  'Vercel token': ['Vercel → Account Settings → Tokens', 'https://vercel.com/account/tokens'],
  'Databricks token': ['Databricks → Settings → Developer → Access tokens'],
  'Grafana token': ['Grafana → Administration → Service accounts'],
  'Atlassian token': [
    'Atlassian → Security → API tokens',
    'https://id.atlassian.com/manage-profile/security',
  ],
  'Airtable token': ['Airtable → Developer hub', 'https://airtable.com/create/tokens'],
  'Postman key': ['Postman → Settings → API keys'],
  'Mapbox token': ['Mapbox → Access tokens', 'https://account.mapbox.com/access-tokens/'],
}

/** Markdown: the page, linked where it has one address. Null where nobody knows which page it is. */
export function revokingPage(kind: string): string | null {
  const place = PLACES[kind]
  if (!place) return null
  // What begins with @ is a name elsewhere.
  const page = place[0].replace('@', '@\u200b')
  return place[1] === undefined ? page : `[${page}](${place[1]})`
}
