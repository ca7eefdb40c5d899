// The REST routes for the files of a repository, at any of its commits.
import { Buffer } from 'node:buffer'
import { filesAt, findBlob } from './files.ts'
import type { Call, Result, Route } from './rest.ts'
import { blobSha, notFound, Refusal, type Repo, type StoredFile } from './state.ts'

type Json = Record<string, unknown>

const BIG_FILE = 1_000_000

export const fileRoutes: Route[] = [
  ['GET', '/repos/:owner/:repo/contents/*path', 'contents:read', readContents],
  ['GET', '/repos/:owner/:repo/contents', 'contents:read', readContents],
  ['GET', '/repos/:owner/:repo/git/trees/:sha', 'contents:read', readTree],
  ['GET', '/repos/:owner/:repo/git/blobs/:sha', 'contents:read', readBlob],
]

function readContents({ repo, params, query }: Call): Result {
  const files = filesOf(repo, query.get('ref'))
  const path = params.path ?? ''
  const file = files.get(path)
  if (!file) return { data: listDirectory(files, path) }
  const { content, sha } = file
  const inline = content.length <= BIG_FILE
  return {
    data: {
      type: 'file',
      name: path.split('/').at(-1),
      path,
      sha,
      size: content.length,
      content: inline ? content.toString('base64') : '',
      encoding: inline ? 'base64' : 'none',
    },
  }
}

function listDirectory(files: Files, path: string): Json[] {
  const prefix = path === '' ? '' : `${path}/`
  const names = new Map<string, Json>()
  for (const [filePath, file] of files) {
    if (!filePath.startsWith(prefix)) continue
    const [name = '', ...deeper] = filePath.slice(prefix.length).split('/')
    const type = deeper.length > 0 ? 'dir' : 'file'
    const sha = type === 'dir' ? folderSha(files, prefix + name) : file.sha
    names.set(name, { type, name, path: prefix + name, sha, size: file.content.length })
  }
  if (names.size === 0) throw notFound()
  return [...names.values()]
}

function readTree({ repo, params }: Call): Result {
  if (repo.commits.length === 0) throw new Refusal(409, 'Git Repository is empty.')
  const sha = params.sha ?? ''
  const folder = foldersOf(repo.files).find((known) => folderSha(repo.files, known) === sha)
  const prefix = folder ? `${folder}/` : ''
  const tree = [...(folder ? repo.files : filesOf(repo, sha))]
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, file]) => ({
      path: path.slice(prefix.length),
      mode: '100644',
      type: 'blob',
      sha: file.sha,
      size: file.content.length,
    }))
  return { data: { sha, tree, truncated: false } }
}

function readBlob({ repo, params }: Call): Result {
  const file = findBlob(repo, params.sha ?? '')
  if (!file) throw notFound()
  const { content, sha } = file
  return { data: { sha, size: content.length, content: content.toString('base64'), encoding: 'base64' } }
}

type Files = ReadonlyMap<string, StoredFile>

function filesOf(repo: Repo, ref: string | null): Files {
  const files = filesAt(repo, ref)
  if (!files) throw notFound()
  return files
}

function foldersOf(files: Files): string[] {
  const folders = [...files.keys()].flatMap((path) => {
    const parts = path.split('/').slice(0, -1)
    return parts.map((_, depth) => parts.slice(0, depth + 1).join('/'))
  })
  return [...new Set(folders)]
}

function folderSha(files: Files, folder: string): string {
  const inside = [...files].filter(([path]) => path.startsWith(`${folder}/`))
  return blobSha(Buffer.from(inside.map(([path, file]) => `${path} ${file.sha}`).join('\n')))
}
