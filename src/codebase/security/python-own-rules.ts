import type { LintProblem } from '../languages/ruff-lint.ts';
import { nodesOfTypes, tryTree, type Node } from '../languages/tree-sitter.ts';
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

/** What every text that breaks one of the rules holds; others are not parsed. */
const HINT =
  /\b(?:eval|exec)\b(?!\s*\()|__import__|import_module|["']-l?c["']|\bverify(?:_ssl|_mode)?\s*=|check_hostname|_create_unverified_context|unsafe_load|\b(?:execute\w*|raw|read_sql\w*)\s*\(/;
const SQL = /^\s*(?:SELECT\b[\s\S]*\bFROM|INSERT\s+INTO|UPDATE\b[\s\S]*\bSET|DELETE\s+FROM)\b/i;
const QUERIES = /^(?:execute(?:many|script)?|raw|read_sql(?:_query)?|text)$/;
/** What stands before a value in SQL; names of tables and columns, which no parameter can be, stand elsewhere. */
const BEFORE_VALUE = /(?:[=<>]|\bLIKE|\bVALUES\s*\([^)]*)\s*(?:\\?['"]%?)?$/i;
const NO_VALUE =
  /placeholder|param|column|table|name|limit|offset|count|sql|clause|quot|escap|^(?:i|n|id[xs]?|index)$/i;
const SHELL = /^(?:\S*\/)?(?:ba|z|da|k)?sh$/;
const FETCHES =
  /^(?:get|post|put|patch|delete|head|options|request|stream|Session|Client|AsyncClient|TCPConnector)$/;

/** Where Python text breaks the rules that ruff has not, in the order of the text. */
export async function ownPythonProblems(text: string): Promise<readonly LintProblem[]> {
  if (!HINT.test(text)) return [];
  const read = await tryTree({ language: 'python', text }, ({ rootNode }) => {
    const names = namesOf(rootNode);
    return nodesOfTypes(rootNode, (type) => /^(?:call|assignment|identifier|subscript)$/.test(type)).flatMap(
      (node): readonly LintProblem[] => {
        const code = ruleOf(node, names);
        return code === null ? [] : [{ code, message: OWN_PYTHON_RULES[code], offset: node.startIndex }];
      },
    );
  });
  return read.kind === 'parsed' ? read.value : [];
}

/** Those of the places at which a text stands that is put together of nothing but literals and constants of the file. */
export async function fixedTexts(text: string, offsets: readonly number[]): Promise<ReadonlySet<number>> {
  const read = await tryTree({ language: 'python', text }, ({ rootNode }) => {
    const names = namesOf(rootNode);
    return offsets.filter((offset) => {
      const value = textAt(rootNode, offset);
      return value !== null && isFixedPython(value, names);
    });
  });
  return new Set(read.kind === 'parsed' ? read.value : []);
}

/** The outermost expression that makes a text and starts there. */
function textAt(root: Node, offset: number): Node | null {
  let found: Node | null = null;
  for (let node = root.descendantForIndex(offset); node !== null; node = node.parent) {
    if (node.startIndex !== offset) break;
    if (/^(?:string|concatenated_string|binary_operator|call)$/.test(node.type)) found = node;
  }
  return found;
}

function ruleOf(node: Node, names: PythonNames): OwnRule | null {
  switch (node.type) {
    case 'identifier':
      return isRunnerAsValue(node, names) ? 'code-from-text' : null;
    case 'subscript':
      return isRunnerOfBuiltins(node.childForFieldName('value'), node.childForFieldName('subscript'))
        ? 'code-from-text'
        : null;
    case 'assignment':
      return switchesChecksOff(node) ? 'unchecked-certificate' : null;
    default:
      return ruleOfCall(node, names);
  }
}

/** `eval` given on as a value: `run = eval`, `map(eval, texts)`. */
function isRunnerAsValue(node: Node, names: PythonNames): boolean {
  const { text, parent } = node;
  if (!/^(?:eval|exec)$/.test(text) || names.has(text) || parent === null) return false;
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
  if (left?.type !== 'attribute') return false;
  const name = left.childForFieldName('attribute')?.text ?? '';
  if (name === 'verify' || name === 'check_hostname') return right === 'False';
  if (name === 'verify_mode') return /\bCERT_NONE$/.test(right);
  return name === '_create_default_https_context' && right.endsWith('_create_unverified_context');
}

function ruleOfCall(call: Node, names: PythonNames): OwnRule | null {
  const callee = call.childForFieldName('function');
  const given = (call.childForFieldName('arguments')?.namedChildren ?? []).filter((one) => one !== null);
  const [first, second] = given;
  const name = (callee?.childForFieldName('attribute') ?? callee)?.text ?? '';
  if (first === undefined) return null;
  if (name === 'getattr' && isRunnerOfBuiltins(first, second)) return 'code-from-text';
  if (name === 'unsafe_load' && callee?.type === 'attribute') return 'unsafe-yaml';
  if (FETCHES.test(name) && given.some(isUnchecked)) return 'unchecked-certificate';
  if (startsShell(callee, first, names)) return 'shell-command';
  return QUERIES.test(name) && isBuiltSql(first, names) ? 'sql-from-text' : null;
}

function isUnchecked(argument: Node): boolean {
  return /^(?:verify|verify_ssl)\s*=\s*False$/.test(argument.text);
}

/** `__import__('os').system(line)`, and `['sh', '-c', line]` for what starts a process. */
function startsShell(callee: Node | null, first: Node, names: PythonNames): boolean {
  const object = callee?.childForFieldName('object');
  const isImported =
    object?.type === 'call' && /^(?:__import__|(?:importlib\.)?import_module)\(/.test(object.text);
  const method = callee?.childForFieldName('attribute')?.text ?? '';
  if (isImported) return /^(?:system|popen)$/.test(method) && !isFixedPython(first, names);
  if (first.type !== 'list') return false;
  const [shell, flag, line] = first.namedChildren;
  if (!SHELL.test(shell?.text.slice(1, -1) ?? '') || !/^["']-l?c["']$/.test(flag?.text ?? '')) return false;
  if (line === null || line === undefined || isFixedPython(line, names)) return false;
  return (pythonPieces(line, names) ?? []).some((piece) => 'value' in piece) && !/\bquote\(/.test(line.text);
}

/** SQL that is more than one expression long: ruff sees those that are one. */
function isBuiltSql(query: Node, names: PythonNames): boolean {
  if (query.type !== 'identifier' && query.type !== 'call') return false;
  const pieces = pythonPieces(query, names) ?? [];
  if (!SQL.test(pieces.map((piece) => ('text' in piece ? piece.text : 'x')).join(''))) return false;
  let before = '';
  for (const piece of pieces) {
    if ('value' in piece && BEFORE_VALUE.test(before) && isPutValue(piece.value, names)) return true;
    before += 'text' in piece ? piece.text : 'x';
  }
  return false;
}

function isPutValue(value: Node, names: PythonNames): boolean {
  if (isFixedPython(value, names) || /^(?:int|float|len|bool)\(/.test(value.text)) return false;
  return !NO_VALUE.test(value.text.split('.').at(-1) ?? '');
}
