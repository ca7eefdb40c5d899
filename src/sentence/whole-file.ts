// Whether a model's files are all there, told from a few bytes of each: reading them would take memory that stays.
import { type FileHandle, open } from 'node:fs/promises'

/**
 * Whether a file is one ONNX model from its first byte to its last: a list of fields, each of a length that is told
 * before it (protobuf).
 */
export async function isWholeModel(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    let at = 0
    let fields = 0
    while (at < size && fields++ < 10_000) {
      const next = await afterField(file, at)
      if (next === null) return false
      at = next
    }
    return size > 0 && at === size
  } finally {
    await file.close()
  }
}

/** Whether JSON ends as an object does; it is parsed where it is used. */
export async function endsAsObject(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    return (await bytesAt(file, Math.max(0, size - 64), 64)).toString('latin1').trimEnd().endsWith('}')
  } finally {
    await file.close()
  }
}

/** Null where no field begins there. */
async function afterField(file: FileHandle, at: number): Promise<number | null> {
  const head = await bytesAt(file, at, 20)
  const tag = varint(head, 0)
  if (tag === null || tag.value < 8) return null
  const kind = tag.value % 8
  if (kind === 1) return at + tag.end + 8
  if (kind === 5) return at + tag.end + 4
  const value = varint(head, tag.end)
  if (value === null || (kind !== 0 && kind !== 2)) return null
  return at + value.end + (kind === 2 ? value.value : 0)
}

function varint(bytes: Buffer, from: number): { value: number; end: number } | null {
  let value = 0
  for (let at = from; at < bytes.length && at < from + 10; at++) {
    const byte = bytes[at]!
    value += (byte % 128) * 2 ** (7 * (at - from))
    if (byte < 128) return { value, end: at + 1 }
  }
  return null
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
