// The names that generators give to headings: each column was made by the generator itself.
import { expect, test } from 'vitest'
import type { DocsPlace } from '../../../src/knowledge/docs/page.ts'
import { anchorsOf } from './build.ts'

/**
 * Python-Markdown 3.11 (`toc`), docutils 0.23 (`auto_id_prefix` as Sphinx sets it), Asciidoctor.js 3, and github-slugger,
 * which GitHub's own links were compared with (https://github.com/Flet/github-slugger).
 */
const TABLE: Array<[heading: string, github: string, mkdocs: string, sphinx: string, asciidoctor: string]> = [
  ['Install', 'install', 'install', 'install', '_install'],
  ["What's new?", 'whats-new', 'whats-new', 'what-s-new', '_whats_new'],
  [
    'C++ & C#: the `--flag` option',
    'c--c-the---flag-option',
    'c-c-the-flag-option',
    'c-c-the-flag-option',
    '_c_c_the_flag_option',
  ],
  [
    'Über Größe naïve Łódź',
    'über-größe-naïve-łódź',
    'uber-groe-naive-odz',
    'uber-grosze-naive-lodz',
    '_über_größe_naïve_łódź',
  ],
  ['安装指南', '安装指南', '_1', 'id1', '_安装指南'],
  ['Как настроить?', 'как-настроить', '_2', 'id2', '_как_настроить'],
  ['Install', 'install-1', 'install_1', 'id3', '_install_2'],
  ['1. First steps', '1-first-steps', '1-first-steps', 'first-steps', '_1_first_steps'],
  ['Version 2.0.1 (LTS)', 'version-201-lts', 'version-201-lts', 'version-2-0-1-lts', '_version_2_0_1_lts'],
  ['日本語 API v2', '日本語-api-v2', 'api-v2', 'api-v2', '_日本語_api_v2'],
  ['Step_1', 'step_1', 'step_1', 'step-1', '_step_1'],
  ['🚀 Launch', '-launch', 'launch', 'launch', '_launch'],
  ['Install', 'install-2', 'install_2', 'id4', '_install_3'],
  ['50/72 Rule', '5072-rule', '5072-rule', 'rule', '_5072_rule'],
]
const TEXT = 'Some words that are enough for a section.'
const SITE = 'https://docs.example.org/{path}'

function markdown(headings: readonly string[]): string {
  return ['# Page title', ...headings.map((heading) => `## ${heading}`)]
    .map((one) => `${one}\n\n${TEXT}\n`)
    .join('\n')
}

function rst(headings: readonly string[]): string {
  const titles = headings.map((heading) => heading.replaceAll('`', '``'))
  return ['Page title\n==========', ...titles.map((title) => `${title}\n${'-'.repeat(40)}`)]
    .map((one) => `${one}\n\n${TEXT}\n`)
    .join('\n')
}

function asciidoc(headings: readonly string[]): string {
  return ['= Page title', ...headings.map((heading) => `== ${heading}`)]
    .map((one) => `${one}\n\n${TEXT}\n`)
    .join('\n')
}

function namesOf(text: string, place: Partial<DocsPlace>, path?: string) {
  return anchorsOf(text, place, path).slice(1)
}

const HEADINGS = TABLE.map(([heading]) => heading)

test('Markdown is named as GitHub does, on a site of the same kind too', () => {
  const expected = TABLE.map(([, github]) => github)
  expect(namesOf(markdown(HEADINGS), { anchors: 'github' })).toEqual(expected)
  expect(namesOf(markdown(HEADINGS), { anchors: 'github', site: SITE })).toEqual(expected)
})

test('Markdown on a site of MkDocs is named as Python-Markdown does', () => {
  expect(namesOf(markdown(HEADINGS), { anchors: 'mkdocs', site: SITE })).toEqual(
    TABLE.map(([, , name]) => name),
  )
})

test('reStructuredText on a site of Sphinx is named as docutils does', () => {
  const names = namesOf(rst(HEADINGS), { anchors: 'sphinx', site: SITE }, 'docs/guide.rst')
  expect(names).toEqual(TABLE.map(([, , , name]) => name))
})

test('AsciiDoc on its site is named as Asciidoctor does', () => {
  const names = namesOf(asciidoc(HEADINGS), { anchors: 'asciidoctor', site: SITE }, 'docs/guide.adoc')
  expect(names).toEqual(TABLE.map(([, , , , name]) => name))
})

test('what the site calls a heading does not matter where the repository is linked', () => {
  expect(namesOf(markdown(HEADINGS), { anchors: 'mkdocs' })).toEqual(TABLE.map(([, github]) => github))
})

test('in the repository, reStructuredText and AsciiDoc have a name where GitHub and their renderer agree', () => {
  const some = ['Install', '2.0 Notes', 'Über uns', '安装指南', 'Install']
  expect(namesOf(rst(some), {}, 'docs/guide.rst')).toEqual(['install', null, null, null, null])
  expect(namesOf(asciidoc(some), {}, 'docs/guide.adoc')).toEqual([
    'install',
    null,
    'über-uns',
    '安装指南',
    null,
  ])
})

test('a name in braces counts on a site, and is shown by GitHub', () => {
  const text = `# Guide\n\n${TEXT}\n\n## Install it {#setup}\n\n${TEXT}\n\n## Use it {: #usage .wide }\n\n${TEXT}\n`
  expect(namesOf(text, { site: SITE })).toEqual(['setup', 'usage'])
  expect(namesOf(text, { site: SITE, anchors: 'mkdocs' })).toEqual(['setup', 'usage'])
  expect(namesOf(text, {})).toEqual(['install-it-setup', 'use-it--usage-wide-'])
})

test('a label above a heading is its name on a site of Sphinx, in Markdown too', () => {
  const text = `Guide\n=====\n\n${TEXT}\n\n.. _my label:\n\nInstall\n-------\n\n${TEXT}\n\n.. _Install:\n\nNext\n----\n\n${TEXT}\n`
  expect(namesOf(text, { site: SITE, anchors: 'sphinx' }, 'docs/guide.rst')).toEqual(['my-label', 'next'])
  const myst = `# Guide\n\n${TEXT}\n\n(my-label)=\n## Install\n\n${TEXT}\n`
  expect(namesOf(myst, { site: SITE, anchors: 'sphinx' })).toEqual(['my-label'])
})

test('a number that footnotes or links may have taken is no name', () => {
  const text = `Guide\n=====\n\nSee [#]_ here.\n\n安装\n----\n\n${TEXT}\n\nInstall\n-------\n\n${TEXT}\n\n.. [#] A note.\n`
  expect(namesOf(text, { site: SITE, anchors: 'sphinx' }, 'docs/guide.rst')).toEqual([null, 'install'])
})

test('AsciiDoc names sections by hand, and sets how they are named', () => {
  const text = `= Guide\n:idprefix:\n:idseparator: -\n\n${TEXT}\n\n[[setup]]\n== Install it\n\n${TEXT}\n\n[#use.wide]\n== Use it\n\n${TEXT}\n\n== Tell it [[say]]\n\n${TEXT}\n\n== Drop it now\n\n${TEXT}\n`
  const names = namesOf(text, { site: SITE, anchors: 'asciidoctor' }, 'docs/guide.adoc')
  expect(names).toEqual(['setup', 'use', 'say', 'drop-it-now'])
})

test('a title of AsciiDoc that leaves something behind in its name has none for sure', () => {
  const text = ['Step--two', 'Note footnote:[so] here', 'Raw +++<u>x</u>+++', 'Raw pass:[<u>x</u>]']
    .map((title) => `== ${title}\n\n${TEXT}\n`)
    .join('\n')
  const names = namesOf(
    `= Guide\n\n${TEXT}\n\n${text}`,
    { site: SITE, anchors: 'asciidoctor' },
    'docs/guide.adoc',
  )
  expect(names).toEqual([null, null, null, null])
})

test('without anchors every section is read at the page', () => {
  expect(namesOf(markdown(HEADINGS), { site: SITE, anchors: 'none' })).toEqual(TABLE.map(() => null))
})
