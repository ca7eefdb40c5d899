// Every link between the documents leads somewhere.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import GitHubSlugger from 'github-slugger'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const DOCUMENTS = ['*.md', 'docs/*.md', 'src/domain/*.md', 'test/threads/*.md'].flatMap((glob) =>
  globSync(glob, { cwd: ROOT }),
)

function* nodesOf(node: Nodes): Generator<Nodes> {
  yield node
  if ('children' in node) for (const child of node.children) yield* nodesOf(child)
}

function wordsOf(node: Nodes): string {
  return [...nodesOf(node)].map((one) => ('value' in one ? one.value : '')).join('')
}

function readDocument(path: string): Nodes[] {
  return [...nodesOf(fromMarkdown(readFileSync(path, 'utf8')))]
}

function anchorsIn(path: string): string[] {
  const slugger = new GitHubSlugger()
  return readDocument(path).flatMap((node) => (node.type === 'heading' ? slugger.slug(wordsOf(node)) : []))
}

test.each(DOCUMENTS)('each link in %s leads somewhere', (name) => {
  const path = join(ROOT, name)
  const urls = readDocument(path).flatMap((node) => ('url' in node ? node.url : []))
  const lost = urls.filter((url) => {
    if (/^[a-z]+:/.test(url)) return false
    const [file = '', anchor = ''] = url.split('#')
    const target = file === '' ? path : join(dirname(path), file)
    return !existsSync(target) || (anchor !== '' && !anchorsIn(target).includes(anchor))
  })
  expect(lost).toEqual([])
})
