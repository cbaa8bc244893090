import { contextAround, type Diagnostic } from '../domain/diagnostic.ts';
import { newItems } from '../domain/new-items.ts';
import { lineAt, positionAt } from '../domain/text.ts';
import { enclosingSymbol } from '../codebase/enclosing-symbol.ts';
import type { Judgement, ParserName } from '../codebase/languages/judgement.ts';
import type { ParserReport, SyntaxProblem } from '../codebase/languages/syntax-problem.ts';

/** A problem with the parser that found it and the line it stands on, trimmed. */
export type Finding = {
  readonly parser: ParserName;
  readonly isAuthority: boolean;
  /** See {@link Judgement}. */
  readonly part: number;
  readonly problem: SyntaxProblem;
  readonly line: string;
};

/** What it takes to tell of a place of a text. */
type Told = {
  readonly parser: string;
  readonly problem: { readonly offset: number; readonly kind: string; readonly message: string };
};

const MAX_DIAGNOSTICS = 5;

/** Every problem that the parsers found in a text, the strongest parser's first. */
export function findingsOf(judgements: readonly Judgement[], text: string): readonly Finding[] {
  return judgements.toReversed().flatMap(({ parser, isAuthority, part, report }) => {
    return problemsIn(parser, report).map((problem) => ({
      parser,
      isAuthority,
      part,
      problem,
      line: lineAt(text, problem.offset).trim(),
    }));
  });
}

/**
 * The findings that are not in the baseline, by parser, message and the text of the line. Line numbers, also those in
 * messages, do not count.
 */
export function newFindings(found: readonly Finding[], baseline: readonly Finding[]): readonly Finding[] {
  return newItems(found, baseline, keyOf);
}

/** A text that findings are told of; `old` are those that it had before, null where nothing was before. */
export type ToldText = {
  readonly path: string;
  readonly text: string;
  readonly old: ReadonlySet<Told> | null;
};

/** The findings as people and models read them: one a line of the text, at most five. */
export async function diagnosticsOf(
  findings: readonly Told[],
  { path, text, old }: ToldText,
): Promise<readonly Diagnostic[]> {
  const byLine = new Map<number, Diagnostic>();
  for (const finding of findings) {
    const place = positionAt(text, finding.problem.offset);
    if (byLine.has(place.line)) continue;
    const { kind, message } = finding.problem;
    const symbol = kind === 'not-judged' ? null : await enclosingSymbol({ path, text }, place.line);
    byLine.set(place.line, {
      path,
      ...place,
      kind,
      message,
      source: finding.parser,
      context: contextAround(text, place),
      ...(symbol === null ? {} : { symbol }),
      ...(old === null ? {} : { state: old.has(finding) ? 'old' : 'new' }),
    });
    if (byLine.size === MAX_DIAGNOSTICS) break;
  }
  return [...byLine.values()];
}

/** What is no error and worth telling: likely mistakes, and who could not judge a text because it is newer than they are. */
export function notesOf(judgements: readonly Judgement[], text: string): readonly Finding[] {
  return judgements.flatMap(({ parser, isAuthority, part, report }) =>
    notesIn(report, part).map((problem) => {
      return { parser, isAuthority, part, problem, line: lineAt(text, problem.offset).trim() };
    }),
  );
}

function notesIn(report: ParserReport, part: number): readonly SyntaxProblem[] {
  switch (report.kind) {
    case 'parsed':
      return report.notes ?? [];
    case 'outdated': {
      const offset = part === 0 ? report.offset : 0;
      return [{ offset, kind: 'not-judged', code: null, message: report.reason }];
    }
    case 'absent':
    case 'broken':
      return [];
  }
}

/** A parser that broke down has one thing against the text: that it could not be judged. */
function problemsIn(parser: ParserName, report: ParserReport): readonly SyntaxProblem[] {
  switch (report.kind) {
    case 'parsed':
      return report.problems;
    case 'absent':
    case 'outdated':
      return [];
    case 'broken':
      return [{ offset: 0, kind: 'not-judged', code: null, message: brokenMessage(parser, report.reason) }];
  }
}

function brokenMessage(parser: ParserName, reason: string): string {
  return parser === 'ouroboros' ? `Not judged: ${reason}` : `${parser} cannot judge it: ${reason}`;
}

function keyOf({ parser, problem, line }: Finding): string {
  return [parser, problem.code ?? '', problem.message.replace(/\b(line|cell) \d+/g, '$1'), line].join('\n');
}
