import { pythonStdlib } from '../../codebase/index/imports/python-stdlib.ts';
import { subjectOf } from '../../codebase/test-files.ts';
import { positionAt } from '../../domain/text.ts';
import { withoutComments } from '../code-text.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { isWithin } from '../../codebase/test-suites/suite.ts';
import type { Sides } from './sides.ts';
import type { WeighedFile } from './weigh-tests.ts';

const SCRIPT_MOCK = /\b(?:vi|jest)\.(?:mock|doMock)\(\s*(?:import\(\s*)?(['"`])(\.[^'"`\n]*)\1/g;
/** A mock that keeps what the module does, but for parts of it. */
const KEEPS_MODULE = /\b(?:importActual|importOriginal|requireActual|original|actual|spy)\b/;
const MOCK_LENGTH = 400;
const PYTHON_MOCK =
  /\bpatch(?:\.object)?\(\s*(?:(['"])(?:(?<module>[\w.]*)\.)?(?<name>\w+)\1|(?<owner>[\w.]+)\s*,\s*(['"])(?<member>\w+)\5)/g;
const MONKEYPATCH =
  /\bmonkeypatch\.set(?:attr|item)\(\s*(?:(['"])(?:(?<module>[\w.]*)\.)?(?<name>\w+)\1|(?<owner>[\w.]+)(?:\(\))?\s*,\s*(['"])(?<member>\w+)\5)/g;
const IMPORTED = /^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)/gm;

/** New mocks of what a test is there to test: the module that it is named after, or the function whose result it checks. */
export function mockedSubjects(changes: readonly TextChange[], { before, after }: Sides): readonly Finding[] {
  return changes.flatMap((change) => {
    const { path } = change;
    if (change.before === null || change.after === null) return [];
    const known = new Set(mocksIn(path, change.before).map(({ name }) => name));
    const fresh = mocksIn(path, change.after).filter(({ name }) => !known.has(name));
    const file = before.find((one) => one.path === path);
    const now = after.find((one) => one.path === path);
    return fresh
      .filter(({ index }) => !isInNewTest(index, { was: file, is: now }))
      .filter(({ name }) => (path.endsWith('.py') ? isChecked(name, file) : name === subjectOf(path)))
      .map(({ name, line }) => {
        const message = `This puts a mock in the place of \`${name}\`, which the tests are about. Let them test the real one.`;
        return { path, line, message };
      });
  });
}

type Mock = { readonly name: string; readonly line: number; readonly index: number };

/** A test that there was not may be about something else. */
function isInNewTest(
  index: number,
  { was, is }: Readonly<Record<'was' | 'is', WeighedFile | undefined>>,
): boolean {
  const own = is?.tests.find((test) => isWithin({ start: index }, test));
  return own !== undefined && was?.tests.some(({ name }) => name === own.name) !== true;
}

function mocksIn(path: string, source: string): readonly Mock[] {
  const text = withoutComments(path, source);
  const patterns = path.endsWith('.py') ? [PYTHON_MOCK, MONKEYPATCH] : [SCRIPT_MOCK];
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)]);
  return found.flatMap((match) => {
    const { index } = match;
    const { line } = positionAt(text, index);
    if (path.endsWith('.py')) return pythonMock(match.groups ?? {}, { text, line, index });
    const next = text.indexOf('.mock(', index + match[0].length);
    const end = Math.min(index + MOCK_LENGTH, next < 0 ? text.length : next);
    return KEEPS_MODULE.test(text.slice(index, end))
      ? []
      : [{ name: subjectOf(match[2] ?? ''), line, index }];
  });
}

/** What the standard library has, no test of a project is about. */
function pythonMock(
  { module, name, owner, member }: Readonly<Record<string, string | undefined>>,
  { text, line, index }: { readonly text: string; readonly line: number; readonly index: number },
): readonly Mock[] {
  const [root = ''] = (owner ?? module ?? '').split('.');
  const stdlib = pythonStdlib();
  const isOfLibrary = stdlib.has(root) || (owner !== undefined && isImportedFrom(root, text, stdlib));
  return isOfLibrary ? [] : [{ name: name ?? member ?? '', line, index }];
}

function isImportedFrom(name: string, text: string, modules: ReadonlySet<string>): boolean {
  const own = new RegExp(`\\b${name}\\b`);
  return [...text.matchAll(IMPORTED)].some(
    ([, from = '', names = '']) => own.test(names) && modules.has(from.split('.')[0] ?? ''),
  );
}

/** Whether an assertion speaks of what a call of the function gives. */
function isChecked(name: string, file: WeighedFile | undefined): boolean {
  const call = new RegExp(`^(?:await )?(?:\\w+\\.)*${name}\\(`);
  return file?.checks.some(({ subjects }) => subjects.some((subject) => call.test(subject))) === true;
}
