import * as z from 'zod';
import type { TextEdit } from '../../domain/text-edit.ts';
import { messageOf } from '../../domain/errors.ts';
import { compileProblems } from './python-compile-rules.ts';
import { pythonLineStarts } from './python-lines.ts';
import { shortMessage, type ParserReport, type SyntaxProblem } from './syntax-problem.ts';

/** A finding of ruff. Offsets are in UTF-16 code units; the edits of its fix all speak of the text that was checked. */
export type RuffDiagnostic = {
  /** The rule, e.g. `F401`, or `invalid-syntax`. */
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly fix: readonly TextEdit[] | null;
};

/** Settings in ruff's own words; what is left out has ruff's default. */
export type RuffSettings = {
  readonly 'line-length'?: number;
  readonly 'indent-width'?: number;
  readonly lint?: Readonly<Record<string, unknown>>;
};

/** The rules to run, and how. */
export type RuffOptions = {
  readonly select: readonly string[];
  /** `py38`; the newest without it. */
  readonly target?: string;
  readonly settings?: RuffSettings;
};

// Errors of Python's compiler that ruff files as lint rules.
const COMPILE_RULES = [
  'F404',
  'F406',
  'F407',
  'F622',
  'F701',
  'F702',
  'F704',
  'F706',
  'F707',
  'PLE0115',
  'PLE0117',
  'PLE0118',
  'PLE1142',
] as const;

const NEWEST_PYTHON = 'py315';
/** The code of a syntax error, which is no rule. */
export const INVALID_SYNTAX = 'invalid-syntax';
/** Those that this ruff knows. */
const TARGETS = /^py3(?:[7-9]|1[0-5])$/;
const SINCE = /syntax was added in Python (3\.\d+)\)/;
const SUPPRESSION = /#.*/g;

const place = z.object({ row: z.int().positive(), column: z.int().positive() });
const found = z.array(
  z.object({
    code: z.string().nullable(),
    message: z.string(),
    start_location: place,
    end_location: place,
    fix: z
      .object({
        edits: z.array(z.object({ content: z.string().nullable(), location: place, end_location: place })),
      })
      .nullable(),
  }),
);

type Place = z.infer<typeof place>;

/**
 * Runs the selected rules over Python text, `# noqa` respected. Syntax errors are reported whatever is selected.
 * @throws Error when a rule or a setting is unknown to this ruff or when ruff breaks down on the text
 */
export async function ruffDiagnostics(
  text: string,
  { select, target = NEWEST_PYTHON, settings = {} }: RuffOptions,
): Promise<readonly RuffDiagnostic[]> {
  const { Workspace, PositionEncoding } = await import('@astral-sh/ruff-wasm-nodejs');
  const workspace = new Workspace(
    { 'target-version': target, ...settings, lint: { ...settings.lint, select } },
    PositionEncoding.Utf16,
  );
  try {
    const diagnostics = found.parse(workspace.check(text));
    const starts = pythonLineStarts(text);
    const offsetOf = ({ row, column }: Place): number => (starts[row - 1] ?? text.length) + column - 1;
    return diagnostics.map((one) => ({
      code: one.code ?? INVALID_SYNTAX,
      message: one.message,
      start: offsetOf(one.start_location),
      end: offsetOf(one.end_location),
      fix:
        one.fix?.edits.map((edit) => ({
          start: offsetOf(edit.location),
          end: offsetOf(edit.end_location),
          newText: edit.content ?? '',
        })) ?? null,
    }));
  } finally {
    workspace.free();
  }
}

/** How wide lines may be, and what they are indented by. */
type RuffLayout = { readonly width: number; readonly indent: string };

/**
 * The text as ruff's formatter lays it out, with the quotes that it has.
 * @throws Error when the text has a syntax error
 */
export async function ruffFormatted(text: string, { width, indent }: RuffLayout): Promise<string> {
  const { Workspace, PositionEncoding } = await import('@astral-sh/ruff-wasm-nodejs');
  const isTab = indent.startsWith('\t');
  const workspace = new Workspace(
    {
      'target-version': NEWEST_PYTHON,
      'line-length': width,
      ...(isTab ? {} : { 'indent-width': indent.length }),
      format: { 'quote-style': 'preserve', 'indent-style': isTab ? 'tab' : 'space' },
    },
    PositionEncoding.Utf16,
  );
  try {
    return workspace.format(text);
  } finally {
    workspace.free();
  }
}

/** Judges Python text by ruff's parser, by the lint rules that stand for errors of the compiler, and by rules of our own for the rest. */
export async function ruffSyntax(text: string): Promise<ParserReport> {
  try {
    const diagnostics = await ruffDiagnostics(withoutSuppressions(text), { select: COMPILE_RULES });
    const problems = diagnostics.map(({ start, code, message }): SyntaxProblem => ({
      offset: Math.min(start, text.length),
      kind: code === INVALID_SYNTAX ? 'syntax' : 'early-error',
      code,
      message: shortMessage(message),
    }));
    const isParsed = problems.every(({ kind }) => kind === 'early-error');
    return {
      kind: 'parsed',
      problems: isParsed ? [...problems, ...(await compileProblems(text))] : problems,
    };
  } catch (error) {
    return { kind: 'broken', reason: shortMessage(messageOf(error)) };
  }
}

/** Syntax that a version of Python does not know, and the version that brought it. */
export type NewerSyntax = { readonly offset: number; readonly message: string; readonly since: string };

/**
 * What a text has that is newer than a version such as `3.11`, and the newest of it; null where there is none, or where
 * the text is wrong for the newest Python too.
 */
export async function newerSyntaxIn(text: string, version: string): Promise<NewerSyntax | null> {
  const target = `py${version.replace('.', '')}`;
  if (!TARGETS.test(target) || (await syntaxErrorsOf(text, NEWEST_PYTHON)).length > 0) return null;
  const newer = (await syntaxErrorsOf(text, target)).flatMap(({ message, start }) => {
    const since = SINCE.exec(message)?.[1];
    return since === undefined ? [] : [{ offset: start, message: shortMessage(message), since }];
  });
  return newer.toSorted((a, b) => minorOf(b.since) - minorOf(a.since))[0] ?? null;
}

/** The second number of a version such as `3.11`. */
export function minorOf(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}

async function syntaxErrorsOf(text: string, target: string): Promise<readonly RuffDiagnostic[]> {
  const found = await ruffDiagnostics(text, { select: [], target });
  return found.filter(({ code }) => code === INVALID_SYNTAX);
}

/** The text with the letters of each `# noqa` changed, in place: it would switch rules off. */
export function withoutSuppressions(text: string): string {
  return text.replace(SUPPRESSION, (comment) =>
    comment.replace(/noqa|ruff:/gi, (word) => 'x'.repeat(word.length)),
  );
}
