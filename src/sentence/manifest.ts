// `sentence.json`: what a folder with a sentence model says of it, and what may be wrong with that.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../domain/problem.ts'
import { readJson } from './read-json.ts'

const Manifest = z.strictObject({
  /** The model's file; may be left out where there is only one. */
  file: z
    .string()
    .regex(/^[^/\\]+\.onnx$/, 'must be the name of an .onnx file in the same folder')
    .optional(),
  /** Languages that it reads. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as "en"')).min(1),
  /** What such a model wants before a question, and before what may answer it. */
  prefixes: z
    .strictObject({ query: z.string().default(''), passage: z.string().default('') })
    .default({ query: '', passage: '' }),
  /** How vectors of tokens become one: their mean, the first (`cls`), or the model does it itself (`none`). */
  pooling: z.enum(['mean', 'cls', 'none'], 'must be "mean", "cls" or "none"'),
  /** What is beyond is cut off. */
  tokens: z.int().min(8).max(8192).default(128),
})

export type Manifest = z.output<typeof Manifest> & { file: string }

/** @throws UserError that names the file, what is wrong and what is allowed */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, 'sentence.json')
  const read = Manifest.safeParse(await readJson(path))
  if (!read.success) throw new UserError(`${path}: ${mistakeOf(read.error.issues[0]!)}`)
  const file = read.data.file ?? (await onlyModel(folder, path))
  return { ...read.data, file }
}

async function onlyModel(folder: string, path: string): Promise<string> {
  const models = (await readdir(folder)).filter((name) => name.endsWith('.onnx')).sort()
  if (models.length === 1) return models[0]!
  const found = models.length === 0 ? 'there is no .onnx file beside it' : `there are ${models.join(', ')}`
  throw new UserError(`${path}: "file" must name the model; ${found}.`)
}

function mistakeOf(issue: z.core.$ZodIssue): string {
  const keys = Object.keys(Manifest.shape).join(', ')
  if (issue.code === 'unrecognized_keys') {
    const at = issue.path.length === 0 ? `there are ${keys}` : 'there are query, passage'
    return `"${[...issue.path, issue.keys[0]].join('.')}" is no key here; ${at}.`
  }
  if (issue.path.length === 0) return `must hold an object with the keys ${keys}.`
  return `"${issue.path.join('.')}": ${issue.message}.`
}
