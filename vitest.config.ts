import { defineConfig } from 'vitest/config'

const shared = {
  globalSetup: ['test/harness/global-setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    reporters: ['default', './test/harness/closing-line-reporter.ts'],
    maxWorkers: 2,
    projects: [
      // The same tests through the same door, on both databases; those in test/processes know no engine.
      {
        test: {
          ...shared,
          name: 'embedded',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/processes/**'],
          provide: { engine: 'embedded' },
        },
      },
      {
        test: {
          ...shared,
          name: 'postgres',
          isolate: false,
          include: ['test/**/*.test.ts'],
          provide: { engine: 'postgres' },
        },
      },
      {
        test: {
          ...shared,
          name: 'races',
          include: ['races/**/*.test.ts'],
          provide: { engine: 'postgres' },
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
      // What people do, in a real Chromium, with the built web app.
      {
        test: {
          ...shared,
          name: 'browser',
          isolate: false,
          globalSetup: [...shared.globalSetup, 'e2e/harness/browser-setup.ts'],
          include: ['e2e/**/*.test.ts'],
          provide: { engine: 'postgres' },
          testTimeout: 90_000,
        },
      },
    ],
  },
})
