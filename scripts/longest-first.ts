import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Short files that take long: left to their size they would come last, one core idle beside them. */
const long = /test\/browsers\/(walk|extension-firefox|life|kill|accounts|comeback)\.test\.ts$/;

/** Without durations kept from an earlier run (a fresh clone), vitest begins with the largest files: these go before them. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(({ moduleId }) => long.test(moduleId)), ...sorted.filter(({ moduleId }) => !long.test(moduleId))];
  }
}
