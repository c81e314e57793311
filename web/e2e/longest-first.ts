import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Of files in which the most is told: one that began last would be waited for alone. */
const LONGEST = [
  'console',
  'circle-keeping',
  'circle',
  'languages',
  'room',
  'streamer',
  'docs',
  'timer',
  'mission',
];

/** A machine that told them before knows how long each takes; others see how large a file is, which says nothing. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => place(one) - place(other));
  }
}

function place({ moduleId }: TestSpecification): number {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`/e2e/${name}.e2e.ts`));
  return at < 0 ? LONGEST.length : at;
}
