// Tokens that their own shape tells: what vendors put in front of them, and how long they are.

/** Kind of the token, and its pattern without what may stand around it. */
type Shape = readonly [kind: string, pattern: string]

/** Nothing else looks like these, whatever stands before them. */
const DISTINCT: readonly Shape[] = [
  [
    'GitHub token',
    '(?:gh[pousr]_[A-Za-z0-9_]{16,600}|github_pat_[A-Za-z0-9_]{20,255})(?:\\.[\\w-]{10,600}){0,2}',
  ],
  ['GitLab token', 'gl(?:pat|dt|rt|rtr|cbt|ptt|ft|fft|ffct|imt|wt|kat|agent|oas|soat)-[\\w-]{16,100}'],
  ['PyPI token', 'pypi-[\\w-]{30,300}'],
  ['Slack token', 'xox[abeoprs](?:\\.xox[bp])?-[\\w-]{10,250}|xapp-[\\w-]{10,250}'],
  ['Slack token', 'hooks\\.slack\\.com/(?:services|workflows|triggers)/[\\w/]{10,200}'],
  ['Stripe key', '[sr]k_(?:org_)?(?:live|test)_[A-Za-z0-9]{10,250}|whsec_[A-Za-z0-9+/=]{16,250}'],
  ['Google key', 'AIza[\\w-]{35}|ya29\\.[\\w-]{20,400}|GOCSPX-[\\w-]{20,60}|1//0[\\w-]{30,200}'],
  ['Docker token', 'dckr_(?:pat|oat)_[\\w-]{20,60}'],
]

/** A name may stand before these, joined by an underscore, but no letter or digit. */
const SHAPES: readonly Shape[] = [
  ['npm token', 'npm_[A-Za-z0-9]{30,60}'],
  ['RubyGems key', 'rubygems_[0-9a-f]{40,60}'],
  ['NuGet key', 'oy2[a-z0-9]{43}(?![A-Za-z0-9])'],
  ['crates.io token', 'cio(?=[A-Za-z]{0,31}\\d)[A-Za-z0-9]{32}(?![A-Za-z0-9])'],
  ['Clojars token', 'CLOJARS_[0-9a-f]{40,80}'],
  ['AWS key', 'A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])'],
  ['AWS key', 'ABSK[A-Za-z0-9+/]{80,300}={0,2}'],
  ['Discord token', 'discord(?:app)?\\.com/api/(?:v\\d{1,2}/)?webhooks/\\d{15,22}/[\\w-]{40,100}'],
  ['Discord token', '[MNO][A-Za-z0-9_-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,45}'],
  ['Teams webhook', '[\\w-]{1,60}\\.webhook\\.office\\.com/webhookb2/[^\\s"\'<>`)]{20,400}'],
  ['Telegram token', '(?:bot)?\\d{8,10}:AA[\\w-]{33}(?![\\w-])'],
  ['Twilio key', 'SK[0-9a-f]{32}(?![A-Za-z0-9])'],
  ['mail service key', 'key-[0-9a-f]{32}(?![A-Za-z0-9])|[0-9a-f]{32}-us\\d{1,2}(?!\\d)'],
  ['mail service key', 'x(?:key|smtp)sib-[0-9a-f]{64}-[A-Za-z0-9]{16}|re_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,30}'],
  ['SendGrid key', 'SG\\.[\\w-]{16,64}\\.[\\w-]{16,64}'],
  ['payment key', 'polar_(?:oat|pat|whs|at|rt)_[A-Za-z0-9]{20,100}|sq0(?:atp|csp)-[\\w-]{20,60}'],
  ['payment key', 'EAAA[\\w-]{50,80}|access_token\\$production\\$[a-z0-9]{10,20}\\$[0-9a-f]{32}'],
  ['payment key', 'access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f-]{27}'],
  ['Shopify key', 'shp(?:at|ca|pa|ss|tka|rt|ua)_[0-9a-fA-F]{32,64}'],
  ['Google key', 'AAAA[\\w-]{7}:[\\w-]{130,160}|GOOG[A-Z0-9]{16,60}(?![A-Za-z0-9])'],
  ['Facebook token', 'EAA(?=[A-Za-z]{0,60}\\d)[A-Za-z0-9]{70,400}'],
  ['Twitter token', 'A{20,30}[\\w%]{50,120}'],
  ['API key', 'sk-[A-Za-z0-9_-]{20,250}|gsk_[A-Za-z0-9]{40,60}|pplx-[A-Za-z0-9]{40,60}'],
  ['API key', 'xai-[A-Za-z0-9]{60,100}|r8_[A-Za-z0-9]{30,50}|nvapi-[\\w-]{50,80}|pcsk_[\\w-]{40,100}'],
  ['API key', 'lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}|fw_(?=[A-Za-z]{0,23}\\d)[A-Za-z0-9]{24}(?![\\w])'],
  ['Hugging Face token', 'hf_[A-Za-z0-9]{20,60}|api_org_[A-Za-z0-9]{34}'],
  ['cloud token', 'do[opr]_v1_[a-f0-9]{40,80}|HRKU-[\\w-]{36,80}|nfp_[A-Za-z0-9]{30,60}'],
  ['cloud token', 'vc[apikr]_[A-Za-z0-9]{24,80}|fo1_[\\w-]{40,60}|fm[12][ar]?_[A-Za-z0-9+/=_-]{60,2000}'],
  ['cloud token', 'v1\\.0-[0-9a-f]{24}-[0-9a-f]{100,160}|rnd_[A-Za-z0-9]{28,40}|dapi[0-9a-f]{32}(?:-\\d)?'],
  ['cloud token', '[\\w~.-]{3}\\dQ~[\\w~.-]{31,34}|LTAI[A-Za-z0-9]{16,24}(?![A-Za-z0-9])'],
  ['cloud token', 'dt0[a-z]\\d\\d\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}|ocid1\\.credential\\.[\\w.-]{20,120}'],
  ['database token', 'sbp_[0-9a-f]{40}|sb_secret_[\\w-]{20,60}|napi_[A-Za-z0-9]{50,80}'],
  ['database token', 'pscale_(?:tkn|pw|oauth)_[\\w.-]{32,64}'],
  ['monitoring key', 'sntry[su]_[A-Za-z0-9+/=_]{50,300}|NRAK-[A-Z0-9]{20,40}|[0-9a-f]{36}NRAL'],
  ['monitoring key', 'gl(?:sa|c)_[A-Za-z0-9+/=_]{30,400}|phx_[A-Za-z0-9]{30,60}|hca?ik_[A-Za-z0-9]{50,70}'],
  ['Atlassian token', 'AT[AC]TT3[\\w=-]{60,300}|ATBB[A-Za-z0-9]{28,40}'],
  ['Linear key', 'lin_(?:api|oauth)_[A-Za-z0-9]{32,80}'],
  ['Notion token', 'ntn_[A-Za-z0-9]{40,60}|secret_(?=[A-Za-z]{0,42}\\d)[A-Za-z0-9]{43}(?![A-Za-z0-9])'],
  ['Figma token', 'fig[dou]_[\\w-]{30,60}'],
  ['Airtable token', 'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}'],
  ['Asana token', '\\d/\\d{10,20}(?:/\\d{10,20})?:[0-9a-f]{32}'],
  ['Postman key', 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}'],
  ['build token', 'CCIP(?:AT|RJ)_[A-Za-z0-9]{20,30}_[0-9a-f]{40}|bkua_[0-9a-f]{40}|sq[apu]_[0-9a-f]{40}'],
  [
    'build token',
    'AKCp[A-Za-z0-9]{60,80}|cmVmdGtu[A-Za-z0-9]{50,70}|(?:sdk|api|mob)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  ],
  [
    'infrastructure token',
    'pul-[0-9a-f]{40}|[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,80}|hv[bsr]\\.[\\w-]{20,300}',
  ],
  ['infrastructure token', 's\\.(?=[A-Za-z]{0,23}\\d)(?=[a-z0-9]{0,23}[A-Z])[A-Za-z0-9]{24}(?![A-Za-z0-9])'],
  ['infrastructure token', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[\\w-]{1,40}\\.)?[A-Za-z0-9]{40,50}'],
  [
    'infrastructure token',
    'tskey-[a-z]{2,12}-[\\w-]{16,80}|pn[bu]_[A-Za-z0-9]{36}|ops_eyJ[\\w+/=-]{100,3000}',
  ],
  ['age key', 'AGE-SECRET-KEY-1[A-Z0-9]{50,60}'],
  ['Mapbox token', 'sk\\.eyJ[\\w-]{10,300}\\.[\\w-]{10,60}'],
  ['service token', 'tfp_[\\w-]{40,80}|CFPAT-[\\w-]{40,50}|EZ[AT]K[A-Za-z0-9]{50,60}|fio-u-[\\w-]{50,70}'],
  [
    'service token',
    'shippo_(?:live|test)_[0-9a-f]{40}|duffel_(?:live|test)_[\\w-]{40,50}|rdme_[A-Za-z0-9]{60,80}|p8e-[A-Za-z0-9]{32}',
  ],
  ['JSON web token', 'eyJ[\\w-]{8,4000}\\.[\\w-]{8,8000}(?:\\.[\\w-]{0,2000}){0,3}'],
]

const KINDS = [...DISTINCT, ...SHAPES].map(([kind]) => kind)
const groups = (shapes: readonly Shape[]) => shapes.map(([, pattern]) => `(${pattern})`).join('|')
const ANY = new RegExp(`${groups(DISTINCT)}|(?<![A-Za-z0-9])(?:${groups(SHAPES)})`, 'g')

/** `see` is told each token and its kind. */
export function redactTokenShapes(text: string, see: (kind: string, secret: string) => void): string {
  return text.replace(ANY, (match, ...found: unknown[]) => {
    see(KINDS[found.findIndex((group) => group !== undefined)]!, match)
    return '[redacted]'
  })
}
