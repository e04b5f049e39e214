import { defineConfig } from 'vitest/config'

/** Runs `look.ts`, which no other run does. */
export default defineConfig({
  test: {
    include: ['stories/look.ts'],
    globalSetup: ['packages/server/src/testing/global-setup.ts'],
    hookTimeout: 240_000,
  },
})
