import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Names the tests that needed a second try, and why, then prints the plain line that machines count by: `N passed, N failed, N skipped`. A module that did not even load counts as one failure. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    let skipped = 0;
    const again: string[] = [];
    for (const module of modules) {
      if (module.state() === 'failed' && module.errors().length > 0) failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if ((test.diagnostic()?.retryCount ?? 0) > 0) again.push([test.fullName, ...reasonsOf(test)].join('\n    '));
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }
    if (again.length > 0) process.stdout.write(`\nRejoués une fois :\n  ${again.join('\n  ')}\n`);
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}

/** What went wrong the first time: its first lines, and where. */
function reasonsOf(test: TestCase): string[] {
  return (test.result().errors ?? []).slice(0, 1).flatMap(({ message, stacks }) => {
    const [at] = stacks ?? [];
    return [...message.split('\n').slice(0, 3), ...(at ? [`${at.file.replace(/^.*\/test\//, 'test/')}:${at.line}`] : [])];
  });
}
