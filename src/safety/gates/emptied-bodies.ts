import { isTestFile } from '../../codebase/test-files.ts';
import { languageOf } from '../../domain/language.ts';
import type { Gate } from '../../domain/ports.ts';
import { withoutTexts } from '../code-text.ts';
import { functionsIn, type Bodied } from '../lost-code/function-bodies.ts';
import { keptLines } from '../lost-code/hunk-losses.ts';
import { asksToRestructure, hasLeaveToRemove } from '../lost-code/leave-to-remove.ts';
import { liveText } from '../lost-code/live-text.ts';
import { endsUnwritten, maySayUnwritten, saysUnwrittenInWords } from '../lost-code/unwritten-end.ts';
import { createTextReaders, type TextReaders } from '../text-readers.ts';
import { isNamedInWords } from '../vanished/named-in-words.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

const MIN_LINES = 2;
/** What tells nothing of what a function is for: such a body is often one to be written by others. */
const CONSTANT = /^return\b\s*(?:None|null|nil|undefined|true|false|-?\d+|""|''|\[\]|\{\}|\(\))?;?$/i;
/** What stands where a body is still to be written, once what never runs is taken out. */
const STUB =
  /^(?:pass|(?:todo|unimplemented)!.*|\w+\.(?:todo|fixme)\b.*)$|^(?:raise|throw|panic\b).*(?:not?[ _-]?(?:yet[ _-]?)?implement|todo|stub|unchanged|rest of|\(\s*\))/i;
/** Tasks that ask for bodies without code. */
const ASKED = /\b(?:stub|abstract|protocol|interface|no-?op|placeholder|skeleton|empt(?:y|ied))/i;
const ABSTRACT = /^\s*@(?:\w+\.)*abstract/m;

/**
 * Refuses a change after which a function that had code has none: nothing but comments and strings, `pass`, `...`, an
 * error that says that it is not written; or which has lost code and always ends in such an error. What the task names
 * for other behaviour, or asks to be a stub, may become one, and so may what is abstract or stands elsewhere afterwards.
 */
export function createEmptiedBodiesGate({ facts }: Facts = createTextReaders()): Gate {
  return gateOf({
    id: 'emptied-bodies',
    noun: 'emptied body',
    judges: 'each-step',
    appliesTo: (path) =>
      languageOf(path) !== null && !isTestFile(path) && !/\.(?:d\.[cm]?ts|pyi)$/.test(path),
    find: async (changes, { words }) => {
      if (ASKED.test(words)) return [];
      const asked = { words, facts, kept: keptLines(changes) };
      return (await Promise.all(changes.map((change) => findIn({ ...change, ...asked })))).flat();
    },
  });
}

type Facts = Pick<TextReaders, 'facts'>;
type Asked = Facts & {
  readonly words: string;
  /** Lines that the change has as often as before, wherever. */
  readonly kept: ReadonlySet<string>;
};
type NamedSides = Asked & Readonly<Record<'path' | 'before' | 'after', string>>;
type CodeOf = (text: string) => string;

async function findIn({ path, before, after, ...asked }: TextChange & Asked): Promise<readonly Finding[]> {
  if (before === null || after === null) return [];
  const sides = { path, before, after, ...asked };
  // The quick look takes any text that it is unsure of for a body: only where it finds something is a tree asked for.
  const quick = await emptiedIn(sides, (text) => withoutTexts(path, text));
  if (quick.length === 0 && !maySayUnwritten(after)) return [];
  const [old, now] = await Promise.all([liveText(path, before), liveText(path, after)]);
  if (old === null || now === null) return quick;
  const codeOf: CodeOf = (text) => (text === before ? old : now);
  return [...(await emptiedIn(sides, codeOf)), ...(await unwrittenIn(sides, codeOf))];
}

/** @param codeOf gives what of a text is code */
async function emptiedIn(sides: NamedSides, codeOf: CodeOf): Promise<readonly Finding[]> {
  const lost = await lostFunctions(sides, codeOf, isStub);
  return lost.map(({ before, now: { symbol } }) => {
    const message = `The body of \`${symbol.qualifiedName}\` is gone: it had ${linesOf(before.length)} of code and has none now. Write it out.`;
    return { path: sides.path, line: symbol.startLine, message };
  });
}

/** Functions that lost more code than they got, and always end in saying that they are not written. */
async function unwrittenIn(sides: NamedSides, codeOf: CodeOf): Promise<readonly Finding[]> {
  const isUnwritten = (body: readonly string[]): boolean => !isStub(body) && endsUnwritten(body);
  const lost = await lostFunctions(sides, codeOf, isUnwritten);
  return lost.flatMap(({ before, gone, now: { symbol, body } }) => {
    const known = new Set(before);
    const added = trimmed(body).filter((line) => !known.has(line)).length - 1;
    if (gone < added) return [];
    const message = `\`${symbol.qualifiedName}\` always ends in an error that says it is not written, and ${linesOf(gone)} of its code ${gone === 1 ? 'is' : 'are'} gone. Write it out.`;
    return [{ path: sides.path, line: symbol.startLine, message }];
  });
}

type Lost = {
  readonly now: Bodied;
  /** Its code before, without indentation. */
  readonly before: readonly string[];
  /** How many lines of it stand nowhere any more. */
  readonly gone: number;
};

/** The functions that are as they should not be, and had code before that is gone. */
async function lostFunctions(
  { path, before, after, words, facts, kept }: NamedSides,
  codeOf: CodeOf,
  isLost: (body: readonly string[]) => boolean,
): Promise<readonly Lost[]> {
  const lost = functionsIn(await facts(path, after), codeOf(after)).filter(({ body }) => isLost(body));
  if (lost.length === 0) return [];
  const full = new Map(
    functionsIn(await facts(path, before), codeOf(before))
      .filter(({ body }) => body.length > 0 && !isStub(body) && !endsUnwritten(body))
      .map(({ symbol, body }) => [symbol.qualifiedName, trimmed(body)]),
  );
  return lost.flatMap((now): readonly Lost[] => {
    const old = full.get(now.symbol.qualifiedName);
    if (old === undefined || mayBecomeOne(now.symbol.qualifiedName, words)) return [];
    const gone = old.filter((line) => !kept.has(line)).length;
    const least = leastLost(old, now);
    if (old.length < least || gone < least || isAbstract(now, after)) return [];
    return [{ now, before: old, gone }];
  });
}

/** One line is enough where the text of an error says that it stands for code that is still to be written. */
function leastLost(before: readonly string[], { body }: Bodied): number {
  const tellsNothing = before.every((line) => CONSTANT.test(line));
  return saysUnwrittenInWords(body) && !tellsNothing ? 1 : MIN_LINES;
}

/** Whether a task names a function for what it does: "Simplify load" and "Add a comment to load" ask for none that does nothing. */
function mayBecomeOne(name: string, words: string): boolean {
  return isNamedInWords(name, words) && (!asksToRestructure(words) || hasLeaveToRemove(words, [name]));
}

function linesOf(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}

function isAbstract({ symbol: { startLine, bodyLine } }: Bodied, text: string): boolean {
  return ABSTRACT.test(
    text
      .split('\n')
      .slice(startLine - 1, bodyLine - 1)
      .join('\n'),
  );
}

function isStub(body: readonly string[]): boolean {
  const [only] = body;
  return only === undefined || (body.length === 1 && STUB.test(only.trim()));
}

function trimmed(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim());
}
