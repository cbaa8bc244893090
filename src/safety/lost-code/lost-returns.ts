import { lineChanges } from '../../domain/line-diff.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { wordPattern } from '../vanished/bound-names.ts';
import { withoutTexts } from '../code-text.ts';
import { functionEnds, type FunctionEnd } from './function-ends.ts';
import { isJudgedCode } from './hunk-losses.ts';

/** Nobody writes what a program has shortened. */
const BUILT = /\.min\.\w+$|(?:^|\/)dist\//;
const RETURN = /\breturn\b\s*[^\s;}]|\byield\b/;
/** Tasks that speak of what functions give back. */
const ASKED =
  /\breturn|\bvoid\b|\bin[- ]place\b|\bmutat|\bside[- ]effect|\bprocedur|\bgenerator|\byield|\bcallback|\bstream/i;
const NO_VALUE =
  /^(?:None|void|undefined|never|NoReturn|any|unknown|Promise<(?:void|any|unknown|undefined)>)$|\b(?:None|undefined|void|Optional|Generator|Iterator|Iterable|AsyncIterator)\b/;
/** Types of functions that need not give a value on any way. */
const NEVER_VALUE =
  /^(?:None|void|undefined|never|NoReturn|any|unknown|Promise<(?:void|any|unknown|undefined)>|(?:\w+\.)?Awaitable\[None\])$|\b(?:Generator|Iterator|Iterable|AsyncIterator)\b/;
const SAYS_RETURNS =
  /@returns?\b(?!\s*\{?(?:void|undefined|None|Promise<void>))|^\s*:?(?:rtype|returns?)\b\s*:?(?!\s*None)|^[^\w@]*Returns?\b/im;

/**
 * Functions that gave back a value and give none any more, on any way or at their end, though they are used for it or say
 * so, and the task does not speak of it.
 */
export async function lostReturns(
  changes: readonly TextChange[],
  words: string,
): Promise<readonly Finding[]> {
  if (ASKED.test(words)) return [];
  return (await Promise.all(changes.map(lostIn))).flat();
}

async function lostIn({ path, before, after }: TextChange): Promise<readonly Finding[]> {
  if (before === null || after === null || BUILT.test(path) || !isJudgedCode(path) || !mayLose(before, after))
    return [];
  const [old, now] = [await functionEnds(path, before), await functionEnds(path, after)];
  if (old === null || now === null) return [];
  const code = withoutTexts(path, after);
  return [...now.values()].flatMap((end): readonly Finding[] => {
    const known = old.get(end.name);
    if (known === undefined) return [];
    const isNoGenerator = losesYield(known, end);
    const isGone = isLost(known, end) && (isMovedIntoLoop(known, end) || isExpected(end, code));
    if (isNoGenerator ? !isUsed(end.name, code) : !isGone) return [];
    const name = end.name.split('.').at(-1) ?? end.name;
    if (new RegExp(String.raw`\.prototype\s*\.\s*${wordPattern(name)}\s*=(?![=>])`).test(code)) return [];
    const what = end.values === 0 ? 'gives back nothing any more' : 'comes to its end without a value now';
    const message = `\`${name}\` ${what}, though it gave back a value before and that is made use of. Keep its \`${isNoGenerator ? 'yield' : 'return'}\`.`;
    return [{ path, line: end.startLine, message }];
  });
}

/** A quick look: a line with a value to return went. */
function mayLose(before: string, after: string): boolean {
  const old = before.split('\n');
  return lineChanges(old, after.split('\n')).some(({ beforeStart, beforeEnd }) =>
    old.slice(beforeStart, beforeEnd).some((line) => RETURN.test(line)),
  );
}

function isLost(before: FunctionEnd, after: FunctionEnd): boolean {
  if (before.values === 0) return false;
  if (before.promisesNothing && after.isAsync) return false;
  if (after.values === 0) return after.fallsThrough;
  return before.endsInValue && after.fallsThrough && !(after.isAsync && before.mayPromiseNothing);
}

/** Whether the last `return` ends the first turn of the loop before it now, which nobody means. */
function isMovedIntoLoop(before: FunctionEnd, after: FunctionEnd): boolean {
  return (
    before.lastReturn !== null &&
    before.lastReturnOfLoop === null &&
    after.lastReturnOfLoop === before.lastReturn &&
    after.values === before.values
  );
}

/** Nothing can be run over any more; with `await` in the place of `yield` it is another kind of the same. */
function losesYield(before: FunctionEnd, after: FunctionEnd): boolean {
  const isStill = after.isGenerator || after.isAsync !== before.isAsync || after.values > 0;
  return before.isGenerator && !isStill && after.fallsThrough;
}

function isExpected({ name, type, doc, values }: FunctionEnd, code: string): boolean {
  // A type of something or nothing promises that there is something on one way at least.
  if (type !== null) return !(values === 0 ? NEVER_VALUE : NO_VALUE).test(type);
  return SAYS_RETURNS.test(doc) || isUsed(name, code);
}

/** Behind the comma of the member before it, a method of an object looks like a call. */
const NO_METHOD = String.raw`(?![^()]*\)\s*(?::[^={]*)?\{)`;

/** Whether what a call of it gives is made use of in the file. */
function isUsed(qualifiedName: string, code: string): boolean {
  const [name = '', owner] = qualifiedName.split('.').toReversed();
  const object =
    owner === undefined ? String.raw`(?<![\w$]|(?<!\.\.)\.)` : String.raw`\b(?:self|this|cls)\s*\.\s*`;
  const use = String.raw`(?:(?<![=!<>])=|\breturn|\bin|[([,!+]|\.{3}|\bif|\bnot|&&|\|\|)\s*(?:await\s+)?${object}${wordPattern(name)}\s*\(${NO_METHOD}`;
  return new RegExp(use).test(code);
}
