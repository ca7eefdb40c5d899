// How each generator names headings: the part of an address after `#`.
import GitHubSlugger from 'github-slugger'
import type { DocsSettings } from '../../domain/settings.ts'
import { asciidoctorNames } from './anchors-asciidoctor.ts'
import { sphinxNames } from './anchors-sphinx.ts'
import type { DocsFormat, Naming, ReadPage } from './page.ts'

/**
 * @param published false: as GitHub shows the file itself
 */
export function namingOf(
  style: DocsSettings['anchors'],
  format: DocsFormat,
  page: ReadPage,
  published: boolean,
): Naming {
  const name = published ? onSite(style, page) : onGitHub(format, page)
  return (heading, part) => {
    const found = name(heading, part)
    const isSure = heading.exact || (published && heading.id !== null)
    return found === '' || !isSure ? null : found
  }
}

function onSite(style: DocsSettings['anchors'], page: ReadPage): Naming {
  switch (style) {
    case 'github':
      return githubNames(true)
    case 'mkdocs':
      return mkdocsNames(page)
    case 'sphinx':
      return sphinxNames(page)
    case 'asciidoctor':
      return asciidoctorNames({ attributes: page.attributes, prefix: '_', separator: '_' })
    case 'none':
      return () => null
    default:
      return style satisfies never
  }
}

/**
 * GitHub passes what it makes of every format through a filter that names headings by their words
 * (https://github.com/github/markup#github-markup); reStructuredText and AsciiDoc bring names of their own. Where these
 * differ it is not known which one leads there.
 */
function onGitHub(format: DocsFormat, page: ReadPage): Naming {
  const named = githubNames(false)
  const own = namesOf(format, page)
  if (own === null) return named
  return (heading, part) => {
    const plain = { ...heading, id: null, mark: '', labels: [] }
    const [one, other] = [named(plain, part), own(plain, part)]
    return one === other ? one : null
  }
}

/** The names that a format's own renderer gives; null where it gives none. */
function namesOf(format: DocsFormat, page: ReadPage): Naming | null {
  switch (format) {
    case 'markdown':
    case 'mdx':
      return null
    case 'rst':
      return sphinxNames(page)
    case 'asciidoc':
      return asciidoctorNames({ attributes: new Map(), prefix: '', separator: '-' })
    default:
      return format satisfies never
  }
}

/** By their words; a name given in braces counts where a generator reads it, and is shown where none does. */
function githubNames(published: boolean): Naming {
  const slugger = new GitHubSlugger()
  return ({ text, id, mark }) => {
    if (published && id !== null) return id
    return slugger.slug(mark === '' ? text : `${text} ${mark}`)
  }
}

/** Python-Markdown's extension `toc`: https://python-markdown.github.io/extensions/toc/ */
function mkdocsNames({ parts, taken }: ReadPage): Naming {
  const ids = parts.map(({ heading }) => heading?.id ?? '').concat(taken.map(({ id }) => id))
  const used = new Set(ids.filter((id) => id !== ''))
  const last = new Map<string, number>()
  return ({ text, id }) => {
    if (id !== null) return id
    const latin = text.normalize('NFKD').replace(/[^\p{ASCII}]/gu, '')
    const words = latin
      .replace(/[^\w\s-]/g, '')
      .trim()
      .toLowerCase()
      .replace(/[-\s]+/g, '-')
    return uniqueMkdocs(words, used, last)
  }
}

function uniqueMkdocs(words: string, used: Set<string>, last: Map<string, number>): string {
  if (words !== '' && !used.has(words)) {
    used.add(words)
    return words
  }
  // `step_1` counts on as `step_2`.
  const [, stem = words, from = '0'] = /^(.*)_(\d{1,9})$/.exec(words) ?? []
  let count = Math.max(last.get(stem) ?? 0, Number(from)) + 1
  while (used.has(`${stem}_${count}`)) count++
  last.set(stem, count)
  used.add(`${stem}_${count}`)
  return `${stem}_${count}`
}
