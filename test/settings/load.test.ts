// Where a repository's settings come from.
import { describe, expect, test } from 'vitest'
import { loadSettings } from '../../src/settings/load.ts'
import { defaultSettings } from '../../src/settings/parse.ts'

const OWN = 'acme/app:.github/firstline.yml'
const SHARED = 'acme/.github:.github/firstline.yml'
const repository = { owner: 'acme', name: 'app' }

/** GitHub as a map from `owner/name:path` to text; notes what was asked for. */
function github(files: Record<string, string>) {
  const asked: string[] = []
  const readFile = async (owner: string, repo: string, path: string) => {
    const name = `${owner}/${repo}:${path}`
    asked.push(name)
    const text = files[name]
    return text === undefined ? null : { text, sha: `sha of ${name}` }
  }
  return { asked, readFile }
}

async function load(files: Record<string, string>) {
  const reader = github(files)
  const loaded = await loadSettings(reader, repository)
  return {
    ...loaded,
    asked: reader.asked,
    told: loaded.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
  }
}

describe('which file', () => {
  test("the repository's own comes before the owner's", async () => {
    const { found, settings, asked } = await load({ [OWN]: 'mode: preview', [SHARED]: 'mode: off' })
    expect(settings?.mode).toBe('preview')
    expect(found).toMatchObject({
      repository: 'acme/app',
      path: '.github/firstline.yml',
      sha: `sha of ${OWN}`,
    })
    expect(asked).toEqual([OWN])
  })

  test("the owner's repository .github serves where there is none", async () => {
    const { found, settings, told } = await load({ [SHARED]: 'mode: off\nbots: 3' })
    expect(found?.repository).toBe('acme/.github')
    expect(settings).toBeNull()
    expect(told).toEqual([
      expect.stringMatching(/^acme\/\.github:\.github\/firstline\.yml:2: `bots` must be/),
    ])
  })

  test('with neither, the defaults are in force', async () => {
    expect(await load({})).toMatchObject({ found: null, settings: defaultSettings('acme'), problems: [] })
  })

  test("the owner's .github repository is not asked twice for itself", async () => {
    const reader = github({})
    await loadSettings(reader, { owner: 'acme', name: '.github' })
    expect(reader.asked).toEqual([SHARED, SHARED.replace('.yml', '.yaml')])
  })

  test('a failing GitHub is no missing file', async () => {
    const broken = { readFile: () => Promise.reject(new Error('502')) }
    await expect(loadSettings(broken, repository)).rejects.toThrow('502')
  })
})

describe('_extends', () => {
  test('merges maps, replaces lists, and keeps the order of the file extended', async () => {
    const { settings, sources, problems } = await load({
      [OWN]:
        '_extends: base\nbots: [b]\ntiers: { trial: {}, gold: { warn_at: 0.5 } }\nentitlements: { users: { octocat: silver } }',
      'acme/base:.github/firstline.yml':
        'mode: preview\nbots: [a, c]\ntiers:\n  gold: { label: { name: paid } }\n  silver: {}',
    })
    expect(problems).toEqual([])
    expect(settings?.mode).toBe('preview')
    expect(settings?.bots).toEqual(['b'])
    expect(settings?.tiers.map(({ name, label, warnAt }) => [name, label.name, warnAt])).toEqual([
      ['gold', 'paid', 0.5],
      ['silver', 'support: silver', 0.75],
      ['trial', 'support: trial', 0.75],
    ])
    expect(sources.map((source) => source.repository)).toEqual(['acme/app', 'acme/base'])
  })

  test.each([
    ['base', 'acme/base:.github/firstline.yml'],
    ['acme/base', 'acme/base:.github/firstline.yml'],
    ['ACME/base', 'acme/base:.github/firstline.yml'],
    ['base:desk/settings.yaml', 'acme/base:desk/settings.yaml'],
  ])('%s names %s', async (form, file) => {
    const { settings } = await load({ [OWN]: `_extends: ${form}`, [file]: 'mode: off' })
    expect(settings?.mode).toBe('off')
  })

  test('an empty key takes back what the base says', async () => {
    const { settings } = await load({
      [OWN]: '_extends: base\nmode: ~',
      'acme/base:.github/firstline.yml': 'mode: off',
    })
    expect(settings?.mode).toBe('live')
  })

  test('a mistake in the base is told at its place there', async () => {
    const { settings, told } = await load({
      [OWN]: '_extends: base\nbots: [b]',
      'acme/base:.github/firstline.yml': '\nmode: lve',
    })
    expect(settings).toBeNull()
    expect(told).toEqual([expect.stringMatching(/^acme\/base:\.github\/firstline\.yml:2: `mode` must be/)])
  })

  test('broken YAML in the base does not hide mistakes of the file', async () => {
    const { settings, told } = await load({
      [OWN]: '_extends: base\nbots: 3\nentitlements: { users: { octocat: gold } }',
      'acme/base:.github/firstline.yml': 'tiers: {',
    })
    expect(settings).toBeNull()
    expect(told).toHaveLength(2)
    expect(told[0]).toMatch(/^\.github\/firstline\.yml:2: `bots`/)
    expect(told[1]).toMatch(/^acme\/base:.*is not closed/)
  })

  test('a missing base is a mistake with its line', async () => {
    const { told, settings } = await load({ [OWN]: 'mode: live\n_extends: nowhere' })
    expect(settings).toBeNull()
    expect(told).toEqual([
      '.github/firstline.yml:2: `_extends` names `acme/nowhere:.github/firstline.yml`, and there is no such file that Firstline can read.',
    ])
  })

  test('a circle ends', async () => {
    const { told, asked } = await load({
      [OWN]: '_extends: base',
      'acme/base:.github/firstline.yml': '_extends: app',
    })
    expect(told).toEqual([expect.stringMatching(/goes in a circle/)])
    expect(asked).toHaveLength(2)
  })

  test('a chain without end ends', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`acme/b${n}:.github/firstline.yml`, `_extends: b${n + 1}`]),
    )
    const { told, asked } = await load({ [OWN]: '_extends: b0', ...files })
    expect(told).toEqual([expect.stringMatching(/at most 8 files/)])
    expect(asked).toHaveLength(8)
  })

  test.each([
    ['of another owner', { [OWN]: '_extends: evil/base' }, /same owner/],
    [
      'of another owner, said by the base',
      { [OWN]: '_extends: base', 'acme/base:.github/firstline.yml': 'mode: live\n_extends: evil/base' },
      /^acme\/base:.*:2: .*same owner/,
    ],
    ['that is no repository', { [OWN]: '_extends: "../.."' }, /must be a repository/],
    ['out of its repository', { [OWN]: '_extends: "base:../x.yml"' }, /must be a repository/],
    ['that is a list', { [OWN]: '_extends: [base]' }, /must be a repository/],
  ])('a base %s is refused and not read', async (_, files, message) => {
    const { told, settings, asked } = await load(files)
    expect(settings).toBeNull()
    expect(told).toEqual([expect.stringMatching(message)])
    expect(asked.every((name) => name in files)).toBe(true)
  })
})

describe('a template', () => {
  const RULE = 'labels: { wontfix: { template: replies/no.md } }'

  test('stands in the repository whose settings name it, and is a part of them', async () => {
    const files = {
      [OWN]: '_extends: base\nlabels: { triage: { template: replies/yes.md } }',
      'acme/base:.github/firstline.yml': RULE,
      'acme/base:replies/no.md': '<!-- note -->\nNo, {{requester}}.\n',
      'acme/app:replies/yes.md': 'Yes.',
    }
    const { settings, sources, problems } = await load(files)
    expect(problems).toEqual([])
    expect(settings?.labels.map(({ label, template }) => [label, template?.text])).toEqual([
      ['wontfix', 'No, {{requester}}.'],
      ['triage', 'Yes.'],
    ])
    expect(sources.map(({ repository: home, path }) => `${home}:${path}`)).toContain(
      'acme/base:replies/no.md',
    )
  })

  test('that is missing or wrong keeps the settings from coming into force, and is told at its place', async () => {
    const missing = await load({ [OWN]: `\n${RULE}` })
    expect(missing.settings).toBeNull()
    expect(missing.told).toEqual([
      '.github/firstline.yml:2: `template` names `replies/no.md`, and there is no such file that Firstline can read.',
    ])
    const wrong = await load({ [SHARED]: RULE, 'acme/.github:replies/no.md': 'No,\n{{requester' })
    expect(wrong.settings).toBeNull()
    expect(wrong.told).toEqual([
      expect.stringMatching(/^acme\/\.github:replies\/no\.md:2: `\{\{` is not closed/),
    ])
  })

  test('that two rules post is read once', async () => {
    const two = 'labels: { a: { template: x.md }, b: { template: x.md } }'
    const { asked, settings } = await load({ [OWN]: two, 'acme/app:x.md': 'Hello.' })
    expect(asked.filter((name) => name.endsWith('x.md'))).toHaveLength(1)
    expect(settings?.labels.map(({ template }) => template?.text)).toEqual(['Hello.', 'Hello.'])
  })
})
