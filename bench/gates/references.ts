import { openPython3 } from '../../src/codebase/languages/python3.ts';
import { checkSingleFile } from '../../src/codebase/languages/typescript-single-file.ts';
import { loadTypeScript } from '../../src/codebase/languages/typescript.ts';
import type { JavaScriptGoal } from '../../src/codebase/package-goal.ts';
import { rejectedByV8 } from './v8-reference.ts';

/** A text and how it is to be read where it is JavaScript. */
export type ReferenceSource = { readonly path: string; readonly text: string; readonly goal: JavaScriptGoal };

/** Why the language's own compiler refuses a text, or null. */
export type Refusal = string | null;

// Diagnostics of TypeScript's checker that speak of syntax: grammar errors, and names declared twice.
const GRAMMAR_CODES = /^(?:1\d{3}|17\d{3}|18\d{3}|2300|2451|2440|2567)$/;
// Numbered like grammar, but about what a name stands for: a missing variable, a type used as a value.
const NOT_GRAMMAR = new Set([1361, 1362, 18_004]);

/** Asks python3's `compile`, V8, or a program of TypeScript 6 with the one file, by the extension. */
export async function refusalsOf(
  sources: readonly ReferenceSource[],
): Promise<ReadonlyMap<ReferenceSource, Refusal>> {
  const byKind = Object.groupBy(sources, ({ path }) => referenceFor(path));
  return new Map([
    ...(await byPython(byKind.python ?? [])),
    ...byV8(byKind.v8 ?? []),
    ...(await byTypeScript(byKind.typescript ?? [])),
  ]);
}

function referenceFor(path: string): 'python' | 'v8' | 'typescript' {
  if (path.endsWith('.py')) return 'python';
  return /\.[cm]?js$/.test(path) ? 'v8' : 'typescript';
}

type Refused = readonly [ReferenceSource, Refusal];

async function byPython(sources: readonly ReferenceSource[]): Promise<readonly Refused[]> {
  const python = openPython3();
  const refused: Refused[] = [];
  for (const source of sources) {
    const report = await python.judge({ text: source.text, bytes: Buffer.from(source.text) });
    // One that is older than the syntax says nothing about it.
    if (report.kind !== 'parsed' && report.kind !== 'outdated')
      throw new Error(`python3 did not judge ${source.path}: ${report.reason}`);
    refused.push([source, report.kind === 'parsed' ? (report.problems[0]?.message ?? null) : null]);
  }
  python.close();
  return refused;
}

function byV8(sources: readonly ReferenceSource[]): readonly Refused[] {
  const rejected = rejectedByV8(sources);
  return sources.map((source, index) => [source, rejected[index] === true ? 'V8' : null]);
}

async function byTypeScript(sources: readonly ReferenceSource[]): Promise<readonly Refused[]> {
  const ts = await loadTypeScript();
  return sources.map((source) => {
    const { syntaxErrors, diagnostics } = checkSingleFile(ts, source, { jsx: ts.JsxEmit.Preserve });
    const first = [...syntaxErrors, ...diagnostics.filter(({ code }) => isGrammar(code))][0];
    return [
      source,
      first === undefined
        ? null
        : `TS${first.code} ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`,
    ];
  });
}

function isGrammar(code: number): boolean {
  return GRAMMAR_CODES.test(String(code)) && !NOT_GRAMMAR.has(code);
}
