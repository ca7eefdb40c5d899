// Writes a folder with a sentence model of a few hundred bytes: each word has a vector of its own.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface TinyModel {
  /** Names of its inputs; the first takes the tokens. */
  inputs?: string[]
  /** What it gives: a vector for each token, or their mean. */
  gives?: 'tokens' | 'mean'
  narrow?: boolean
}

/** Words and their vectors. Unknown words have the first one's. */
const WORDS: Record<string, [number, number]> = {
  '[UNK]': [0, 0.1],
  proxy: [1, 0],
  tunnel: [0.9, 0.1],
  colour: [0, 1],
  ask: [0, -1],
}

export function writeTinyModel(folder: string, manifest: unknown, model: TinyModel = {}): void {
  writeFileSync(join(folder, 'sentence.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer()))
  writeFileSync(join(folder, 'tiny.onnx'), onnx(model))
}

function tokenizer() {
  const vocab = Object.fromEntries(Object.keys(WORDS).map((word, id) => [word, id]))
  const none = { truncation: null, padding: null, post_processor: null, decoder: null, added_tokens: [] }
  const model = {
    type: 'WordPiece',
    vocab,
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 50,
  }
  return {
    version: '1.0',
    ...none,
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    model,
  }
}

/** A model in ONNX, field by field: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
function onnx({
  inputs = ['input_ids', 'attention_mask', 'token_type_ids'],
  gives = 'tokens',
  narrow = false,
}: TinyModel): Buffer {
  const rows = Object.values(WORDS)
  const table = Buffer.from(Float32Array.from(rows.flat()).buffer)
  const output = gives === 'tokens' ? 'last_hidden_state' : 'sentence_embedding'
  const gather = [text(1, 'table'), text(1, inputs[0]!), text(2, 'last_hidden_state'), text(4, 'Gather')]
  const axes = [text(1, 'axes'), number(8, 1), number(20, 7)]
  const keep = [text(1, 'keepdims'), number(3, 0), number(20, 2)]
  const mean = [
    text(1, 'last_hidden_state'),
    text(2, output),
    text(4, 'ReduceMean'),
    bytes(5, axes),
    bytes(5, keep),
  ]
  const value = (name: string, kind: number, rank: number) => [
    text(1, name),
    bytes(2, [
      bytes(1, [
        number(1, kind),
        bytes(
          2,
          Array.from({ length: rank }, (_, i) => bytes(1, [text(2, `d${i}`)])),
        ),
      ]),
    ]),
  ]
  const graph = [
    bytes(1, gather),
    ...(gives === 'mean' ? [bytes(1, mean)] : []),
    text(2, 'tiny'),
    bytes(5, [number(1, rows.length), number(1, 2), number(2, 1), text(8, 'table'), bytes(9, [table])]),
    ...inputs.map((name) => bytes(11, value(name, narrow ? 6 : 7, 2))),
    bytes(12, value(output, 1, gives === 'tokens' ? 3 : 2)),
  ]
  return Buffer.concat([number(1, 8), bytes(7, graph), bytes(8, [text(1, ''), number(2, 11)])])
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)])
}

function text(field: number, value: string): Buffer {
  return bytes(field, [Buffer.from(value)])
}

function bytes(field: number, parts: readonly Buffer[]): Buffer {
  const whole = Buffer.concat(parts)
  return Buffer.concat([varint(field * 8 + 2), varint(whole.length), whole])
}

function varint(value: number): Buffer {
  const out: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    out.push(rest < 128 ? rest : (rest % 128) + 128)
    if (rest < 128) return Buffer.from(out)
  }
}
