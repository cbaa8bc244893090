import type * as OxcParser from 'oxc-parser';
import type { OxcError, ParseResult } from 'oxc-parser';
import type { LanguageId } from '../../domain/language.ts';
import { messageOf } from '../../domain/errors.ts';
import type { JavaScriptGoal } from '../package-goal.ts';
import { shortMessage, type ParserReport, type SyntaxProblem } from './syntax-problem.ts';

type Oxc = typeof OxcParser;
type Goal = JavaScriptGoal | 'unambiguous';
type Dialect = 'js' | 'jsx' | 'ts' | 'tsx' | 'dts';
type Source = {
  readonly language: LanguageId;
  readonly path: string;
  readonly text: string;
  readonly goal?: JavaScriptGoal | null;
};
type Parsed = { readonly source: Source; readonly goal: Goal; readonly result: ParseResult };

// Where a regular expression may begin: a slash that opens no comment, after no operand, with another on its line.
// Without one the tree, which costs three times the parse, need not be fetched.
const AFTER_NO_OPERAND =
  /(?:(?<![\w$.\]"'`/\\])|(?<=\*\/)|(?<=\b(?:await|case|default|delete|do|else|extends|in|instanceof|new|of|return|throw|typeof|void|yield)))/;
// A closing tag, in a string or in JSX, is none either.
const CLOSING_TAG = /(?<!<(?=\/[\w.:-]*>))/;
const MAYBE_REGEX = new RegExp(
  `${AFTER_NO_OPERAND.source}${CLOSING_TAG.source}/(?![/*])[^\\n\\r\\u2028\\u2029]*/`,
);

/**
 * Judges JavaScript or TypeScript text by oxc's parser, its semantic pass and the engine's own regular expressions.
 * Where neither the caller nor the extension gives a goal, the text is valid when it is a valid module or a valid script.
 * @param source the language and the path decide the dialect, and the goal unless JavaScript is given one; text nested too deeply ends the process: see tree-syntax.ts
 */
export async function oxcSyntax(source: Source): Promise<ParserReport> {
  try {
    const oxc = await import('oxc-parser');
    return { kind: 'parsed', problems: problemsOf(oxc, source) };
  } catch (error) {
    return { kind: 'broken', reason: shortMessage(messageOf(error)) };
  }
}

/** The problems under the goal that fits the text best; none as soon as one goal accepts it. */
function problemsOf(oxc: Oxc, source: Source): readonly SyntaxProblem[] {
  const tries: Parsed[] = [];
  for (const goal of goalsOf(source)) {
    const parsed = { source, goal, result: parseAs(oxc, { source, goal, semantic: true }) };
    if (parsed.result.errors.length === 0) return regexProblems(oxc, parsed);
    tries.push(parsed);
  }
  const asModule = tries.find(({ goal, result }) => goal === 'module' && result.module.hasModuleSyntax);
  const best = asModule ?? tries.at(-1);
  return best === undefined ? [] : errorsOf(oxc, best);
}

function parseAs(
  oxc: Oxc,
  { source, goal, semantic }: { readonly source: Source; readonly goal: Goal; readonly semantic: boolean },
): ParseResult {
  return oxc.parseSync(source.path, source.text, {
    lang: dialectOf(source),
    sourceType: goal,
    showSemanticErrors: semantic,
  });
}

/** What the parser alone does not mind is an early error. */
function errorsOf(oxc: Oxc, { source, goal, result }: Parsed): readonly SyntaxProblem[] {
  const plain = new Set(parseAs(oxc, { source, goal, semantic: false }).errors.map(placeOf));
  return result.errors.map((error) => ({
    offset: error.labels[0]?.start ?? 0,
    kind: plain.has(placeOf(error)) ? 'syntax' : 'early-error',
    code: null,
    message: shortMessage(error.message),
  }));
}

function placeOf(error: OxcError): string {
  return `${error.labels[0]?.start ?? 0} ${error.message}`;
}

function regexProblems(oxc: Oxc, { source, result }: Parsed): readonly SyntaxProblem[] {
  if (!MAYBE_REGEX.test(source.text) || !MAYBE_REGEX.test(withoutComments(source.text, result))) return [];
  const problems: SyntaxProblem[] = [];
  const visitor = new oxc.Visitor({
    Literal(node) {
      if (!('regex' in node)) return;
      const fault = regexFault(node.regex.pattern, node.regex.flags);
      if (fault !== null)
        problems.push({ offset: node.start, kind: 'early-error', code: null, message: fault });
    },
  });
  visitor.visit(result.program);
  return problems;
}

/** Where a text has a slash that may begin an expression, it is mostly in a comment. */
function withoutComments(text: string, { comments }: ParseResult): string {
  let at = 0;
  let rest = '';
  for (const { start, end } of comments) {
    rest += `${text.slice(at, start)} `;
    at = end;
  }
  return rest + text.slice(at);
}

function regexFault(pattern: string, flags: string): string | null {
  try {
    return new RegExp(pattern, flags) instanceof RegExp ? null : 'Invalid regular expression';
  } catch (error) {
    return shortMessage(messageOf(error));
  }
}

/** JSX is common in plain `.js`. */
function dialectOf({ language, path }: Source): Dialect {
  if (language === 'tsx') return 'tsx';
  if (language === 'typescript') return /\.d(\.[^./]+)?\.[cm]?ts$/i.test(path) ? 'dts' : 'ts';
  return /\.[cm]js$/i.test(path) ? 'js' : 'jsx';
}

/** TypeScript has no `return` outside functions, whatever its module format. */
function goalsOf({ language, path, goal }: Source): readonly Goal[] {
  if (language === 'javascript' && goal !== undefined && goal !== null) return [goal];
  if (/\.m[jt]s$/i.test(path)) return ['module'];
  if (/\.cjs$/i.test(path)) return ['commonjs'];
  return language === 'javascript' ? ['unambiguous', 'module', 'commonjs'] : ['unambiguous', 'module'];
}
