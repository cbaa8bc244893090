import type { Node } from '../languages/tree-sitter.ts';
import { isPartOfSql, valuesInSql, valuesOfCondition } from './sql-values.ts';
import { functionAround, isBuiltTree, isLooseTree, piecesOfTree } from './tree-texts.ts';

/** The rules for Go, Java, PHP and Ruby, each with what to do instead. */
export const TREE_RULES = {
  'code-from-text':
    'Code is made from a text that is not fixed here. Look the value up in a table, or call a function by its name.',
  'shell-command':
    'Values are put into a command line for a shell. Give the program and each argument as a text of its own.',
  'sql-from-text': 'A value is put into the text of SQL. Pass it as a parameter beside the text.',
  'raw-html': 'Values that are not made safe become HTML. Escape or sanitise them first.',
  'unchecked-certificate':
    'Certificates are no longer checked. Leave the check on and give the right authority.',
  'unsafe-data':
    'What is read can make any object, and so run code. Read data in a format that only holds data.',
} as const;

export type TreeRule = keyof typeof TREE_RULES;

/** A place that may break a rule: a call by what is called, or any node of a type. */
type Place = {
  readonly types: readonly string[];
  readonly callee: RegExp;
  readonly code: TreeRule;
  readonly isBroken: (given: readonly Node[], node: Node) => boolean;
};

export type TreeLanguage = 'go' | 'java' | 'php' | 'ruby';

const SHELL = /^["'](?:\S*\/)?(?:ba|z|da|k)?sh["']$|^["'](?:cmd(?:\.exe)?|powershell)["']$/;
const TELLS = /^["'](?:-l?c|\/c|-Command)["']$/i;
const OF_REQUEST = /\$_(?:GET|POST|REQUEST|COOKIE|SERVER)\b|php:\/\/input/;
const NUMBER_OR_SAFE =
  /^\(?\s*\(?(?:int|float|bool)\)|\b(?:intval|floatval|htmlspecialchars|htmlentities|strip_tags|urlencode|rawurlencode|json_encode|count|isset|empty|md5|esc_\w+|\w*(?:escape|sanitize|encode)\w*)\s*\(/i;
const QUOTES_FOR_SHELL = /escapeshell|shellescape|Shellwords/;
/** A specification of a package reads the version from a file beside it. */
const OWN_FILE = /^(?:File|IO)\b/;
const ANY = /^/;
/** What is a call in one of the languages. */
const CALLS = [
  'call_expression',
  'method_invocation',
  'object_creation_expression',
  'function_call_expression',
  'member_call_expression',
  'scoped_call_expression',
  'call',
];

const isFirstBuilt = ([first]: readonly Node[]): boolean => first !== undefined && isBuiltTree(first);
const isFirstLoose = ([first]: readonly Node[]): boolean => first !== undefined && isLooseTree(first);
/** Where a function quotes for the shell, its other values are taken for safe: they may hold what was quoted. */
const isCommandBuilt = (given: readonly Node[], node: Node): boolean =>
  isFirstBuilt(given) && !QUOTES_FOR_SHELL.test(functionAround(node)?.text ?? '');
const isOnlyBuilt = (given: readonly Node[], node: Node): boolean =>
  given.length === 1 && isCommandBuilt(given, node);
const isLooseText = ([first]: readonly Node[]): boolean =>
  first !== undefined && isLooseTree(first) && !OWN_FILE.test(first.text);
/** Ruby's way to write definitions out with names put in: a text of this file, that errors shall name. */
const isWrittenOut = ([first, ...more]: readonly Node[]): boolean =>
  first?.type === 'heredoc_beginning' && more.some(({ text }) => text === '__FILE__');
const isItselfBuilt = (_: readonly Node[], node: Node): boolean =>
  node.namedChildren.some(
    (part) => part?.type === 'interpolation' && isLooseTree(part.firstNamedChild ?? part),
  );
const isOfRequest = (_: readonly Node[], { text }: Node): boolean =>
  OF_REQUEST.test(text) && !NUMBER_OR_SAFE.test(text.replace(/^(?:echo|print|unserialize|eval)\b\s*\(?/, ''));

const GO: readonly Place[] = [
  calls(/^exec\.Command(?:Context)?$/, 'shell-command', tellsShell),
  calls(/\.(?:Query|QueryRow|Exec|Raw|Prepare)(?:Context)?$/, 'sql-from-text', isSqlBuilt),
  calls(/^template\.(?:HTML|HTMLAttr|JS)$/, 'raw-html', isFirstBuilt),
  nodes(['keyed_element', 'assignment_statement'], 'unchecked-certificate', (_, { text }) =>
    /^(?:[\w.]+\.)?InsecureSkipVerify\s*[:=]\s*true$/.test(text),
  ),
];

const JAVA: readonly Place[] = [
  calls(/(?:getRuntime\(\)|^(?:rt|runtime))\.exec$/i, 'shell-command', isFirstBuilt),
  calls(/^ProcessBuilder$/, 'shell-command', tellsShell),
  calls(
    /\.(?:execute(?:Query|Update|LargeUpdate)?|addBatch|prepareStatement|create(?:Native)?Query|queryFor\w+|query|update)$/,
    'sql-from-text',
    isSqlBuilt,
  ),
  calls(/^(?:java\.io\.)?ObjectInputStream$/, 'unsafe-data', () => true),
];

const PHP: readonly Place[] = [
  calls(/^\\?eval$/, 'code-from-text', isFirstLoose),
  calls(/^\\?(?:shell_exec|system|passthru|exec|popen)$/, 'shell-command', isCommandBuilt),
  nodes(['shell_command_expression'], 'shell-command', (_, node) =>
    node.namedChildren.some((part) => part !== null && !/^(?:string_|escape)/.test(part.type)),
  ),
  calls(
    /(?:^|[.:])(?:query|exec|prepare|multi_query|(?:mysqli|pg|mysql|sqlite)_query|select|statement)$/,
    'sql-from-text',
    isSqlBuilt,
  ),
  calls(/^\\?unserialize$/, 'unsafe-data', isOfRequest),
  nodes(['echo_statement', 'print_intrinsic'], 'raw-html', isOfRequest),
  nodes(
    ['expression_statement'],
    'raw-html',
    (given, node) => node.previousSibling?.text === '<?=' && isOfRequest(given, node),
  ),
  nodes(
    ['include_expression', 'include_once_expression', 'require_expression', 'require_once_expression'],
    'code-from-text',
    isOfRequest,
  ),
  nodes(['function_call_expression', 'array_element_initializer'], 'unchecked-certificate', (_, { text }) =>
    /^(?:\\?curl_setopt\([^,]*,\s*)?\\?CURLOPT_SSL_VERIFY(?:PEER|HOST)\s*(?:,|=>)\s*(?:false|0)\)?$/i.test(
      text,
    ),
  ),
];

const RUBY: readonly Place[] = [
  calls(/^(?:Kernel\.)?eval$/, 'code-from-text', (given) => isLooseText(given) && !isWrittenOut(given)),
  calls(/^(?:Kernel\.)?(?:system|exec|spawn)$|^IO\.popen$|^Open3\.\w+$/, 'shell-command', isOnlyBuilt),
  nodes(['subshell'], 'shell-command', isItselfBuilt),
  calls(
    /^(?:Marshal\.(?:load|restore)|(?:YAML|Psych)\.unsafe_load(?:_file)?)$/,
    'unsafe-data',
    // What the program has just written itself is a copy.
    (given, node) => isFirstLoose(given) && !/\(\s*(?:Marshal|YAML|Psych)\.dump\b/.test(node.text),
  ),
  calls(/\.(?:execute|find_by_sql|exec_query|select_all|select_values?)$/, 'sql-from-text', isSqlBuilt),
  calls(
    /(?:^|\.)where$/,
    'sql-from-text',
    ([first]) => first !== undefined && valuesOfCondition(piecesOfTree(first) ?? []).some(isValueOfSql),
  ),
  calls(/\.html_safe$/s, 'raw-html', (_, node) => {
    const receiver = node.childForFieldName('receiver');
    return receiver !== null && isBuiltTree(receiver);
  }),
  nodes(['assignment', 'pair'], 'unchecked-certificate', (_, { text }) =>
    /\bverify_mode\b[^\n]*\bVERIFY_NONE$/.test(text),
  ),
];

/** What may break a rule, by language. */
export const PLACES: Readonly<Record<TreeLanguage, readonly Place[]>> = {
  go: GO,
  java: JAVA,
  php: PHP,
  ruby: RUBY,
};

function calls(callee: RegExp, code: TreeRule, isBroken: Place['isBroken']): Place {
  return { types: CALLS, callee, code, isBroken };
}

function nodes(types: readonly string[], code: TreeRule, isBroken: Place['isBroken']): Place {
  return { types, callee: ANY, code, isBroken };
}

/** Whether a shell is started with a command that is put together. */
function tellsShell(given: readonly Node[]): boolean {
  const shell = given.findIndex(({ text }) => SHELL.test(text));
  const [flag, line] = [given[shell + 1], given[shell + 2]];
  return (
    shell !== -1 && flag !== undefined && line !== undefined && TELLS.test(flag.text) && isBuiltTree(line)
  );
}

/** The query may stand behind a connection or a context. */
function isSqlBuilt(given: readonly Node[]): boolean {
  return given.slice(0, 2).some((one) => valuesInSql(piecesOfTree(one) ?? []).some(isValueOfSql));
}

function isValueOfSql(value: Node): boolean {
  const name = /(\w+)\W*$/.exec(value.text)?.[1] ?? '';
  return isLooseTree(value) && !isPartOfSql(name.replace(/name$/i, ''));
}
