/** Forms that skip under a condition, unless that is a constant. */
const FORMS = /^@?[\w.]*\bskip(?:if|If)\((?!\s*(?:condition\s*=\s*)?(?:True|true|1|!0)\s*[,)])/;
const UNLESS = /^@?[\w.]*\b(?:skipUnless|runIf)\((?!\s*(?:False|false|0)\s*[,)])/;
/** `test('x', { skip: typeof Bun === 'undefined' }, …)`. */
const OPTION = /^[\w.]+\([^\n]*\b(?:skip|todo|fails)\s*:(?!\s*(?:true\b|['"`\d]))/;
const NEEDS = /^[\w.]*importorskip\(/;
/** `xfail(sys.platform == "win32", …)`: what comes first is no text and has no name. */
const EXPECTED =
  /^@?[\w.]*\bxfail\((?!\s*(?:(?!condition\b)\w+\s*=[^=]|['"]|(?:condition\s*=\s*)?True\b|\)))/;
const MARK = /^@([\w]+)\b(?!\.)/;
/** A call that skips the test that it stands in. */
const CALL =
  /^(?:pytest\.(?:skip|xfail)|(?:self\.)?skipTest|raise (?:unittest\.)?SkipTest|(?:this|t|ctx)\.(?:skip|todo)|os\._exit|pytest\.exit|(?:it|test|describe|suite|context)(?:\.\w+)*\.(?:skip|only|todo|fails|failing))\b/;
/** A mark that is no decorator: of a name or of a parameter. */
const CONSTANT_MARK = /^pytest\.mark\./;
const BRANCH = /^\s*\}?\s*(?:if|elif|else|except|catch|try)\b/;
/** Where a function or a test begins. */
const HEAD = /^\s*(?:async\s+)?(?:def|function|class)\b|^\s*(?:it|test|describe)\b/;
const IN_ROW = /\bmarks\s*=\s*[[(]?\s*$/;

/** Whether what keeps a test from running, at an offset of a text, depends on something: a platform, what is installed. */
export function isConditionalSkip(text: string, start: number): boolean {
  const code = text.slice(start);
  if ([FORMS, UNLESS, OPTION, NEEDS, EXPECTED].some((form) => form.test(code))) return true;
  const [, name] = MARK.exec(code) ?? [];
  if (name !== undefined) return isNamedCondition(text, name);
  if (!CALL.test(code) && !CONSTANT_MARK.test(code)) return false;
  return isInBranch(text, start) || isBehindReturn(text, start);
}

/** Whether a condition that ends its function with a value stands right above a line: `if there: return it`. */
function isBehindReturn(text: string, start: number): boolean {
  const lines = text.slice(0, start).split('\n');
  const indent = indentOf(lines.pop() ?? '');
  const above = lines.findLastIndex((line) => line.trim() !== '' && indentOf(line) <= indent);
  const head = lines[above] ?? '';
  const body = lines.slice(above + 1).filter((line) => line.trim() !== '');
  return indentOf(head) === indent && /^\s*if\b/.test(head) && /^\s*return\s+\S/.test(body.at(-1) ?? '');
}

/** Whether it is a mark of one row of a table. */
export function isOfRow(text: string, start: number): boolean {
  return IN_ROW.test(text.slice(Math.max(0, start - 60), start));
}

function isNamedCondition(text: string, name: string): boolean {
  const given = new RegExp(String.raw`^${name}[ \t]*=[ \t]*`, 'm').exec(text);
  if (given === null) return false;
  const code = text.slice(given.index + given[0].length);
  return [FORMS, EXPECTED].some((form) => form.test(code));
}

/** Whether a line of a function stands below a condition, or behind one. */
export function isInBranch(text: string, start: number): boolean {
  const lines = text.slice(0, start).split('\n');
  const own = lines.pop() ?? '';
  if (/\bif\b/.test(own)) return true;
  let indent = indentOf(own);
  for (const line of lines.toReversed()) {
    if (line.trim() === '' || indentOf(line) >= indent) continue;
    if (BRANCH.test(line)) return true;
    if (HEAD.test(line)) return false;
    // What a closing bracket ends began on a line that is indented as far.
    indent = indentOf(line) + Number(/^\s*[)\]}]/.test(line));
  }
  return false;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
