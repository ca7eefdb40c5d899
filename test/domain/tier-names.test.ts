// Tiers that were renamed.
import { expect, test } from 'vitest'
import type { TierSettings } from '../../src/domain/settings.ts'
import { tierNamed, withLastNames } from '../../src/domain/tier-names.ts'
import { defaultSettings } from '../../src/settings/parse.ts'

const [plain] = defaultSettings('acme').tiers
const tier = (name: string, ...formerly: string[]): TierSettings => ({ ...plain!, name, formerly })
const version = (...tiers: TierSettings[]) => ({ settings: { tiers } })
const names = (versions: Array<ReturnType<typeof version>>) =>
  withLastNames(versions).map(({ settings }) => settings.tiers.map(({ name }) => name).join(' '))

test('a renamed tier has its last name at every time, and is found by each of its names', () => {
  const versions = [
    version(tier('gold'), tier('basic')),
    version(tier('pro', 'gold'), tier('basic')),
    version(tier('max', 'pro'), tier('basic')),
  ]
  expect(names(versions)).toEqual(['max basic', 'max basic', 'max basic'])
  const [first] = withLastNames(versions)
  expect(tierNamed(first!.settings.tiers, 'gold')?.name).toBe('max')
  expect(tierNamed(first!.settings.tiers, 'max')?.name).toBe('max')
  expect(tierNamed(first!.settings.tiers, 'pro')).toBeNull()
})

test('without a former name the old tier keeps its own, until one is told', () => {
  const versions = [version(tier('gold')), version(tier('pro'))]
  expect(names(versions)).toEqual(['gold', 'pro'])
  expect(names([...versions, version(tier('pro', 'gold'))])).toEqual(['pro', 'pro', 'pro'])
})

test('of two tiers that became one, the one that kept its name goes on', () => {
  expect(names([version(tier('gold'), tier('pro')), version(tier('pro', 'gold'))])).toEqual([
    'gold pro',
    'pro',
  ])
})

test('a name that another tier took up later is that tier only from then on', () => {
  const versions = [version(tier('gold')), version(tier('pro', 'gold')), version(tier('pro'), tier('gold'))]
  expect(names(versions)).toEqual(['pro', 'pro', 'pro gold'])
})
