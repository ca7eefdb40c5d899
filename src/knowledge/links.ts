// Finds links of an article that lead nowhere inside its own folder tree.
import type { Problem } from '../domain/problem.ts'

/** Relative links and images whose target is none of the given files, each a warning with its line. */
export function deadLinks(file: { path: string; text: string }, paths: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = []
  let fenced = false
  file.text.split('\n').forEach((line, i) => {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced
    if (fenced) return
    for (const match of line.replace(/`[^`]*`/g, '').matchAll(LINK)) {
      const target = match[1] ?? match[2]
      if (!target || !leadsNowhere(file.path, target, paths)) continue
      const message = `The link to "${target}" leads nowhere: no such file beside this article.`
      problems.push({ file: file.path, line: i + 1, level: 'failure', message })
    }
  })
  return problems
}

const LINK = /\]\(\s*<?([^)\s<>]{1,500})>?[^)]{0,200}\)|^\s{0,3}\[[^\]]{1,200}\]:\s+<?([^\s<>]{1,500})/g

function leadsNowhere(from: string, target: string, paths: ReadonlySet<string>): boolean {
  // A scheme, a host, an anchor or a path from the site's root is outside the folder.
  if (/^([a-z][a-z0-9+.-]*:|\/|#|\?)/i.test(target)) return false
  const path = resolve(from, safeDecode(target.replace(/[#?].*$/, '')))
  if (path === null || path === '') return false
  if (paths.has(path)) return false
  const folder = `${path.replace(/\/$/, '')}/`
  for (const known of paths) if (known.startsWith(folder)) return false
  return true
}

/** Null where the path leaves the folder that the files were given from: what lies there is not known. */
function resolve(from: string, target: string): string | null {
  const parts = from.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
