import type { FileFacts, SymbolFact } from '../../codebase/index/file-facts.ts';
import { isTestFile } from '../../codebase/test-files.ts';
import { languageOf } from '../../domain/language.ts';
import type { Gate } from '../../domain/ports.ts';
import { withoutTexts } from '../code-text.ts';
import { liveText } from '../lost-code/live-text.ts';
import { createTextReaders, type TextReaders } from '../text-readers.ts';
import { isNamedInWords } from '../vanished/named-in-words.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

const MIN_LINES = 2;
/** What stands where a body is still to be written, once what never runs is taken out. */
const STUB =
  /^(?:pass|(?:todo|unimplemented)!.*|\w+\.(?:todo|fixme)\b.*)$|^(?:raise|throw|panic\b).*(?:not?[ _-]?(?:yet[ _-]?)?implement|todo|stub|unchanged|rest of|\(\s*\))/i;
const EMPTY_ON_ONE_LINE = /(?:\{\s*\}|:\s*(?:pass|\.\.\.))\s*[;,]?\s*$/;
/** Tasks that ask for bodies without code. */
const ASKED = /\b(?:stub|abstract|protocol|interface|no-?op|placeholder|skeleton|empt(?:y|ied))/i;

/**
 * Refuses a change after which a function that had code has none: nothing but comments and strings, `pass`, `...`, an
 * error that says that it is not written. What the task names, or asks to be a stub, may become one.
 */
export function createEmptiedBodiesGate({ facts }: Facts = createTextReaders()): Gate {
  return gateOf({
    id: 'emptied-bodies',
    noun: 'emptied body',
    judges: 'each-step',
    appliesTo: (path) =>
      languageOf(path) !== null && !isTestFile(path) && !/\.(?:d\.[cm]?ts|pyi)$/.test(path),
    find: async (changes, { words }) =>
      ASKED.test(words)
        ? []
        : (await Promise.all(changes.map((change) => findIn({ ...change, words, facts })))).flat(),
  });
}

async function findIn({ path, before, after, ...asked }: TextChange & Asked): Promise<readonly Finding[]> {
  if (before === null || after === null) return [];
  const sides = { path, before, after, ...asked };
  // The quick look takes any text that it is unsure of for a body: only where it finds something is a tree asked for.
  const quick = await emptiedIn(sides, (text) => withoutTexts(path, text));
  if (quick.length === 0) return [];
  const [old, now] = await Promise.all([liveText(path, before), liveText(path, after)]);
  if (old === null || now === null) return quick;
  return emptiedIn(sides, (text) => (text === before ? old : now));
}

type Facts = Pick<TextReaders, 'facts'>;
type Asked = Facts & { readonly words: string };
type NamedSides = Asked & Readonly<Record<'path' | 'before' | 'after', string>>;

/** @param codeOf gives what of a text is code */
async function emptiedIn(
  { path, before, after, words, facts }: NamedSides,
  codeOf: (text: string) => string,
): Promise<readonly Finding[]> {
  const now = functionsIn(await facts(path, after), codeOf(after)).filter(({ body }) => isStub(body));
  if (now.length === 0) return [];
  const full = new Map(
    functionsIn(await facts(path, before), codeOf(before))
      .filter(({ body }) => body.length >= MIN_LINES && !isStub(body))
      .map((one) => [one.symbol.qualifiedName, one.body.length]),
  );
  return now.flatMap(({ symbol: { qualifiedName, startLine } }) => {
    const lines = full.get(qualifiedName);
    if (lines === undefined || isNamedInWords(qualifiedName, words)) return [];
    const message = `The body of \`${qualifiedName}\` is gone: it had ${lines} lines of code and has none now. Write it out.`;
    return [{ path, line: startLine, message }];
  });
}

type Bodied = { readonly symbol: SymbolFact; readonly body: readonly string[] };

/** The functions of a text by names that occur once, with the lines of their bodies that hold code. */
function functionsIn(facts: FileFacts | null, code: string): readonly Bodied[] {
  if (facts === null || facts.hasErrors) return [];
  const lines = code.split('\n');
  const functions = facts.symbols.filter(({ kind }) => kind === 'function' || kind === 'method');
  const byName = Map.groupBy(functions, ({ qualifiedName }) => qualifiedName);
  return functions
    .filter((symbol) => byName.get(symbol.qualifiedName)?.length === 1 && symbol.bodyLine <= symbol.endLine)
    .map((symbol) => ({ symbol, body: bodyOf(symbol, lines) }));
}

function bodyOf({ startLine, bodyLine, endLine }: SymbolFact, lines: readonly string[]): readonly string[] {
  const own = lines.slice(bodyLine - 1, endLine);
  const [first = ''] = own;
  const isOneLine = startLine === endLine && bodyLine === startLine;
  if (isOneLine) return EMPTY_ON_ONE_LINE.test(first) ? [] : own;
  // The line of the head's brace, if the body begins there.
  const inside = bodyLine === startLine || /\{\s*$/.test(first) ? own.slice(1) : own;
  return inside.map((line) => line.trim()).filter((line) => /\w/.test(line));
}

function isStub(body: readonly string[]): boolean {
  const [only] = body;
  return only === undefined || (body.length === 1 && STUB.test(only));
}
