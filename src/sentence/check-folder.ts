// What can be told of a folder's model without loading it: most mistakes are known at the start.
import { join } from 'node:path'
import { UserError } from '../domain/problem.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { MISSING_RUNTIME } from './missing-runtime.ts'
import { codeOf } from './read-json.ts'
import { endsAsObject, isWholeModel } from './whole-file.ts'

/** @throws UserError that names the file, what is wrong and what is allowed */
export async function checkFolder(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  await check(join(folder, 'tokenizer.json'), endsAsObject, 'is not whole, or no JSON')
  await check(join(folder, manifest.file), isWholeModel, 'is not whole, or no ONNX model')
  if (!hasRuntime()) throw new UserError(MISSING_RUNTIME)
  return manifest
}

async function check(path: string, look: (path: string) => Promise<boolean>, wrong: string): Promise<void> {
  let isGood: boolean
  try {
    isGood = await look(path)
  } catch (cause) {
    throw new UserError(`${path}: cannot be read (${codeOf(cause)}); a model needs this file.`, { cause })
  }
  if (!isGood) throw new UserError(`${path}: ${wrong}. Put the whole file in its place.`)
}

/** Whether it was installed, on a system that it was made for. */
function hasRuntime(): boolean {
  try {
    import.meta.resolve('onnxruntime-node')
  } catch {
    return false
  }
  if (process.platform !== 'linux') return true
  // With the network it would ask for names of addresses.
  Object.assign(process.report, { excludeNetwork: true })
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime !== undefined
}
