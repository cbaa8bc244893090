const PYTHON_TEST = /(?:^|\/)(?:test_[^/]*|[^/]*_tests?)\.py$/;
const SCRIPT_TEST =
  /(?:^|\/)(?:__tests__\/.*|[^/]*[._-](?:test|spec|cy)(?:-d)?)\.[cm]?[jt]sx?$|(?:^|\/)test-[^/]*\.[cm]?js$/;
const OTHER_TEST =
  /(?:^|\/)(?:[^/]*_test\.(?:go|rb|exs|dart)|(?:test_[^/]*|[^/]*_spec)\.rb|tests\/.*\.rs)$|(?:^|\/)[^/]*Tests?\.(?:java|kt|cs|php|scala)$/;
const IN_TEST_FOLDER = /(?:^|\/)(?:tests?\/.*\.(?:py|[cm]?[jt]sx?|rb)|spec\/.*\.rb)$/;

const TEST_DATA =
  /(?:^|\/)(?:_{0,2}(?:fixtures?|snapshots)_{0,2}|test[-_]?data|(?:tests?|specs?)\/(?:[^/]+\/)*(?:data|\w*cases|samples|snapshots|sources?|resources|expected))\//i;

/** Whether a path is in a folder of what tests read, where code may be wrong on purpose. */
export function isTestData(path: string): boolean {
  return TEST_DATA.test(path);
}

/** Whether a path is that of data which tests read, or of a file of settings among tests. */
export function isDataOfTests(path: string): boolean {
  return isTestData(path) || DATA_IN_TESTS.test(path);
}

const DATA_IN_TESTS = /(?:^|\/)tests?\/.*\.(?:jsonc?|ya?ml|toml|xml)$/;

/** What people call data that a program has to refuse; `n_` are those of a test suite for JSON. */
const WRONG_ON_PURPOSE =
  /(?:^|[/_.-])(?:invalid|bad|broken|empty|malformed|errors?|fail(?:s|ed|ing|ures?)?|wrong|corrupt(?:ed)?|incorrect|un(?:terminated|closed|parsable|parseable)|syntax-?errors?|truncated)(?=[/_.-])|\/[in]_[^/]+$|(?:^|\/)testdata\/fuzz\/|(?:^|\/)_*snapshots_*\//i;

/** Examples of what is wrong say so with less doubt: others are about errors. */
const WRONG_EXAMPLE =
  /(?:^|\/)(?:examples?|samples?)\/(?:.*[/_.-])?(?:invalid|broken|malformed|syntax-?errors?)[_.-][^/]*$/i;

/** Whether a path is that of data of tests, or of an example, which says by its name that something is wrong with it. */
export function isWrongOnPurpose(path: string): boolean {
  return (isDataOfTests(path) && WRONG_ON_PURPOSE.test(path)) || WRONG_EXAMPLE.test(path);
}

/** Whether a path is that of a file of tests, by the names that test runners look for. */
export function isTestFile(path: string): boolean {
  return [PYTHON_TEST, SCRIPT_TEST, OTHER_TEST, IN_TEST_FOLDER].some((pattern) => pattern.test(path));
}

/** Whether a file of tests is named after a source file (`test_area.py`, `area.test.ts`, `area_test.go` for `area.*`). */
export function hasTestsByName(path: string, known: readonly string[]): boolean {
  if (isTestFile(path)) return true;
  const name = stemOf(path);
  return known.some((other) => isTestFile(other) && subjectOf(other) === name && isSameFamily(path, other));
}

/** `area.ts` is tested by `area.test.js` as well, and never by `test_area.py`. */
function isSameFamily(path: string, other: string): boolean {
  const [own, theirs] = [path, other].map((name) => name.slice(name.lastIndexOf('.') + 1));
  return own === theirs || (SCRIPT.test(own ?? '') && SCRIPT.test(theirs ?? ''));
}

const SCRIPT = /^(?:[cm]?[jt]sx?|vue|svelte|astro)$/;

function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return (dot > 0 ? name.slice(0, dot) : name).toLowerCase();
}

/** The name of a test file without what marks it as one: that of what it tests, in lower case. */
export function subjectOf(path: string): string {
  return stemOf(path)
    .replace(/^tests?[_-]|[._-](?:tests?|spec|cy)(?:-d)?$/g, '')
    .replace(/tests?$/, '');
}

/** The folder of the package that a file of sources or tests is in, as far as its path tells; empty, or with a slash at its end. */
export function packageFolder(path: string): string {
  const parts = path.split('/').slice(0, -1);
  const inner = parts.findIndex((part) => /^(?:src|lib|tests?|specs?|__\w+__)$/.test(part));
  return (inner < 0 ? parts : parts.slice(0, inner)).map((part) => `${part}/`).join('');
}
