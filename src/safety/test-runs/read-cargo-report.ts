import { numbered } from './numbered.ts';
import { KEY_SEPARATOR, type TestReport, type TestResult } from './suite.ts';

/** `     Running unittests src/lib.rs (target/debug/deps/area-0f1e2d)` or `   Doc-tests area`. */
const TARGET = /^\s+(?:Running (?:unittests )?(\S+) \(.*?([^/\\]+)-[\da-f]+(?:\.exe)?\)|Doc-tests (\S+))$/;
const TEST = /^test (.+?)(?: - should panic)? \.\.\. (ok|FAILED|ignored)\b/;
const MESSAGE = /^---- (.+?) stdout ----$/;

const STATUSES = { ok: 'passed', FAILED: 'failed', ignored: 'skipped' } as const;

/** What `cargo test` prints, both streams as they come: its JSON is for its nightly builds alone. */
export function readCargoReport(text: string): TestReport {
  const tests: TestResult[] = [];
  const messages = new Map<string, string[]>();
  let target = '';
  let saying: string[] = [];
  for (const line of text.split('\n')) {
    const [running, path, name, documented] = TARGET.exec(line) ?? [];
    if (running !== undefined) {
      target = documented === undefined ? `${name} (${path})` : `${documented} (documentation)`;
      saying = [];
    }
    const [, title, word] = TEST.exec(line) ?? [];
    const status = word === 'ok' || word === 'FAILED' || word === 'ignored' ? STATUSES[word] : null;
    if (title !== undefined && status !== null)
      tests.push({ key: keyOf(target, title), file: null, status, message: '' });
    const failing = MESSAGE.exec(line)?.[1];
    if (failing !== undefined) messages.set(keyOf(target, failing), (saying = []));
    else if (line === 'failures:' || line.startsWith('stack backtrace:')) saying = [];
    else saying.push(line);
  }
  const told = tests.map((test) => ({ ...test, message: (messages.get(test.key) ?? []).join('\n').trim() }));
  return { kind: 'report', tests: numbered(told) };
}

function keyOf(target: string, title: string): string {
  // Of a test in a comment the title holds its line, which moves with what is above.
  return `${target}${KEY_SEPARATOR}${title.replace(/ \(line \d+\)/, '')}`;
}
