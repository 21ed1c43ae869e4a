import type { Reporter, TestModule } from 'vitest/node'

/** Ends the output with one line that says it all. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1
      // A file that could not even be loaded holds no test that could fail.
      if (module.state() === 'failed' && module.errors().length > 0) count.failed += 1
    }
    const skipped = count.skipped + count.pending
    // After every other reporter has had its say.
    process.once('exit', () =>
      console.log(`vitest: ${count.passed} passed, ${count.failed} failed, ${skipped} skipped`),
    )
  }
}
