import * as z from 'zod';
import { numbered } from './numbered.ts';
import { KEY_SEPARATOR, type TestReport, type TestResult } from './suite.ts';

const event = z.object({
  Action: z.string(),
  Package: z.string().optional(),
  Test: z.string().optional(),
  Output: z.string().optional(),
});
type GoEvent = z.infer<typeof event>;

/**
 * What `go test -json` writes (cmd/test2json), with the errors of the compiler between. A package that cannot be built,
 * or ends without a test that fails, is a failure of its own.
 */
export function readGoReport(text: string): TestReport {
  const lines = text.split('\n').map(readLine);
  const events = lines.flatMap((line) => (typeof line === 'string' ? [] : [line]));
  const plain = lines.filter((line) => typeof line === 'string');
  const tests = events.flatMap((one) => testOf(one, events));
  const failed = new Set(tests.flatMap(({ key, status }) => (status === 'failed' ? [packageOf(key)] : [])));
  const built = events.filter(({ Action }) => Action === 'build-output').map(({ Output = '' }) => Output);
  const message = [...plain, built.join('')].join('\n').trim();
  const broken = [...brokenPackages(events, plain)].filter((name) => !failed.has(name));
  const packages = broken.map((key): TestResult => ({ key, file: null, status: 'failed', message }));
  return { kind: 'report', tests: numbered([...tests, ...packages]) };
}

function readLine(line: string): GoEvent | string {
  try {
    const parsed = event.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : line;
  } catch {
    return line;
  }
}

const STATUSES = { pass: 'passed', fail: 'failed', skip: 'skipped' } as const;

function testOf({ Action, Package, Test }: GoEvent, events: readonly GoEvent[]): readonly TestResult[] {
  if (Package === undefined || Test === undefined) return [];
  const key = `${Package}${KEY_SEPARATOR}${Test}`;
  if (Action === 'pass' || Action === 'skip')
    return [{ key, file: null, status: STATUSES[Action], message: '' }];
  if (Action !== 'fail') return [];
  const said = events.filter((one) => one.Package === Package && one.Test === Test);
  const message = said
    .map(({ Output = '' }) => (Output.startsWith('=== ') ? '' : Output))
    .join('')
    .trim();
  return [{ key, file: null, status: 'failed', message }];
}

function packageOf(key: string): string {
  return key.split(KEY_SEPARATOR)[0] ?? key;
}

/** Before Go 1.20 a package that cannot be built is told of in plain text alone. */
function brokenPackages(events: readonly GoEvent[], plain: readonly string[]): ReadonlySet<string> {
  const ended = events.flatMap(({ Action, Package, Test }) =>
    Action === 'fail' && Package !== undefined && Test === undefined ? [Package] : [],
  );
  const told = plain.flatMap((line) => /^FAIL\s+(\S+) \[/.exec(line)?.[1] ?? []);
  return new Set([...ended, ...told]);
}
