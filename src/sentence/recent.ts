// Remembers what was asked last, so that what is asked again costs nothing.

export interface Recent<T> {
  get(key: string): T | undefined
  put(key: string, value: T): void
}

export function recent<T>(most: number): Recent<T> {
  const kept = new Map<string, T>()
  const put = (key: string, value: T) => {
    kept.delete(key)
    kept.set(key, value)
    for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest)
  }
  return {
    put,
    get: (key) => {
      const value = kept.get(key)
      if (value !== undefined) put(key, value)
      return value
    },
  }
}
