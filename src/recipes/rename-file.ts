import type { Recipe } from './recipe.ts';
import { FOLLOWING } from './router/concepts.ts';

const KNOWN = [
  ...FOLLOWING,
  '(rename|move|mv|git mv|relocate|call|change|turn|put|bring|make|want|like|become|becomes|called|named|name|names|filename|filenames|typo|misspelt|misspelled|spelled|fix|convention|match|matches|component|class|function|contents|casing|case|kebab|snake|camel|pascal|pascal case|have|spelling|kebab case|snake case|camel case|to|into|as|from|in|with|of|for|under|where|belongs|instead|new|consistent)',
  '[(case|file|name)] [only] (rename|renaming) [only]|[file] rename',
  'case only',
  'all imports following|with all imports [following|updated|adjusted]',
];
// A change of what is in the file.
const NEVER = [
  '(typescript|esm|commonjs|python|javascript|copy|port|convert|migrate|translate|merge|split|import)',
  '(copy|merge)',
  '(move|put) {path} (and|from)',
];

/** Gives a file another name or folder and tells the modules that import it. */
export const renameFile: Recipe = {
  id: 'rename-file',
  version: '1.0.0',
  title: 'Rename or move a file and update its importers',
  languages: ['python', 'javascript', 'typescript', 'tsx'],
  slots: [
    { name: 'path', description: 'the file, or the folder of a package of Python', isRequired: true },
    {
      name: 'destination',
      description: 'its new path; a name alone stays in the folder, and a folder ends with a slash',
      isRequired: true,
    },
  ],
  patterns: [
    'rename [source] [file|module|package|folder] [from] {path} (to|as|->) [file] {destination}',
    '{path} -> {destination}',
    '(rename|move|relocate|change|transfer|put|shift|bring) [source] [file|module|package|folder] {path} (to|into|as|under|below|->|over to) ([file] {destination:place}|[(folder|directory|package)] {destination:folder} [folder|directory])',
    'change (file [name|path]|name|path|filename) of [file|module] {path} to {destination}',
    'give [file|module] {path} [new|better] name {destination}',
    'call [file|module] {path} {destination}',
    "change {path} 's (name|path|file name|filename) to {destination}",
    'rename [file|module] {path} so [that] it is (called|named) {destination}',
    '[git] mv {path} {destination}',
  ],
  gists: [
    {
      must: [
        '[file|module] {path} [file]',
        '{destination:place} (instead|would be better|is better|fits better)',
      ],
      says: ['(name|filename|called|named|rename)'],
      may: KNOWN,
      never: NEVER,
    },
    {
      must: [
        '[file|module] {path} [file]',
        `((should|must|ought to|shall|has to|have to|needs to|need to|will|is to|could) [be|become|get|turn] [called|named|renamed|rename|moved|move|into|to|as|live|go|sit|under|in]|to (be|become|get|turn into) [called|named|renamed|moved] [to|into|as|under|in]|become|becomes|be|(rename|move|mv|relocate|call) (it|this|that|file) [to|into|as|over to]|to|into|as|->|in|under|git mv {path}|mv {path}|called|named) {destination:place}`,
      ],
      says: [
        '(rename|file name|filename|filenames|file|files|name|named|called|call|mv|git mv|under|at|move|moved|move it|kebab case|snake case|camel case|importers|typo|become|becomes|turn into|should be|must turn)',
      ],
      may: KNOWN,
      never: NEVER,
    },
    { must: ['[git] mv {path} {destination}'], may: KNOWN, never: NEVER },
    { must: ['[file|module] {path} [file] -> {destination:filed}'], may: KNOWN, never: NEVER },
    {
      must: [
        '[this|that] (file|module|script|component) [should|must|needs to|has to|ought to|to] [be] (called|named|renamed [to]|moved to|live in|become|go to) {destination:filed}',
      ],
      may: [...KNOWN, '(rename|move|call) (it|this|that|file|module)'],
      never: [...NEVER, '{path} {path}'],
    },
    {
      must: [
        '(rename|move|call|name|relocate|mv) ((this|that) (file|module|script) [to|into|as]|(file|module|script) (to|into|as)) {destination:filed}',
      ],
      may: KNOWN,
      never: NEVER,
    },
    {
      must: ['{path} (should|must|has to|needs to) [turn|change|become|be] [to|into] {destination:place}'],
      may: KNOWN,
      never: NEVER,
    },
    {
      must: [
        `((should|must|could|to|like|want) [be] (called|named|renamed to|moved to|rename to|move to)|(rename|move|put|relocate) [it] (to|into|in|as)|(belongs|belong|go|live|move) (to|in|into|under)|call (it|file|module)|(rename|move) (file|module|it) (to|into)|(should|must) be|give it name) {destination:place}|{destination:place} (would|will) be [much] (better|clearer|nicer) [name]`,
        '[file|module] {path}',
      ],
      may: [
        'what is [now|currently]',
        `[has] (bad|terrible|misleading|wrong|poor) name`,
        '(rename|move|put|relocate|call|belongs to|in|to) [it|file|module] [there]',
        'with (imports|importers) (adjusted|updated|fixed|adapted)',
        'is [a] [misleading|bad|wrong|poor|terrible] name|keep (imports|importers) working',
        'and fix (imports|importers)',
        'move it there',
      ],
    },
  ],
  riders: [
    '@uses_updated',
    '@update @all (importing|dependent) (files|modules) [accordingly|everywhere|as well|too]',
    '@update up @all (imports|importers|references|import paths)',
    'everywhere [it is imported]',
    '(make sure|ensure|so) [that] @all (imports|importers) [still|keep|keep on] (work|working|resolve)',
    '(keep|keeping) @all (imports|importers) working',
    'instead',
  ],
  proves: ['A', 'R'],
  effect: 'may-differ',
  examples: [
    'Rename src/util.ts to src/text.ts',
    'Move src/helpers.js to lib/helpers.js and update all imports',
    'Rename the file src/util.ts to text.ts',
    'Rename the module shop/price.py to shop/prices.py',
  ],
  refuses: [
    'a destination that exists, differs in case alone, or has another extension',
    'entry points that a manifest names, and files that a component, a page, a manifest or a tsconfig names',
    'files that code names otherwise than in an import: by an alias, a pattern, a computed name or a plain text',
    'settings that a tool finds by their name (jest.config.js, .eslintrc.cjs) and nothing imports',
    'declaration files; an importer that does not parse',
    'in Python: what is found by its name (`__init__.py`, conftest.py, manage.py, models of Django), and modules with stubs',
    'in Python: a module whose path stands in a pattern (`pkg\\.mod`), as tests look for it in messages, or is a key (`environ["pkg.mod"]`)',
    'in Python: a new folder for a module that asks for its own, and modules that would import each other',
  ],
  run: async (request, tree) => (await import('./rename-file/run.ts')).renameByLanguage(request, tree),
};
