// Vitest settings: real servers, no module mocks.
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    // Nothing that a file leaves behind reaches the next one, so files share their process: loading takes half of the time.
    isolate: false,
    // Of itself Vitest leaves one core idle, which on a small machine is half of it.
    maxWorkers: Math.max(2, Math.floor(availableParallelism() * 0.75)),
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
