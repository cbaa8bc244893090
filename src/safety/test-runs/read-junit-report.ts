import { isAbsolute, relative } from 'node:path';
import { numbered } from './numbered.ts';
import { KEY_SEPARATOR, type TestReport, type TestResult, type TestStatus } from './suite.ts';

// Node.js leaves > in attributes as it is.
const TAG = /<(\/?)(testsuites?|testcase|failure|error|skipped)((?:\s+[\w:.-]+="[^"]*")*)\s*(\/?)>/g;

/** JUnit's XML as pytest and Node.js write it. `folder` is where the suite ran. */
export function readJunitReport(text: string, folder: string): TestReport {
  if (!text.includes('</testsuites>') && !/<testsuites[^>]*\/>/.test(text))
    return { kind: 'unreadable', reason: 'its report breaks off' };
  const suites: string[] = [];
  const tests: TestResult[] = [];
  for (const tag of text.matchAll(TAG)) {
    const [whole, slash, name, attributes = '', isEmpty] = tag;
    if (name === 'testsuite') {
      if (slash === '/') suites.pop();
      else if (isEmpty === '') suites.push(attribute(attributes, 'name'));
      continue;
    }
    if (slash === '/') continue;
    if (name === 'testcase') tests.push(testOf(attributes, suites, folder));
    const last = tests.at(-1);
    const status = STATUS_OF_TAG[name ?? ''];
    if (last === undefined || status === undefined) continue;
    const said =
      isEmpty === '' ? text.slice(tag.index + whole.length, text.indexOf(`</${name}>`, tag.index)) : '';
    const message = unescaped(said).trim() || attribute(attributes, 'message');
    tests[tests.length - 1] = { ...last, status, message: status === 'failed' ? message : '' };
  }
  return { kind: 'report', tests: numbered(tests) };
}

const STATUS_OF_TAG: Readonly<Record<string, TestStatus>> = {
  failure: 'failed',
  error: 'failed',
  skipped: 'skipped',
};

function testOf(attributes: string, suites: readonly string[], folder: string): TestResult {
  const given = attribute(attributes, 'file');
  // Node.js names files in full, and its class is the innermost suite again.
  const isOfNode = isAbsolute(given);
  const file = isOfNode ? relative(folder, given) : given || null;
  const [own, name] = [attribute(attributes, 'classname'), attribute(attributes, 'name')];
  const titles = isOfNode ? [...suites, name] : [own, name];
  // A file that cannot be loaded stands in the place of a test.
  const isFile = file !== null && (isOfNode ? name === file : own === '');
  return {
    key: isFile ? file : [file ?? '', ...titles].join(KEY_SEPARATOR),
    file,
    status: 'passed',
    message: '',
  };
}

function attribute(attributes: string, name: string): string {
  return unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescaped(text: string): string {
  return text
    .replaceAll(/&#(x?)([\da-f]+);/gi, (_, hex: string, digits: string) =>
      String.fromCodePoint(Number.parseInt(digits, hex === '' ? 10 : 16)),
    )
    .replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
}
