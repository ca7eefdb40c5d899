// Porter2, the English stemmer of Snowball (https://snowballstem.org/algorithms/english/stemmer.html).

/** The stem of one lower-case English word. */
export function stemEnglish(word: string): string {
  if (word.length <= 2) return word
  const special = SPECIAL.get(word)
  if (special) return special
  let w = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y')
  const r1 = regionOne(w)
  const r2 = regionAfter(w, r1)
  w = pluralOf(w)
  if (UNCHANGED.has(w)) return w
  w = pastOf(w, r1)
  w = w.replace(/(?<=.[^aeiouyY]|..[^aeiouyY])[yY]$/, 'i')
  w = derived(w, r1)
  w = adjective(w, r1, r2)
  w = suffix(w, r2)
  w = ending(w, r1, r2)
  return w.toLowerCase()
}

const VOWEL = 'aeiouy'

function regionOne(w: string): number {
  const prefix = /^(gener|commun|arsen)/.exec(w)
  return prefix ? prefix[0].length : regionAfter(w, 0)
}

function regionAfter(w: string, from: number): number {
  for (let i = from + 1; i < w.length; i++) {
    if (!VOWEL.includes(w[i]!) && VOWEL.includes(w[i - 1]!)) return i + 1
  }
  return w.length
}

function pluralOf(word: string): string {
  const w = word.replace(/'s?'?$/, '')
  if (w.endsWith('sses')) return w.slice(0, -2)
  if (/i(ed|es)$/.test(w)) return w.length > 4 ? w.slice(0, -2) : w.slice(0, -1)
  if (/(us|ss)$/.test(w)) return w
  if (w.endsWith('s') && /[aeiouy]/.test(w.slice(0, -2))) return w.slice(0, -1)
  return w
}

function pastOf(w: string, r1: number): string {
  const eed = /(eedly|eed)$/.exec(w)
  if (eed) return eed.index >= r1 ? `${w.slice(0, eed.index)}ee` : w
  const match = /(ingly|edly|ing|ed)$/.exec(w)
  if (!match || !/[aeiouy]/.test(w.slice(0, match.index))) return w
  const stem = w.slice(0, match.index)
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return stem.slice(0, -1)
  return isShort(stem, r1) ? `${stem}e` : stem
}

function isShort(w: string, r1: number): boolean {
  return r1 >= w.length && (/[^aeiouy][aeiouy][^aeiouywxY]$/.test(w) || /^[aeiouy][^aeiouy]$/.test(w))
}

function replaceLongest(w: string, rules: Array<[string, string]>, region: number): string {
  for (const [from, to] of rules) {
    if (!w.endsWith(from)) continue
    return w.length - from.length >= region ? w.slice(0, -from.length) + to : w
  }
  return w
}

function derived(w: string, r1: number): string {
  if (w.endsWith('ogi')) return w.endsWith('logi') && w.length - 3 >= r1 ? w.slice(0, -1) : w
  const changed = replaceLongest(w, DERIVED, r1)
  if (changed !== w || !w.endsWith('li')) return changed
  return w.length - 2 >= r1 && /[cdeghkmnrt]li$/.test(w) ? w.slice(0, -2) : w
}

function adjective(w: string, r1: number, r2: number): string {
  if (w.endsWith('ative')) return w.length - 5 >= r2 ? w.slice(0, -5) : w
  return replaceLongest(w, ADJECTIVE, r1)
}

function suffix(w: string, r2: number): string {
  if (w.endsWith('ion')) return w.length - 3 >= r2 && /[st]ion$/.test(w) ? w.slice(0, -3) : w
  return replaceLongest(w, SUFFIX, r2)
}

function ending(w: string, r1: number, r2: number): string {
  if (w.endsWith('e')) {
    const at = w.length - 1
    const short = /([^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/.test(w.slice(0, -1))
    return at >= r2 || (at >= r1 && !short) ? w.slice(0, -1) : w
  }
  return w.endsWith('ll') && w.length - 1 >= r2 ? w.slice(0, -1) : w
}

const DERIVED: Array<[string, string]> = [
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
]
const ADJECTIVE: Array<[string, string]> = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
]
const SUFFIX: Array<[string, string]> = [
  ['ement', ''],
  ['ance', ''],
  ['ence', ''],
  ['able', ''],
  ['ible', ''],
  ['ment', ''],
  ['ant', ''],
  ['ent', ''],
  ['ism', ''],
  ['ate', ''],
  ['iti', ''],
  ['ous', ''],
  ['ive', ''],
  ['ize', ''],
  ['al', ''],
  ['er', ''],
  ['ic', ''],
]
const SPECIAL = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ['sky', 'sky'],
  ['news', 'news'],
  ['howe', 'howe'],
  ['atlas', 'atlas'],
  ['cosmos', 'cosmos'],
  ['bias', 'bias'],
  ['andes', 'andes'],
])
const UNCHANGED = new Set([
  'inning',
  'outing',
  'canning',
  'herring',
  'earring',
  'proceed',
  'exceed',
  'succeed',
])
