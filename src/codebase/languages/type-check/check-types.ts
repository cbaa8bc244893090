import { join, relative, sep } from 'node:path';
import { newOnEditedLines, type Told } from '../../../domain/edited-lines.ts';
import { newItems } from '../../../domain/new-items.ts';
import { lineAt } from '../../../domain/text.ts';
import { shortMessage } from '../syntax-problem.ts';
import { loadTypeScript, type TypeScript } from '../typescript.ts';
import { affectedFiles } from './affected-files.ts';
import { findProjects, type ConfiguredProject } from './find-projects.ts';
import { openPair, type ProgramPair } from './program-pair.ts';
import type { TypeCheckRequest, TypeProblem, TypeReport, Unjudged } from './type-report.ts';

/** More files than this are not looked at: the nearer importers come first. */
const MAX_FILES = 300;
/** An import that leads nowhere, as where dependencies are not installed or not built: what comes of it has no types. */
const UNRESOLVED = new Set([2307, 2732, 2792, 2875]);
/** Says that the types of a package, of Node or of a test runner are missing; the imports are judged by another gate. */
const OF_MISSING_TYPES = new Set([
  2580,
  2581,
  2582,
  2591,
  2592,
  2593,
  2688,
  2867,
  2868,
  7016,
  7026,
  ...UNRESOLVED,
]);
const MISSING_DEFINITIONS = 2688;

/**
 * Compares the type errors of changed files, and of those that import them, before and after a change: by TypeScript 6
 * with the project's own options and installed packages. Nothing of the project is run.
 */
export async function checkTypes(request: TypeCheckRequest): Promise<TypeReport> {
  const ts = await loadTypeScript();
  const { projects, unjudged } = findProjects(ts, request.root, request.changes);
  const reports = projects.map((project) => checkProject(ts, request, project));
  return {
    checked: reports.flatMap(({ checked }) => checked),
    problems: reports.flatMap(({ problems }) => problems),
    unjudged: [...unjudged, ...reports.flatMap((report) => report.unjudged)],
    counts: reports.flatMap(({ counts }) => counts),
  };
}

function checkProject(
  ts: typeof TypeScript,
  request: TypeCheckRequest,
  project: ConfiguredProject,
): TypeReport {
  const { root } = request;
  const pair = openPair(ts, request, project);
  const changed = project.changes.map(({ path }) => join(root, path));
  const missing = missingDefinitions(ts, pair.before);
  if (missing !== null) {
    return {
      checked: [],
      problems: [],
      unjudged: project.changes.map(({ path }) => ({ path, reason: missing })),
      counts: [],
    };
  }
  const files = affectedFiles(ts, pair, changed);
  const reports = files
    .slice(0, MAX_FILES)
    .map((file) => checkFile(ts, pair, { root, file, isChanged: changed.includes(file) }));
  return {
    checked: reports.flatMap(({ checked }) => checked),
    problems: notMoved(ts, pair, { changed, fresh: reports.flatMap(({ fresh }) => fresh) }),
    unjudged: [...reports.flatMap(({ unjudged }) => unjudged), ...beyondLimit(files, root)],
    counts: reports.flatMap(({ counts }) => counts),
  };
}

type Keyed = { readonly key: string; readonly problem: TypeProblem | null };

/** Without those that went from one changed file to another with their lines. */
function notMoved(
  ts: typeof TypeScript,
  pair: ProgramPair,
  { changed, fresh }: { readonly changed: readonly string[]; readonly fresh: readonly Keyed[] },
): readonly TypeProblem[] {
  const key = (diagnostic: TypeScript.Diagnostic): string => keyOf(ts, diagnostic);
  const goneFrom = (file: string): readonly Keyed[] =>
    newItems(diagnosticsIn(pair.before, file), diagnosticsIn(pair.after, file), key).map((one) => ({
      key: key(one),
      problem: null,
    }));
  const gone = fresh.length === 0 || changed.length === 1 ? [] : changed.flatMap(goneFrom);
  return newItems(fresh, gone, (one) => one.key).flatMap(({ problem }) => problem ?? []);
}

function beyondLimit(files: readonly string[], root: string): readonly Unjudged[] {
  const [first, ...others] = files.slice(MAX_FILES);
  if (first === undefined) return [];
  return [
    {
      path: pathIn(root, first),
      reason: `only ${MAX_FILES} files are looked at; ${others.length} more are left out`,
    },
  ];
}

/** What the configuration wants and nobody installed. */
function missingDefinitions(ts: typeof TypeScript, program: TypeScript.Program): string | null {
  const found = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()].find(
    ({ code }) => code === MISSING_DEFINITIONS,
  );
  return found === undefined ? null : shortMessage(ts.flattenDiagnosticMessageText(found.messageText, ' '));
}

/** The report of one file, with its new problems by their keys. */
type FileReport = Omit<TypeReport, 'problems'> & { readonly fresh: readonly Keyed[] };
type CheckedFile = { readonly root: string; readonly file: string; readonly isChanged: boolean };

function checkFile(
  ts: typeof TypeScript,
  pair: ProgramPair,
  { root, file, isChanged }: CheckedFile,
): FileReport {
  const path = pathIn(root, file);
  const now = diagnosticsIn(pair.after, file);
  const unjudged = (reason: string): FileReport => ({
    checked: [],
    fresh: [],
    unjudged: [{ path, reason }],
    counts: [],
  });
  const unresolved = (found: readonly TypeScript.Diagnostic[]): TypeScript.Diagnostic | undefined =>
    found.find(({ code }) => UNRESOLVED.has(code));
  if (isUntyped(pair.after, file)) return unjudged('the project checks no types of JavaScript');
  const broken = isChanged ? unresolved(now) : undefined;
  if (broken !== undefined) return unjudged(messageOf(ts, broken));
  const isNew = pair.before.getSourceFile(file) === undefined;
  const counted = (before: number | null): TypeReport['counts'] =>
    isChanged ? [{ path, before, after: errorsIn(now) }] : [];
  if (now.length === 0)
    return { checked: [path], fresh: [], unjudged: [], counts: counted(isNew ? 0 : null) };
  const before = diagnosticsIn(pair.before, file);
  const wasBroken = unresolved(before);
  if (wasBroken !== undefined) return unjudged(messageOf(ts, wasBroken));
  const key = (diagnostic: TypeScript.Diagnostic): string => keyOf(ts, diagnostic);
  const told = (found: readonly TypeScript.Diagnostic[]): readonly (TypeScript.Diagnostic & Told)[] =>
    found.map((one) => ({ ...one, key: `${one.code} ${messageOf(ts, one)}`, offset: one.start ?? 0 }));
  const fresh = newOnEditedLines(told(newItems(now, before, key)), told(newItems(before, now, key)), {
    before: pair.before.getSourceFile(file)?.text ?? '',
    after: pair.after.getSourceFile(file)?.text ?? '',
  });
  // An import that a change of another file breaks is judged by no other gate.
  const problems = fresh.filter(
    ({ code }) => !OF_MISSING_TYPES.has(code) || (!isChanged && UNRESOLVED.has(code)),
  );
  return {
    checked: [path],
    fresh: problems.map((diagnostic) => ({ key: key(diagnostic), problem: problemOf(ts, diagnostic, path) })),
    unjudged: [],
    counts: counted(errorsIn(before)),
  };
}

function errorsIn(found: readonly TypeScript.Diagnostic[]): number {
  return found.filter(({ code }) => !OF_MISSING_TYPES.has(code)).length;
}

/** JavaScript that neither the configuration nor the file itself wants to be checked. */
function isUntyped(program: TypeScript.Program, path: string): boolean {
  if (!/\.[cm]?jsx?$/.test(path) || program.getCompilerOptions().checkJs === true) return false;
  return !/@ts-check\b/.test(program.getSourceFile(path)?.text ?? '');
}

function diagnosticsIn(program: TypeScript.Program, path: string): readonly TypeScript.Diagnostic[] {
  const file = program.getSourceFile(path);
  return file === undefined ? [] : program.getSemanticDiagnostics(file);
}

/** The head of the message, with the types in it left out: how they are printed changes with what stands elsewhere. */
function keyOf(ts: typeof TypeScript, { code, file, start = 0, messageText }: TypeScript.Diagnostic): string {
  const head = typeof messageText === 'string' ? messageText : messageText.messageText;
  const line = file === undefined ? '' : lineAt(file.text, start).trim();
  return `${code}\n${head.replace(/'[^']*[<{[(|&.][^']*'/g, "''")}\n${line}`;
}

function problemOf(ts: typeof TypeScript, diagnostic: TypeScript.Diagnostic, path: string): TypeProblem {
  const { code, start = 0 } = diagnostic;
  return { path, code: `TS${code}`, message: messageOf(ts, diagnostic), offset: start };
}

function messageOf(ts: typeof TypeScript, { messageText }: TypeScript.Diagnostic): string {
  return shortMessage(ts.flattenDiagnosticMessageText(messageText, ' '));
}

function pathIn(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}
