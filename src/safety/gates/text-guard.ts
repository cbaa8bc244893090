import { contextAround, type Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { Candidate, ChangeIntent, Gate, Verdict } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';

/** The two sides of a changed file; null where it does not exist or is no text. */
export type TextChange = {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** What a guard objects to. Line and column count from 1 in the text after the change. */
export type Finding = {
  readonly path: string;
  readonly line: number;
  /** 1 where it is left out. */
  readonly column?: number;
  readonly message: string;
  /** The rule set that speaks, where it is not the guard itself. */
  readonly source?: string;
  /** The lines around, where they may not be shown as they are. */
  readonly context?: string;
  /** Whether the task asks for it: then it is told, and passes. */
  readonly isAsked?: boolean;
  /** Whether it is often right where it is found: then it is told, and a person decides. */
  readonly isDoubt?: boolean;
};

/** A guard sees all changed files at once, so that what moved from one to another is not taken for lost. */
export type TextGuard = {
  readonly id: string;
  /** What a failure is called in the summary, e.g. "placeholder". */
  readonly noun: string;
  readonly judges: Gate['judges'];
  appliesTo(path: string): boolean;
  /** Whether it can read a file that it applies to; one that it cannot is named, and passes. All of them if left out. */
  canRead?(path: string): boolean;
  find(
    changes: readonly TextChange[],
    intent: ChangeIntent,
    candidate: Candidate,
  ): readonly Finding[] | Promise<readonly Finding[]>;
};

/** Makes a gate of a guard. It judges texts, and its findings go back to the builder. */
export function gateOf(guard: TextGuard): Gate {
  return {
    id: guard.id,
    checkType: guard.id,
    isHealable: true,
    judges: guard.judges,
    appliesTo: (path) => guard.appliesTo(path),
    check: async (candidate) => {
      const judged = candidate.changes.filter((change) => guard.appliesTo(change.path));
      const changes = judged.map(textChangeOf);
      return verdictOf(guard, judged, {
        changes,
        findings: await guard.find(changes, candidate.intent, candidate),
      });
    },
  };
}

/** A change as text. */
export function textChangeOf({ path, before, after }: FileChange): TextChange {
  return { path, before: textOrNull(before), after: textOrNull(after) };
}

function textOrNull(bytes: Uint8Array | null): string | null {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : null;
}

function verdictOf(
  guard: TextGuard,
  judged: readonly FileChange[],
  { changes, findings }: { readonly changes: readonly TextChange[]; readonly findings: readonly Finding[] },
): Verdict {
  const textByPath = new Map(changes.map((change) => [change.path, change.after ?? '']));
  const open = findings.filter(({ isAsked }) => isAsked !== true);
  const [doubted, refused] = [open.filter(isDoubted), open.filter((finding) => !isDoubted(finding))];
  const asDiagnostic = (finding: Finding): Diagnostic =>
    diagnosticOf(guard.id, finding, textByPath.get(finding.path) ?? '');
  const unread = judged.map(({ path }) => path).filter((path) => guard.canRead?.(path) === false);
  const left = unread.length === 0 ? '' : ` Not judged, for want of a reader: ${unread.join(', ')}.`;
  return {
    passed: refused.length === 0,
    summary: summaryOf(guard.noun, { findings, refused, doubted }) + left,
    diagnostics: refused.map(asDiagnostic),
    ...(doubted.length === 0 ? {} : { doubts: doubted.map(asDiagnostic) }),
    judged: judged.flatMap(({ path, after }) =>
      after === null ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
    ),
  };
}

function isDoubted({ isDoubt }: Finding): boolean {
  return isDoubt === true;
}

function diagnosticOf(id: string, finding: Finding, text: string): Diagnostic {
  const { path, line, column = 1, message, source = 'guard' } = finding;
  const context = finding.context ?? (text === '' ? '' : contextAround(text, { line, column }));
  return { path, line, column, kind: id, message, source, context };
}

type Sorted = Readonly<Record<'findings' | 'refused' | 'doubted', readonly Finding[]>>;

function summaryOf(noun: string, { findings, refused, doubted }: Sorted): string {
  const placesOf = (some: readonly Finding[]): string =>
    some.map(({ path, line, message }) => `${path}:${line} ${message}`).join(' ');
  if (refused.length > 0) return placesOf(refused);
  if (doubted.length > 0) return `In doubt: ${placesOf(doubted)}`;
  if (findings.length === 0) return `No ${noun} found.`;
  return `The task asks for it: ${placesOf(findings)}`;
}
