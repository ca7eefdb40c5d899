// `tiers`: what those who pay get for it.
import { z } from 'zod'
import type { TierSettings } from '../../domain/settings.ts'
import { invisibleSign } from '../../yaml/mistakes.ts'
import { asList, CONTROL, choice, flag, listOf, map, mapOf, NAME_SHAPE, optional, text } from '../kinds.ts'
import { channelsOf, mentionsOf, notify, promise, readPromise, WARN_AT, warnAt } from '../promise.ts'
import { entriesOf, type Finding, MAX_NAMES, type Names, section, tooMany, valueAt } from '../section.ts'
import { login, plainLogin } from '../words.ts'

export const DEFAULT_TIER = 'sponsor'

/** By rank, highest first; readable on light and dark. Lower tiers share the last. */
const PALETTE = ['b60205', 'd93f0b', 'fbca04', '0e8a16', '1d76db', '5319e7']

/** Words that commands and figures use beside tier names. */
const RESERVED = ['community', 'none', 'auto', 'all']

/** Labels that Firstline puts on for other reasons than a tier. */
const OWN_LABELS = [
  'sla: at risk',
  'sla: missed',
  'support: needs human',
  'waiting: requester',
  'firstline: ignore',
  'need: technical-support',
  'need: training',
  'need: consulting',
  'severity: 1',
  'severity: 2',
  'severity: 3',
  'severity: 4',
]

export const tiersSection = section({
  key: 'tiers',
  about: `Highest first: a requester gets the first tier that fits. The names are yours; entitlements refer to them. Every key may be left out; without \`label\`, the tier \`NAME\` has the label \`support: NAME\` in a colour by rank. Where the file has no \`tiers\`, there is one: \`${DEFAULT_TIER}\`, without a promise.`,
  schema: (names) =>
    optional(mapOf(tierName(), tier(names), 'a map from tier names to tiers', MAX_NAMES), {
      description: 'The tiers by name, highest first.',
    }),
  read: (value) => ({
    tiers: Object.entries(value ?? { [DEFAULT_TIER]: {} }).map(([name, input], rank) =>
      readTier(name, input ?? {}, rank),
    ),
  }),
  check: checkTiers,
})

function tierName(): z.ZodType<string> {
  const pattern = /^\p{L}[\p{L}\p{N}_.-]{0,38}$/u
  const check = z.string().check((check) => {
    const name = check.value
    if (pattern.test(name) && !RESERVED.includes(name.toLowerCase()) && !(name in {})) return
    const message = pattern.test(name)
      ? 'cannot be the name of a tier: this word has a meaning of its own. Choose another one'
      : 'cannot be the name of a tier: a name begins with a letter, has at most 39 letters, digits, `.`, `_` or `-`, and no spaces'
    check.issues.push({ code: 'custom', message, input: name })
  })
  return check.meta({ pattern: `^(?!(?:[Cc]ommunity|[Nn]one|[Aa]uto|[Aa]ll)$)${NAME_SHAPE}$` })
}

function tier(names: Names) {
  return map({
    formerly: optional(
      listOf(
        text('a former name of the tier', { max: 39, pattern: /\S/ }),
        'a list of former names such as `[gold]`',
      ),
      {
        description:
          'What the tier was called before: labels, clocks and figures go on under the new name. Without it the old tier ends.',
        default: [],
      },
    ),
    label: optional(label(), { description: 'The label that shows the tier. Created where it is missing.' }),
    promise: optional(promise(names), { description: 'What is promised. Left out: nothing.' }),
    warn_at: warnAt(),
    notify: notify(),
    assign: optional(listOf(login(), 'a list of logins such as `[octocat]`'), {
      description: 'Assigned when such a ticket is opened.',
      default: [],
    }),
    answers: optional(choice('auto', 'draft', 'off'), {
      description:
        'Answers from the knowledge base: posted, shown to maintainers only, or none. Left out: `knowledge_base.mode`.',
    }),
    private: optional(flag(), {
      description:
        'Whether every ticket goes on in private: in the room of its customer, else at the private desk. See docs/private-lane.md.',
      default: false,
    }),
    needs_information: optional(flag(), {
      description: 'Whether missing facts are asked for, as of everybody (`needs_information` below).',
      default: false,
    }),
    acknowledge: optional(text('a text of at most 2000 characters', { max: 2000 }), {
      description:
        'Posted when such a ticket is opened; `{deadline}` becomes the end of the first response target.',
    }),
  }).nullable()
}

function label() {
  const name =
    'a label name of 1 to 50 characters, without spaces at its ends and with more than emoji (GitHub refuses those)'
  const description =
    'a description of at most 100 characters on one line, without emoji (GitHub refuses them)'
  return map({
    name: optional(text(name, { test: isNewLabelName, shape: LABEL_NAME }), {
      description: 'Left out: `support: NAME`.',
    }),
    color: optional(
      text('a colour of six hexadecimal digits in quotes, such as `"b60205"`', {
        pattern: /^#?[0-9a-fA-F]{6}$/,
      }),
      {
        description: 'Left out: a colour by rank.',
      },
    ),
    description: optional(text(description, { max: 100, pattern: /^[^\r\n]*$/, test: isNewDescription }), {
      description: 'Shown by GitHub beside the name. Left out: a plain sentence.',
    }),
  })
}

type TierInput = NonNullable<z.output<ReturnType<typeof tier>>>

function readTier(name: string, input: TierInput, rank: number): TierSettings {
  return {
    name,
    formerly: asList(input.formerly),
    label: {
      name: input.label?.name ?? `support: ${name}`,
      color: (input.label?.color ?? PALETTE[Math.min(rank, PALETTE.length - 1)]!)
        .replace('#', '')
        .toLowerCase(),
      description: input.label?.description ?? 'Paid support',
    },
    promise: readPromise(input.promise),
    warnAt: input.warn_at ?? WARN_AT,
    notify: mentionsOf(input.notify),
    channels: channelsOf(input.notify),
    assign: asList(input.assign).map(plainLogin),
    answers: input.answers ?? null,
    private: input.private ?? false,
    needsInformation: input.needs_information ?? false,
    acknowledge: input.acknowledge ?? null,
  }
}

/** True for a name that GitHub takes for a label. */
export function isLabelName(name: string): boolean {
  return name.length > 0 && [...name].length <= 50 && name.trim() === name && !/\p{Cc}/u.test(name)
}

export const LABEL_NAME = new RegExp(`^(?!\\s)(?!.*\\s$)[^${CONTROL}]{1,50}$`)

/** True for a name under which GitHub makes a label; those of nothing but emoji are from former times. */
function isNewLabelName(name: string): boolean {
  return (
    isLabelName(name) &&
    invisibleSign(name) === null &&
    !/^[\p{RGI_Emoji}\p{Extended_Pictographic}\uFE0E\uFE0F\u200D\s]*$/v.test(name)
  )
}

/** GitHub refuses four-byte characters here, though it takes them in names. */
function isNewDescription(text: string): boolean {
  return !/[\u{10000}-\u{10ffff}]/u.test(text)
}

/** GitHub's label names, and Firstline's commands, do not tell upper from lower case. */
function checkTiers(raw: unknown): Finding[] {
  const findings = [...tooMany(raw), ...checkFormerNames(raw)]
  const labels = new Map<string, string>()
  const seen = new Map<string, string>()
  for (const [name, value] of entriesOf(raw)) {
    const twin = seen.get(name.toLowerCase())
    if (twin)
      findings.push({
        path: [name],
        message: `is the tier \`${twin}\` again: upper and lower case are the same`,
      })
    seen.set(name.toLowerCase(), name)
    const given = valueAt(valueAt(value, 'label'), 'name')
    const label = typeof given === 'string' ? given : `support: ${name}`
    const path = typeof given === 'string' ? [name, 'label', 'name'] : [name]
    const other = labels.get(label.toLowerCase())
    if (other && !twin)
      findings.push({
        path,
        message: `has the label \`${label}\`, as tier \`${other}\` has: each tier needs its own`,
      })
    if (OWN_LABELS.includes(label.toLowerCase())) {
      findings.push({ path, message: `cannot be \`${label}\`: Firstline uses this label for something else` })
    }
    labels.set(label.toLowerCase(), name)
  }
  return findings
}

/** A name that is still in use, or that two tiers claim, says nothing about where its past belongs. */
function checkFormerNames(raw: unknown): Finding[] {
  const findings: Finding[] = []
  const current = new Set(entriesOf(raw).map(([name]) => name))
  const claimed = new Map<string, string>()
  for (const [name, value] of entriesOf(raw)) {
    const former = valueAt(value, 'formerly')
    for (const old of Array.isArray(former) ? former : [former]) {
      if (typeof old !== 'string') continue
      const other = claimed.get(old)
      const path = [name, 'formerly']
      if (current.has(old)) findings.push({ path, message: `names \`${old}\`, which is still a tier` })
      else if (other !== undefined && other !== name)
        findings.push({ path, message: `names \`${old}\`, which tier \`${other}\` names too` })
      claimed.set(old, name)
    }
  }
  return findings
}
