// Files of a repository: one by path, a folder's list, and blobs by id.
import { Buffer } from 'node:buffer'
import type { Caller } from './caller.ts'
import { BLOBS_A_CALL, READ_BLOBS } from './documents.ts'
import { GitHubError } from './errors.ts'
import type { FileContent, Folder, GitHubReads, RepoRef, TreeFile } from './types.ts'

const DEFAULT_MAX_BYTES = 5_000_000

type Contents = Pick<GitHubReads, 'readFile' | 'readTree' | 'listFolder' | 'readBlob' | 'readBlobs'>

export function contentsCalls(call: Caller): Contents {
  const readBlob: Contents['readBlob'] = async ({ owner, name: repo }, sha) => {
    const { data } = await call.read('contents.readBlob', (octokit) =>
      octokit.rest.git.getBlob({ owner, repo, file_sha: sha }),
    )
    return Buffer.from(data.content, 'base64').toString('utf8')
  }

  return {
    readBlob,
    readFile: (repo, path, options = {}) => readFile(call, readBlob, repo, path, options),
    readTree: async (repo, ref) => (await readTree(call, repo, ref)) ?? NOTHING,
    listFolder: (repo, path, ref = 'HEAD', whole) => listFolder(call, repo, path, ref, whole),
    readBlobs: (repo, shas) => readBlobs(call, readBlob, repo, shas),
  }
}

/** The contents API leaves out the text of files over 1 MB; the blob has it. */
async function readFile(
  call: Caller,
  readBlob: Contents['readBlob'],
  { owner, name: repo }: RepoRef,
  path: string,
  options: { ref?: string; maxBytes?: number },
): Promise<FileContent | null> {
  const { ref, maxBytes = DEFAULT_MAX_BYTES } = options
  const answer = await orNull(
    call.read('contents.readFile', (octokit) =>
      octokit.rest.repos.getContent({ owner, repo, path, ...(ref ? { ref } : {}) }),
    ),
  )
  if (!answer || Array.isArray(answer.data) || answer.data.type !== 'file') return null
  const { sha, size } = answer.data
  if (size > maxBytes) return { text: '', sha, size, truncated: true }
  const inline = 'content' in answer.data && answer.data.encoding === 'base64'
  const text = inline
    ? Buffer.from(answer.data.content, 'base64').toString('utf8')
    : await readBlob({ owner, name: repo }, sha)
  return { text, sha, size, truncated: false }
}

/** The whole tree is one call; only where that is too large for GitHub is the folder's own tree looked up. */
async function listFolder(
  call: Caller,
  repo: RepoRef,
  path: string,
  ref: string,
  whole?: Folder,
): Promise<Folder> {
  const folder = path.replace(/^\/+|\/+$/g, '')
  const tree = whole ?? (await readTree(call, repo, ref))
  if (!tree) return NOTHING
  if (!tree.truncated || folder === '') return { ...tree, files: below(tree.files, folder) }
  const sha = await folderSha(call, repo, folder, ref)
  const own = sha ? await readTree(call, repo, sha) : null
  if (!own) return NOTHING
  return { ...own, files: own.files.map((file) => ({ ...file, path: `${folder}/${file.path}` })) }
}

const NOTHING: Folder = { files: [], truncated: false }
/** A symbolic link's blob holds the path that it leads to. */
const SYMBOLIC_LINK = '120000'

/** Files alone: neither symbolic links nor submodules. */
async function readTree(call: Caller, { owner, name: repo }: RepoRef, sha: string): Promise<Folder | null> {
  const answer = await orNull(
    call.read('contents.listFolder', (octokit) =>
      octokit.rest.git.getTree({ owner, repo, tree_sha: sha, recursive: '1' }),
    ),
  )
  if (!answer) return null
  const files = answer.data.tree
    .filter((entry) => entry.type === 'blob' && entry.mode !== SYMBOLIC_LINK)
    .map((entry) => ({ path: entry.path, sha: entry.sha, size: entry.size ?? 0 }))
  return { files, truncated: answer.data.truncated }
}

async function folderSha(
  call: Caller,
  { owner, name: repo }: RepoRef,
  folder: string,
  ref: string,
): Promise<string | null> {
  const parent = folder.split('/').slice(0, -1).join('/')
  const answer = await orNull(
    call.read('contents.findFolder', (octokit) =>
      octokit.rest.repos.getContent({ owner, repo, path: parent, ref }),
    ),
  )
  if (!answer || !Array.isArray(answer.data)) return null
  return answer.data.find((entry) => entry.path === folder && entry.type === 'dir')?.sha ?? null
}

function below(files: TreeFile[], folder: string): TreeFile[] {
  return folder === '' ? files : files.filter((file) => file.path.startsWith(`${folder}/`))
}

interface Blob {
  oid?: string
  text?: string | null
  isBinary?: boolean | null
  isTruncated?: boolean
}

async function readBlobs(
  call: Caller,
  readBlob: Contents['readBlob'],
  repo: RepoRef,
  shas: string[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (let start = 0; start < shas.length; start += BLOBS_A_CALL) {
    const some = shas.slice(start, start + BLOBS_A_CALL)
    for (const blob of await queryBlobs(call, repo, some)) {
      if (!blob?.oid || blob.isBinary) continue
      const whole = blob.isTruncated || blob.text == null ? await readBlob(repo, blob.oid) : blob.text
      texts.set(blob.oid, whole)
    }
  }
  return texts
}

async function queryBlobs(call: Caller, repo: RepoRef, shas: string[]): Promise<Array<Blob | null>> {
  const slots = Object.fromEntries(
    Array.from({ length: BLOBS_A_CALL }, (_, slot) => [`o${slot}`, shas[slot] ?? shas[0]]),
  )
  const { repository } = await call.query<{ repository: Record<string, Blob | null> }>(READ_BLOBS, {
    owner: repo.owner,
    name: repo.name,
    ...slots,
  })
  return shas.map((_, slot) => repository[`b${slot}`] ?? null)
}

/** 404: no such file or branch. 409: the repository has no commits yet. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof GitHubError && (error.kind === 'not_found' || error.status === 409)) return null
    throw error
  }
}
