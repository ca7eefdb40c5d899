// The parts of the two wink packages that the comparison uses; they ship no types.
declare module 'wink-bm25-text-search' {
  interface Engine {
    defineConfig(config: { fldWeights: Record<string, number> }): void
    definePrepTasks(tasks: unknown[]): void
    addDoc(document: object, id: string): void
    consolidate(): void
    search(text: string, limit: number): Array<[id: string | number, score: number]>
  }
  export default function bm25(): Engine
}
declare module 'wink-nlp-utils' {
  const nlp: { string: Record<string, unknown>; tokens: Record<string, unknown> }
  export default nlp
}
