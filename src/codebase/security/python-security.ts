import { lineAt, positionAt } from '../../domain/text.ts';
import { lintPython, type LintProblem } from '../languages/ruff-lint.ts';
import { ownPythonProblems } from './python-own-rules.ts';
import { fixedTexts } from './python-sql.ts';

/** The rules of ruff (flake8-bandit) that stand for real harm, each with what to do instead. */
export const PYTHON_RULES: Readonly<Record<string, string>> = {
  S102: 'Call a function or look the value up in a table; no text should be run as code.',
  S201: 'Read the debug flag from the environment: the debugger runs code for everyone who reaches it.',
  S202: 'Pass `filter="data"`, or check each name: an archive can write outside of the folder.',
  S301: 'Read data with `json`; what is unpickled can run code.',
  S302: 'Read data with `json`; `marshal` breaks on what is made up.',
  S304: 'Use an authenticated cipher such as AES-GCM or ChaCha20-Poly1305.',
  S305: 'Use an authenticated mode such as GCM.',
  S306: 'Use `tempfile.mkstemp` or `NamedTemporaryFile`: another process can take the name first.',
  S307: 'Use `ast.literal_eval`, `json.loads` or a table of what is allowed.',
  S308: 'Use `format_html`, which escapes its arguments.',
  S323: 'Use `ssl.create_default_context()`.',
  S501: 'Leave the check on; give an authority of your own with `verify="ca.pem"`.',
  S502: 'Use `ssl.PROTOCOL_TLS_CLIENT`, which settles on TLS 1.2 or newer.',
  S503: 'Use TLS 1.2 or newer.',
  S505: 'Use at least 2048 bits for RSA and DSA, 224 for elliptic curves.',
  S506: 'Use `yaml.safe_load`.',
  S507: 'Load known host keys and keep the default policy, which refuses unknown ones.',
  S602: 'Pass a list of arguments and leave `shell=True` out.',
  S604: 'Pass a list of arguments and leave `shell=True` out.',
  S605: 'Use `subprocess.run` with a list of arguments.',
  S608: 'Pass values as parameters of the query beside its text.',
  S612: 'Do not listen for configuration: what is received is run.',
  S701: 'Pass `autoescape=select_autoescape()`.',
  S702: 'Pass `default_filters=["h"]`.',
  S704: 'Put values in with `Markup("…").format(value)`, which escapes them.',
};

/** What every text that breaks one of the rules holds; others need not be shown to ruff. */
const HINT = new RegExp(
  [
    String.raw`\b(?:exec|eval|debug|extractall|mktemp|verify|yaml|paramiko|listen|jinja2|mako|marshal|shell)\b`,
    'pickle|dill|shelve|crypto|mark_?safe|safe(?:string|text|unicode|bytes)|markup',
    String.raw`\b(?:system|popen[234]?|getoutput|getstatusoutput)\b|unverified_context|sslv\d|tlsv1`,
    String.raw`\b(?:select|insert|update|delete|replace|merge)\s`,
  ].join('|'),
  'i',
);

const BUILT_SQL = 'S608';
const SEEMS_SAFE = /\bseems safe\b/;
const MAX_CALL = 400;
const FILTERED = /\bextractall\((?:[^()]|\([^()]*\))*\bfilter\s*=\s*(?!["']fully_trusted)/;
const LITERAL_EVAL = /\beval\(\s*[rb]?(["'])(?:(?!\1)[^\\{])*\1\s*[,)]/;

/** Where Python text breaks the rules of security, `# noqa` or not, in the order of the text. */
export async function pythonSecurity(text: string): Promise<readonly LintProblem[]> {
  const [byRuff, own] = [await ruffProblems(text), await ownPythonProblems(text)];
  // One line is told of once, as where ruff knows the call that another name stands for.
  const told = new Set(byRuff.map(({ offset }) => positionAt(text, offset).line));
  const more = own.filter(({ offset }) => !told.has(positionAt(text, offset).line));
  return [...byRuff, ...more].toSorted((a, b) => a.offset - b.offset);
}

async function ruffProblems(text: string): Promise<readonly LintProblem[]> {
  if (!HINT.test(text)) return [];
  const problems = await lintPython(text, { select: Object.keys(PYTHON_RULES), suppressions: 'ignored' });
  const found = problems.filter((problem) => isHarm(problem, text));
  const built = found.filter(({ code }) => code === BUILT_SQL).map(({ offset }) => offset);
  const fixed = built.length === 0 ? new Set<number>() : await fixedTexts(text, built);
  return found
    .filter(({ code, offset }) => code !== BUILT_SQL || !fixed.has(offset))
    .map(({ code, message, offset }) => ({
      code,
      message: `${message}. ${PYTHON_RULES[code] ?? ''}`,
      offset,
    }));
}

/** Ruff reports fixed texts too, which nobody outside can change, and archives of which a function checks each name. */
function isHarm({ code, message, offset }: LintProblem, text: string): boolean {
  if (SEEMS_SAFE.test(message)) return false;
  if (code === 'S202') return !FILTERED.test(text.slice(offset, offset + MAX_CALL));
  return code !== 'S307' || !LITERAL_EVAL.test(lineAt(text, offset));
}
