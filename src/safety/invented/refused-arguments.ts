import type { FileFacts } from '../../codebase/index/file-facts.ts';
import { isCertain } from '../../codebase/offered-names/names-of-modules.ts';
import type { NamedCall, Parameters, PythonCalls } from '../../codebase/python-calls/python-calls.ts';
import type { TextReader } from '../../codebase/remembering.ts';
import type { Finding } from '../gates/text-guard.ts';
import { withoutTexts } from '../code-text.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import { mayBeBound } from '../vanished/bound-names.ts';
import type { Lookup } from '../vanished/importers.ts';
import { importStatement } from '../vanished/module-members.ts';

const LIVES_WITH_REFUSAL = /^\s*except\b[^:]*\b(?:TypeError|Exception|BaseException)\b|^\s*except\s*:/;

const SUPPRESSES_REFUSAL = /\b(?:suppress|raises|assertRaises)\([^)]*\b(?:TypeError|Exception)\b/;

/** One side of a Python file, and how a file of that side is read. */
export type PythonSide = {
  readonly path: string;
  readonly text: string;
  readonly facts: FileFacts;
  readonly readText: (path: string) => Promise<string | null>;
  readonly readCalls: TextReader<PythonCalls>;
};

/** Calls with arguments that the function, of the same file or of the project, does not take, where the file had no such call before. */
export async function refusedArguments(
  { before, after }: { readonly before: PythonSide | null; readonly after: PythonSide },
  lookup: () => Promise<Lookup>,
): Promise<readonly Finding[]> {
  if (SUPPRESSES_REFUSAL.test(after.text)) return [];
  const old = new Set(
    before === null ? [] : (await before.readCalls(before.path, before.text)).calls.map(shapeOf),
  );
  // To follow an import takes its time: only for calls that the file did not have.
  const now = await refusalsIn(after, lookup, (call) => !old.has(shapeOf(call)));
  if (now.length === 0) return [];
  const refusedBefore = before === null ? [] : await refusalsIn(before, lookup);
  const known = new Set(refusedBefore.map(({ message }) => message));
  return now.filter(({ message, line }) => !known.has(message) && !isTriedOut(after.text, line));
}

/** Whether what a line calls may refuse it: a `try` around it lives with that. */
function isTriedOut(text: string, line: number): boolean {
  const lines = text.split('\n');
  return lines.some((written, end) => {
    if (end < line || !LIVES_WITH_REFUSAL.test(written)) return false;
    const start = lines.findLastIndex(
      (one, index) => index < end && /^\s*try\s*:/.test(one) && indentOf(one) === indentOf(written),
    );
    return start !== -1 && start < line;
  });
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** A call but for its place and its values. */
function shapeOf({ name, keywords, positional }: NamedCall): string {
  return `${name} ${positional} ${keywords.join(' ')}`;
}

async function refusalsIn(
  side: PythonSide,
  lookup: () => Promise<Lookup>,
  isFollowed: (call: NamedCall) => boolean = () => true,
): Promise<readonly Finding[]> {
  const { functions, calls } = await side.readCalls(side.path, side.text);
  const found: Finding[] = [];
  const imported = new Map<string, Parameters | null>();
  for (const call of calls) {
    const { name, line } = call;
    const own = functions.get(name);
    if (own === undefined && !isFollowed(call)) continue;
    if (own === undefined && !imported.has(name))
      imported.set(name, await importedFunction(side, name, lookup));
    const parameters = own ?? imported.get(name) ?? null;
    const refused = parameters === null ? null : refusalOf(call, parameters);
    if (refused === null || !hasOneMeaning(side, name)) continue;
    const message = `\`${name}\` ${refused}. Change the call, or what the function takes.`;
    found.push({ path: side.path, line, message });
  }
  return found;
}

function refusalOf(call: NamedCall, { keywords, maxPositional }: Parameters): string | null {
  const unknown = call.keywords.find((name) => keywords?.has(name) === false);
  if (unknown !== undefined) return `takes no argument \`${unknown}\``;
  if (call.positional === null || maxPositional === null || call.positional <= maxPositional) return null;
  return `takes ${maxPositional} arguments by position, and gets ${call.positional}`;
}

/** Whether nothing in the file but its definition or one import gives the name a meaning. */
function hasOneMeaning(
  { path, text, facts }: Pick<PythonSide, 'path' | 'text' | 'facts'>,
  name: string,
): boolean {
  const code = withoutTexts(path, text);
  const definition = new RegExp(String.raw`\bdef\s+${literalPattern(name)}\s*\(`);
  const [taking, ...others] = facts.imports.filter(({ names }) => names.includes(name));
  if (others.length > 0) return false;
  const statement = taking === undefined ? '' : importStatement(code, taking.line);
  const rest = definition.test(code) ? code.replace(definition, 'def _(') : code.replace(statement, '');
  return !mayBeBound(path, rest, name);
}

/** A function that an import of the project surely gives the name to. */
async function importedFunction(
  { path, text, facts, readText, readCalls }: PythonSide,
  name: string,
  lookup: () => Promise<Lookup>,
): Promise<Parameters | null> {
  const [taking, ...others] = facts.imports.filter(({ names }) => names.includes(name));
  if (taking === undefined || others.length > 0 || /^\s/.test(text.split('\n')[taking.line - 1] ?? ' '))
    return null;
  if (new RegExp(String.raw`\bas\s+${literalPattern(name)}\b|${literalPattern(name)}\s+as\b`).test(text))
    return null;
  const edges = (await lookup()).now.edges(path, { ...taking, names: [name] });
  const [edge] = edges;
  if (edges.length !== 1 || edge === undefined || !isCertain(edge) || edge.names.includes('*')) return null;
  const target = edge.resolved.path;
  const source = target === null ? null : await readText(target);
  if (target === null || source === null) return null;
  const module = await readCalls(target, source);
  const isPlain = hasOneMeaning({ path: target, text: source, facts: { ...facts, imports: [] } }, name);
  return isPlain ? (module.functions.get(name) ?? null) : null;
}
