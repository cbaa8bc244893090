import { once } from '../../domain/once.ts';
import type { LintProblem } from '../languages/ruff-lint.ts';
import { tryTree, type Node } from '../languages/tree-sitter.ts';
import { isUncheckedByDefault, isUncheckedSetting } from './python-certificates.ts';
import { isBuiltPythonSql } from './python-sql.ts';
import { isFixedPython, namesOf, pythonPieces, type PythonNames } from './python-values.ts';

/** What ruff does not see, each with what to do instead. */
export const OWN_PYTHON_RULES = {
  'code-from-text':
    '`eval` or `exec` is used under another name. Call a function or look the value up in a table; no text should be run as code.',
  'shell-command':
    'A command for a shell is put together. Use `subprocess.run` with a list of arguments and without a shell.',
  'sql-from-text':
    'A value is put into the text of SQL. Pass it as a parameter of the query beside its text.',
  'unchecked-certificate':
    'Certificates are no longer checked. Leave the check on; give an authority of your own with `verify="ca.pem"`.',
  'unsafe-yaml': 'What is loaded can make any object. Use `yaml.safe_load`.',
} as const;

type OwnRule = keyof typeof OWN_PYTHON_RULES;

/** What gives a name a value. */
const SETTINGS = ['assignment', 'call', 'default_parameter', 'typed_default_parameter'];
/** Where a rule may be broken, each with the types of the node around that place that tells. */
const PLACES: readonly (readonly [place: RegExp, types: readonly string[]])[] = [
  [/(?<![.\w])(?:eval|exec)\b(?!\s*[(=])/g, ['identifier']],
  [/\b(?:__builtins__|builtins)\b/g, ['subscript', 'call']],
  [/\bverify_mode\s*=|_create_default_https_context\s*=/g, ['assignment']],
  [/\b\w*(?:verif|check|valid|ssl)\w*\s*(?::[^=\n]{1,200})?=\s*False\b/gi, SETTINGS],
  [/(?<=["']\w*(?:verif|check|valid|ssl)\w*["'])\s*:\s*False\b/gi, ['pair']],
  [/\bverify(?:_ssl)?\s*=\s*False\b|\bunsafe_load\s*\(|["']-l?c["']/g, ['call']],
  [/(?<=(?:__import__|import_module)\([^()\n]*\)\s*)\.\s*(?:system|popen)\b/g, ['call']],
  [/\b(?:execute(?:many|script)?|raw|read_sql(?:_query)?)\s*\(/g, ['call']],
];
const SQL_WORD = /\bselect\s|\binsert\s+into\b|\bdelete\s+from\b|\bupdate\s[^;]{1,200}\bset\b/i;
const QUERIES = /^(?:execute(?:many|script)?|raw|read_sql(?:_query)?)$/;
const SHELL = /^(?:\S*\/)?(?:ba|z|da|k)?sh$/;
const FETCHES =
  /^(?:get|post|put|patch|delete|head|options|request|stream|Session|Client|AsyncClient|TCPConnector)$/;

/** Where Python text breaks the rules that ruff has not. Only texts with a place that may break one are parsed. */
export async function ownPythonProblems(text: string): Promise<readonly LintProblem[]> {
  const places = placesIn(text);
  if (places.length === 0) return [];
  const read = await tryTree({ language: 'python', text }, ({ rootNode }) => problemsIn(rootNode, places));
  return read.kind === 'parsed' ? read.value : [];
}

type Place = { readonly offset: number; readonly types: readonly string[] };

function placesIn(text: string): readonly Place[] {
  const isSql = SQL_WORD.test(text);
  return PLACES.flatMap(([pattern, types]) =>
    Array.from(text.matchAll(pattern))
      .filter(([found]) => isSql || !QUERIES.test(found.replace(/\s*\($/, '')))
      .map(({ index }) => ({ offset: index, types })),
  );
}

function problemsIn(root: Node, places: readonly Place[]): readonly LintProblem[] {
  const names = once(() => namesOf(root));
  const problems = new Map<number, LintProblem>();
  for (const { offset, types } of places) {
    const node = nodeAround(root, offset, types);
    const code = node === null ? null : ruleOf(node, names);
    if (node === null || code === null) continue;
    problems.set(node.startIndex, { code, message: OWN_PYTHON_RULES[code], offset: node.startIndex });
  }
  return [...problems.values()];
}

/** The nearest node of one of the types, within its statement. */
function nodeAround(root: Node, offset: number, types: readonly string[]): Node | null {
  for (let node = root.descendantForIndex(offset); node !== null; node = node.parent) {
    if (types.includes(node.type)) return node;
    if (/_statement$|^(?:block|module|comment|string)$/.test(node.type) && !types.includes('call'))
      return null;
    if (/^(?:block|module|comment)$/.test(node.type)) return null;
  }
  return null;
}

function ruleOf(node: Node, names: () => PythonNames): OwnRule | null {
  switch (node.type) {
    case 'identifier':
      return isRunnerAsValue(node, names) ? 'code-from-text' : null;
    case 'subscript':
      return isRunnerOfBuiltins(node.childForFieldName('value'), node.childForFieldName('subscript'))
        ? 'code-from-text'
        : null;
    case 'pair':
    case 'default_parameter':
    case 'typed_default_parameter':
      return isUncheckedByDefault(node) ? 'unchecked-certificate' : null;
    case 'assignment':
      return switchesChecksOff(node) ? 'unchecked-certificate' : null;
    default:
      return ruleOfCall(node, names);
  }
}

/** `eval` given on as a value: `run = eval`, `map(eval, texts)`. */
function isRunnerAsValue(node: Node, names: () => PythonNames): boolean {
  const { text, parent } = node;
  if (!/^(?:eval|exec)$/.test(text) || names().has(text) || parent === null) return false;
  if (parent.type === 'assignment') return parent.childForFieldName('right')?.id === node.id;
  return parent.type === 'argument_list' || parent.type === 'list' || parent.type === 'pair';
}

function isRunnerOfBuiltins(object: Node | null, name: Node | null | undefined): boolean {
  return (
    /^(?:__builtins__|builtins)(?:\.__dict__)?$/.test(object?.text ?? '') &&
    /^["'](?:eval|exec)["']$/.test(name?.text ?? '')
  );
}

function switchesChecksOff(node: Node): boolean {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right')?.text ?? '';
  if (left?.type === 'identifier') return isUncheckedSetting(left.text, right);
  if (left?.type !== 'attribute') return false;
  const name = left.childForFieldName('attribute')?.text ?? '';
  if (name === 'verify' || isUncheckedSetting(name, right)) return right === 'False';
  if (name === 'verify_mode') return /\bCERT_NONE$/.test(right);
  return name === '_create_default_https_context' && right.endsWith('_create_unverified_context');
}

function ruleOfCall(call: Node, names: () => PythonNames): OwnRule | null {
  const callee = call.childForFieldName('function');
  const given = (call.childForFieldName('arguments')?.namedChildren ?? []).filter((one) => one !== null);
  const [first, second] = given;
  const name = (callee?.childForFieldName('attribute') ?? callee)?.text ?? '';
  if (first === undefined) return null;
  if (name === 'getattr' && isRunnerOfBuiltins(first, second)) return 'code-from-text';
  if (name === 'unsafe_load' && callee?.type === 'attribute') return 'unsafe-yaml';
  if (given.some((one) => isUnchecked(one, name))) return 'unchecked-certificate';
  if (startsShell(callee, first, names)) return 'shell-command';
  return QUERIES.test(name) && isBuiltPythonSql(first, names()) ? 'sql-from-text' : null;
}

function isUnchecked(argument: Node, callee: string): boolean {
  if (argument.type !== 'keyword_argument') return false;
  const name = argument.childForFieldName('name')?.text ?? '';
  const value = argument.childForFieldName('value')?.text ?? '';
  return isUncheckedSetting(name, value) || (name === 'verify' && value === 'False' && FETCHES.test(callee));
}

/** `__import__('os').system(line)`, and `['sh', '-c', line]` for what starts a process. */
function startsShell(callee: Node | null, first: Node, names: () => PythonNames): boolean {
  const object = callee?.childForFieldName('object');
  const isImported =
    object?.type === 'call' && /^(?:__import__|(?:importlib\.)?import_module)\(/.test(object.text);
  const method = callee?.childForFieldName('attribute')?.text ?? '';
  if (isImported) return /^(?:system|popen)$/.test(method) && !isFixedPython(first, names());
  if (first.type !== 'list') return false;
  const [shell, flag, line] = first.namedChildren;
  if (!SHELL.test(shell?.text.slice(1, -1) ?? '') || !/^["']-l?c["']$/.test(flag?.text ?? '')) return false;
  if (line === null || line === undefined || isFixedPython(line, names())) return false;
  return (
    (pythonPieces(line, names()) ?? []).some((piece) => 'value' in piece) && !/\bquote\(/.test(line.text)
  );
}
