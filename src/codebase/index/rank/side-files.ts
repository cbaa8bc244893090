import { isTestFile } from '../../test-files.ts';

/** What stands beside the sources: the folders and files of it, and the words of a task that ask for it. */
type SideKind = { readonly folder: RegExp; readonly file: RegExp; readonly saidBy: RegExp };

const NO_FILE = /^$/;
const TESTS: SideKind = {
  folder: /^(?:tests?|testdata|testsuite|__(?:tests|mocks|fixtures)__|fixtures?|mocks?|e2e)$/i,
  file: /^conftest\.py$/,
  saidBy: /^(?:tests?|specs?|testing|fixtures?|mocks?)$/i,
};
const OTHERS: readonly SideKind[] = [
  {
    folder: /^(?:examples?|samples?|demos?|playgrounds?)$/i,
    file: NO_FILE,
    saidBy: /^(?:examples?|samples?|demos?|playgrounds?)$/i,
  },
  { folder: /^bench(?:mark)?s?$/i, file: NO_FILE, saidBy: /^bench(?:mark)?s?$/i },
  {
    folder: /^(?:docs?|website)$/i,
    file: /\.(?:md|mdx|rst|adoc|txt)$/i,
    saidBy: /^(?:docs?|documentation|readme|changelog|website)$/i,
  },
  {
    folder: /^(?:_?vendor(?:ed)?|(?:\w+[-_])?dist|third[-_]party|node_modules)$/i,
    file: /\.min\.js$|\.d\.[cm]?ts$/,
    saidBy: /^(?:vendor(?:ed)?|dist|generated)$/i,
  },
];

/** Makes the test whether a file stands beside the sources (tests, examples, docs, what was vendored or made) and no word of a task asks for its kind. */
export function asideTest(taskWords: readonly string[]): (path: string) => boolean {
  const isAskedFor = ({ saidBy }: SideKind): boolean => taskWords.some((word) => saidBy.test(word));
  const kinds = [TESTS, ...OTHERS].filter((kind) => !isAskedFor(kind));
  const folders = new Map<string, boolean>();
  const isAsideFolder = (name: string): boolean => {
    const known = folders.get(name) ?? kinds.some(({ folder }) => folder.test(name));
    folders.set(name, known);
    return known;
  };
  return (path) => {
    const names = path.split('/');
    const file = names.pop() ?? '';
    if (names.some(isAsideFolder) || kinds.some((kind) => kind.file.test(file))) return true;
    return kinds.includes(TESTS) && isTestFile(path);
  };
}
