import { lintPython } from '../../codebase/languages/ruff-lint.ts';
import { ruffSyntax } from '../../codebase/languages/ruff.ts';
import { messageOf } from '../../domain/errors.ts';
import {
  findingOnLine,
  findingOnName,
  freshFindings,
  type LintFinding,
  type LintReport,
} from './lint-finding.ts';

const SELECTED = ['F', 'E9', 'PLE', 'B'];
const UNDEFINED_NAME = 'F821';

/**
 * The rules whose findings are mistakes and not matters of taste: undefined names, formats that do not fit, `is` with a
 * literal, what Python warns of or raises as soon as the line runs. Measured on commits of people, none of which fired.
 */
const ERRORS =
  /^(?:F5(?!41|2[23])\d\d|F63[1245]|F70\d|F82[123]|F901|E9\d\d|PLE(?!0704)\d+|B0(?:02|15|16|21|25|29|30|32|35))$/;

/** Built-in names of Python 2: code that runs on both asks for them where they are. */
const PYTHON_2 =
  /`(?:basestring|unicode|unichr|long|xrange|raw_input|reload|reduce|cmp|file|buffer|execfile|intern|apply|coerce|StandardError|WindowsError)`/;

/** What ruff has against a Python text that it had not against the text before. */
export async function freshInPython(text: string, before: string | null): Promise<LintReport> {
  try {
    const fresh = freshFindings(await findingsOf(text), before === null ? [] : await findingsOf(before));
    return { kind: 'judged', by: 'ruff', fresh: await weighed(fresh, [before, text]) };
  } catch (error) {
    return { kind: 'not-judged', reason: `ruff broke down: ${messageOf(error)}` };
  }
}

async function findingsOf(text: string): Promise<readonly LintFinding[]> {
  const problems = await lintPython(text, { select: SELECTED });
  return problems.map((problem) => {
    const finding = findingOnLine(text, { parser: 'ruff', weight: weightOf(problem) }, problem);
    return problem.code === UNDEFINED_NAME ? findingOnName(finding) : finding;
  });
}

function weightOf({
  code,
  message,
}: {
  readonly code: string;
  readonly message: string;
}): LintFinding['weight'] {
  return ERRORS.test(code) && !PYTHON_2.test(message) ? 'error' : 'warning';
}

/** Of a text that does not parse little is known: after it all that the next one has seems new. */
async function weighed(
  fresh: readonly LintFinding[],
  sides: readonly (string | null)[],
): Promise<readonly LintFinding[]> {
  if (!fresh.some(({ weight }) => weight === 'error')) return fresh;
  const parsed = await Promise.all(sides.map(async (text) => text === null || (await isParsed(text))));
  return parsed.every(Boolean) ? fresh : fresh.map((finding) => ({ ...finding, weight: 'warning' }));
}

async function isParsed(text: string): Promise<boolean> {
  const report = await ruffSyntax(text);
  return report.kind === 'parsed' && !report.problems.some(({ kind }) => kind === 'syntax');
}
