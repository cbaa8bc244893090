import type { Finding, TextChange } from '../gates/text-guard.ts';
import { behavioursIn, type Behaviour, type Lines } from './behaviours.ts';
import { goneLines, isLogLine, namesIn, type GoneLines } from './gone-lines.ts';
import { addedCode, isCodeLine, isJudgedCode, keptLines, moreOftenCode } from './hunk-losses.ts';
import { countsOf } from './line-counts.ts';
import { asksToRestructure, hasLeaveToRemove } from './leave-to-remove.ts';
import { removedDefinitions } from './meant-removal.ts';
import { passesErrorsOn } from './passed-on-errors.ts';

const MAY_GO = /\b(?:if|unless|throw|raise|panic|exit|except|catch|rescue|finally|assert)\b|\|\|/i;
const THROWS = /\b(?:throw|raise)\b/;
/** Words of the language, and names that many things have. */
const COMMON =
  /^(?:if|not|and|or|is|in|none|null|undefined|true|false|self|this|raise|throw|new|return|continue|break|except|try|catch|finally|else|elif|as|error|err|exc|typeof|instanceof|len|length|const|let|var|pass|from|isinstance|string|object|function|value|name|key|data|get|nil)$/i;
const DECIDES =
  /\b(?:if|elif|unless|raise|throw|throws|assert|panic|reject|except|catch|with|try|and|or)\b|\?|&&|\|\||valid|check|ensure|require|guard|verify|Error|is[A-Z_]/;
const HANDLES = /\b(?:raise|throw|reject|except|catch|with|try|finally|rescue)\b/;
/** The heads of what is done whatever happens, which say nothing by themselves. */
const AT_LAST = /^(?:try|(?:\}\s*)?finally)\s*[:{]$/;
const IMPORTS = /^(?:import|from)\s|\brequire\(/;
const IMPORT_FAILS = /\bexcept\b[^:\n]*\b(?:ImportError|ModuleNotFoundError)\b/;
const FAILS_ANYWAY = /\b(?:Key|Index|Lookup|Attribute|Name)Error\b|\bStopIteration\b/;
const MAKES_ERROR = /\b(?:throw|raise|panic|exit)\b|\bErr\(/;
const MAX_SHOWN = 80;
/** What has fewer names of its own is said in many places. */
const MIN_NAMES = 2;
/** By so much more new code than went a task that asks for another form makes something else. */
const MUCH_MORE = 20;
const NOUNS: Readonly<Record<Behaviour['kind'], string>> = {
  guard: 'check',
  throw: 'error',
  handler: 'error handling',
};

type Scope = {
  readonly words: string;
  readonly kept: ReadonlySet<string>;
  readonly added: readonly string[];
  /** All changed files of code. */
  readonly judged: readonly TextChange[];
  /** Those that the changed files have after the change, or that they did not have twice before. */
  readonly names: ReadonlySet<string>;
};

/**
 * Conditions that leave, errors that are thrown, and what deals with errors, which are gone from a function that is
 * still there, with nothing in their place, nothing new that decides by the same names, and no leave by the task.
 */
export async function lostGuards(changes: readonly TextChange[], words: string): Promise<readonly Finding[]> {
  const judged = changes.filter(({ path }) => isJudgedCode(path));
  const scope = {
    words,
    kept: keptLines(changes),
    added: addedCode(judged).filter((line) => !isLogLine(line)),
    judged,
    names: new Set([...changes.flatMap(({ after }) => namesIn(after ?? '')), ...namesOnce(changes)]),
  };
  return (await Promise.all(judged.map((change) => lostIn(change, scope)))).flat();
}

type WholeChange = Pick<Scope, 'added'> & {
  /** What may decide by the names of a check: new lines, and such as there are more of now. */
  readonly deciding: readonly string[];
  /** What the change defined and names nowhere any more. */
  readonly undefinedNow: ReadonlySet<string>;
};

/** Read where a check is missing alone. */
function wholeChange({ judged, added }: Scope): WholeChange {
  const deciding = moreOftenCode(judged).filter((line) => DECIDES.test(line) && !isLogLine(line));
  return { added, deciding, undefinedNow: removedDefinitions(judged) };
}

function namesOnce(changes: readonly TextChange[]): readonly string[] {
  const counts = countsOf(changes.flatMap(({ before }) => namesIn(before ?? '')));
  return [...counts].flatMap(([name, count]) => (count === 1 ? [name] : []));
}

async function lostIn({ path, before, after }: TextChange, scope: Scope): Promise<readonly Finding[]> {
  if (before === null || after === null) return [];
  const gone = goneLines(before, after);
  const touched = [...gone.standing.keys(), ...gone.retold.keys()];
  if (!touched.some((line) => MAY_GO.test(gone.old[line - 1] ?? ''))) return [];
  const isTidying = asksToRestructure(scope.words);
  const all = (await behavioursIn(path, before)) ?? [];
  const unneeded = all.filter((one) => hasNothingToGuard(one, gone) || isMoved(one, gone, scope.kept));
  const missing = all.filter(
    (one) => isGone(one, gone, scope.kept) || (isTidying && isRetold(one, gone, scope.kept)),
  );
  if (missing.length === 0) return [];
  const whole = wholeChange(scope);
  const passing = missing.filter(({ kind, text }) => kind === 'handler' && passesErrorsOn(text, scope.words));
  const lost = missing.filter(
    (one) =>
      !isSpokenOf(one, scope.words) &&
      !isMadeUp(one, whole) &&
      !isDuplicate(one, after) &&
      !givesWhatIsGone(one, scope) &&
      !asksForWhatIsGone(one, whole) &&
      !passing.some((other) => one === other || isHandledIn(one, other)) &&
      !unneeded.some((other) => one === other || isInside(one, other)),
  );
  const outermost = lost.filter((one) => !lost.some((other) => isInside(one, other)));
  const size = outermost.reduce((sum, { startLine, endLine }) => sum + endLine - startLine + 1, 0);
  // Who asks for other behaviour gets it by new code; who asks for another form gets no other behaviour.
  if (scope.added.length >= size * (isTidying ? MUCH_MORE : 1)) return [];
  return outermost
    .filter(({ text, around }) => !hasLeaveToRemove(scope.words, [text, around.at(-1)?.head ?? '']))
    .map(({ kind, text, startLine }) => {
      const [shown = ''] = text.split('\n', 1);
      const message = `The ${NOUNS[kind]} \`${shown.slice(0, MAX_SHOWN).trim()}\` is gone and nothing does its work, though the task does not name it. Keep it.`;
      return { path, line: gone.standing.get(startLine) ?? gone.retold.get(startLine) ?? 1, message };
    });
}

function isGone(
  { kind, text, guarded, around, ...own }: Behaviour,
  { standing, old }: GoneLines,
  kept: ReadonlySet<string>,
): boolean {
  const body = new Set(guarded === null ? [] : codeLines(guarded, old));
  const lines = codeLines(own, old).filter((line) => line === own.startLine || !body.has(line));
  if (!isTaken({ lines, startLine: own.startLine, old }, standing)) return false;
  const said = kind === 'handler' ? lines.filter((line) => !AT_LAST.test(old[line - 1] ?? '')) : lines;
  if (said.every((line) => kept.has(old[line - 1] ?? ''))) return false;
  const isThrow = kind === 'throw' || THROWS.test(text);
  // What is taken along with what it guards is not missed, but for errors.
  const next = old.findIndex((line, index) => index >= own.endLine && isCodeLine(line)) + 1;
  if (kind === 'guard' && !isThrow && standing.has(next)) return false;
  return !around.some(({ isFunction, startLine }) => (isFunction || !isThrow) && standing.has(startLine));
}

/** Where lines that are the same stand nearby, a difference of texts may take either for gone: the head tells which it is. */
function isTaken(
  { lines, startLine, old }: { lines: readonly number[]; startLine: number; old: readonly string[] },
  standing: ReadonlyMap<number, number>,
): boolean {
  const gone = new Set([...standing.keys()].map((line) => old[line - 1]));
  return standing.has(startLine) && lines.every((line) => standing.has(line) || gone.has(old[line - 1]));
}

/**
 * Whether a check is gone though lines of its function came with it, which say nothing that those before did not. What
 * gives back at once what was looked at before it was given back is no loss, nor is a look-up that fails by itself.
 */
function isRetold(
  { kind, text, around, startLine, endLine }: Behaviour,
  { standing, retold, returned, old }: GoneLines,
  kept: ReadonlySet<string>,
): boolean {
  if (kind !== 'guard' || !retold.has(startLine) || FAILS_ANYWAY.test(text)) return false;
  if (returned.has(startLine) && !MAKES_ERROR.test(text)) return false;
  const lines = codeLines({ startLine, endLine }, old);
  if (!lines.every((line) => standing.has(line) || retold.has(line))) return false;
  if (lines.some((line) => kept.has(old[line - 1] ?? ''))) return false;
  return !around.some(({ startLine: head }) => standing.has(head) || retold.has(head));
}

/** Whether the code is gone as well whose errors it dealt with. */
function hasNothingToGuard({ guarded, startLine, text }: Behaviour, { standing, old }: GoneLines): boolean {
  if (guarded === null) return false;
  const body = codeLines(guarded, old).filter((line) => line !== startLine);
  // That something can be imported is for other gates to say.
  if (IMPORT_FAILS.test(text)) return true;
  return body.length > 0 && body.every((line) => standing.has(line) || IMPORTS.test(old[line - 1] ?? ''));
}

/** Whether the same condition stands elsewhere now. */
function isMoved(
  { kind, startLine }: Behaviour,
  { standing, old }: GoneLines,
  kept: ReadonlySet<string>,
): boolean {
  return kind === 'guard' && standing.has(startLine) && kept.has(old[startLine - 1] ?? '');
}

function codeLines({ startLine, endLine }: Lines, lines: readonly string[]): readonly number[] {
  return lines.flatMap((line, index) =>
    index + 1 >= startLine && index < endLine && isCodeLine(line) ? [index + 1] : [],
  );
}

/** Whether the task speaks of assertions and this is one: what it wants of them is seldom more checks. */
function isSpokenOf({ text }: Behaviour, words: string): boolean {
  return text.startsWith('assert') && /\bassert/i.test(words);
}

/** Whether new code decides by the names that it decided by. */
function isMadeUp({ text }: Behaviour, { added, deciding }: WholeChange): boolean {
  const names = new Set(namesIn(text).filter((name) => !COMMON.test(name)));
  if (names.size === 0) return added.some((line) => HANDLES.test(line));
  return deciding.some((line) => namesIn(line).some((name) => names.has(name)));
}

/** Whether a branch left with something that the change has nowhere any more: the case went, not the check. */
function givesWhatIsGone({ kind, text }: Behaviour, { names }: Scope): boolean {
  if (kind !== 'guard' || THROWS.test(text)) return false;
  const given = namesIn(text.split('\n').slice(1).join('\n')).filter((name) => !COMMON.test(name));
  return given.some((name) => !names.has(name));
}

/** Whether a check asked for what the change defines no more: there is nothing to ask for. */
function asksForWhatIsGone({ kind, text }: Behaviour, { undefinedNow }: WholeChange): boolean {
  return kind === 'guard' && namesIn(text.split('\n', 1)[0] ?? '').some((name) => undefinedNow.has(name));
}

/** Whether the same stands elsewhere in the file still: two were made one. */
function isDuplicate({ text }: Behaviour, after: string): boolean {
  const names = new Set(namesIn(text).filter((name) => !COMMON.test(name)));
  return names.size >= MIN_NAMES && squeezed(after).includes(squeezed(text));
}

function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** Whether it is of what a handler does with an error, not of the code that it looks after. */
function isHandledIn(inner: Behaviour, handler: Behaviour): boolean {
  return isInside(inner, handler) && inner.startLine > (handler.guarded?.endLine ?? 0);
}

function isInside(inner: Behaviour, outer: Behaviour): boolean {
  const isWithin = outer.startLine <= inner.startLine && inner.endLine <= outer.endLine;
  return isWithin && outer.text.length > inner.text.length;
}
