import { expect, it } from 'vitest'
import { stemEnglish } from '../../src/knowledge/stem-english.ts'
import { tokenize } from '../../src/knowledge/tokenize.ts'

it.each([
  ['caresses', 'caress'],
  ['ponies', 'poni'],
  ['ties', 'tie'],
  ['installing', 'instal'],
  ['installation', 'instal'],
  ['hopping', 'hop'],
  ['hoping', 'hope'],
  ['generously', 'generous'],
  ['relational', 'relat'],
  ['happy', 'happi'],
  ['say', 'say'],
  ['dying', 'die'],
  ['controlling', 'control'],
  ['consistency', 'consist'],
  ['knightly', 'knight'],
])('%s becomes %s', (word, stem) => {
  expect(stemEnglish(word)).toBe(stem)
})

it('function words are left out and technical words kept whole', () => {
  expect(tokenize('How do I use C++ with node 12.04?', 'en')).toEqual(['use', 'c++', 'node', '12.04'])
})

it('Chinese gives words, characters and bigrams without function words', () => {
  expect(tokenize('如何安装', 'zh')).toEqual(['安装', '安', '装', '安装'])
})

it('words of other alphabets are cut to five letters without marks', () => {
  expect(tokenize('Die Überprüfung der Konfiguration', 'de')).toEqual(['uberp', 'konfi'])
})
