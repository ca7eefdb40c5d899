// What a directive of docutils or Sphinx gives to readers: nothing, code, a signature, or text with or without a title.

/** `content`: what is in it alone; its argument is a file, a number or a condition. */
export type DirectiveKind = 'nothing' | 'code' | 'signature' | 'titled' | 'content' | 'text'

/** By its name, of a domain too (`py:function`); one that is not known gives its text. */
export function directiveKind(name: string): DirectiveKind {
  const lower = name.toLowerCase()
  const short = lower.replace(/^.*:/, '')
  if (NOTHING.has(lower) || /^auto/.test(short)) return 'nothing'
  if (CODE.has(short)) return 'code'
  if (SIGNATURES.has(short)) return 'signature'
  if (TITLED.has(lower)) return 'titled'
  return CONTENT.has(lower) ? 'content' : 'text'
}

const NOTHING =
  words(`toctree contents include literalinclude image figure-md raw index meta highlight currentmodule module
  py:module py:currentmodule sectnum section-numbering header footer default-role role title target-notes class
  tabularcolumns graphviz plantuml mermaid uml plot video youtube bibliography cssclass rst-class default-domain
  codeauthor sectionauthor moduleauthor todo todolist program restructuredtext-test-directive csv-table`)
const CODE = words(
  'code code-block sourcecode parsed-literal prompt console ipython doctest testcode shell math productionlist',
)
const SIGNATURES =
  words(`function method class attribute data exception decorator option cmdoption confval envvar setting describe
  object property staticmethod classmethod macro type struct enum enumerator member var get post put delete patch`)
const TITLED =
  words(`admonition topic sidebar rubric tab tab-item dropdown card grid-item-card list-table table
  group-tab code-tab container collapse details versionadded versionchanged deprecated versionremoved`)
const CONTENT = words('figure only ifconfig grid grid-item column columns tab-set tabs hlist')

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/))
}
