import { defineConfig } from 'vitest/config'

// They end what hangs. How fast anything is, is measured by the bench: a slow machine fails no test.
const shared = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000, interval: 20 } },
}

export default defineConfig({
  test: {
    reporters: ['default', './test/harness/closing-line-reporter.ts'],
    // One more than the cores of a small machine: many tests wait for a process or a deadline.
    maxWorkers: 3,
    // Here, and not in a project, it is set up once for all of them.
    globalSetup: ['test/harness/global-setup.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'server',
          isolate: false,
          include: ['test/**/*.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'races',
          isolate: false,
          include: ['races/**/*.test.ts'],
        },
      },
      // What people do, in a real Chromium, with the built web app.
      {
        test: {
          ...shared,
          name: 'browser',
          isolate: false,
          globalSetup: ['e2e/harness/browser-setup.ts'],
          include: ['e2e/**/*.test.ts'],
        },
      },
    ],
  },
})
