import { EventEmitter } from 'node:events';
import { isTestFile } from '../../codebase/test-files.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import type { Candidate } from '../../domain/ports.ts';
import { createJudgedTree } from '../imports/judged-tree.ts';
import { withoutComments, withoutTexts } from '../code-text.ts';
import { wordPattern } from './bound-names.ts';
import type { LostDefinition } from './lost-definitions.ts';
import { isProbed } from './module-members.ts';

const SCRIPT = /\.[cm]?[jt]sx?$/;
const MAX_FILES = 3000;

/**
 * The line, from 1, that still uses a lost method of a prototype or an object (`View.prototype.a = function`,
 * `app.a = function`): by `this` in what else is defined on it, or by its name. Null where something may give it the
 * member all the same: a base, a computed name, another definition anywhere in the project.
 */
export async function prototypeUse(
  lost: LostDefinition,
  candidate: Candidate,
  root: string,
): Promise<number | null> {
  const { path, symbol, before, after } = lost;
  const owner = symbol.qualifiedName.split('.').slice(0, -1).join('.');
  const isAsked = SCRIPT.test(path) && symbol.kind === 'method' && owner !== '' && !owner.includes('.');
  if (after === null || !isAsked || isOfEveryObject(symbol.name)) return null;
  if (after.facts.symbols.some((one) => one.kind === 'class' && one.name === owner)) return null;
  const code = withoutTexts(path, after.text);
  const line = useIn({ lost, owner, code });
  if (line === null || mayGetMembers(owner, { before: before.text, after: after.text })) return null;
  return (await isDefinedElsewhere(symbol.name, candidate, root)) ? null : line;
}

function isOfEveryObject(name: string): boolean {
  return name in EventEmitter.prototype || name in Function.prototype;
}

type Asked = { readonly lost: LostDefinition; readonly owner: string; readonly code: string };

/** The first line that uses the member and that stood there before. */
function useIn({ lost: { symbol, before, after }, owner, code }: Asked): number | null {
  const name = literalPattern(symbol.name);
  const byName = String.raw`(?<![\w$.])${literalPattern(owner)}\s*(?:\.\s*prototype\s*)?\.\s*${name}(?![\w$])`;
  const byThis = String.raw`(?<![\w$.])this\s*\.\s*${name}(?![\w$])`;
  if ([byName, byThis].some((member) => isProbed(code, 'this', member))) return null;
  const own = (after?.facts.symbols ?? []).filter(
    ({ qualifiedName, kind }) =>
      (kind === 'method' && qualifiedName.split('.')[0] === owner) ||
      (kind === 'function' && qualifiedName === owner),
  );
  const known = new Set(before.text.split('\n').map((line) => line.trim()));
  const written = (after?.text ?? '').split('\n');
  const at = code.split('\n').findIndex((line, index) => {
    const isOwn = own.some(({ startLine, endLine }) => startLine <= index + 1 && index + 1 <= endLine);
    const isUse = new RegExp(byName).test(line) || (isOwn && new RegExp(byThis).test(line));
    return isUse && known.has(written[index]?.trim() ?? '');
  });
  return at === -1 ? null : at + 1;
}

/** Whether members come to it from a base, or by names that the change began to compute. */
function mayGetMembers(owner: string, texts: Readonly<Record<'before' | 'after', string>>): boolean {
  const one = wordPattern(owner);
  const inherits = String.raw`\b(?:inherits|extend|mixin|assign|merge|setPrototypeOf|defineProperties)\w*\s*\(\s*${one}|${one}\s*\.\s*prototype\s*(?:=(?!=)|\.\s*__proto__)|${one}\s*\.\s*__proto__\s*=`;
  const computes = String.raw`(?:${one}(?:\s*\.\s*prototype)?|\bthis)\s*\[[^\]\n]*\]\s*=(?!=)`;
  // What an object literal gives is read as definitions.
  const literal = new RegExp(
    String.raw`\bObject\.assign\(\s*${one}\s*\.\s*prototype\s*,\s*\{(?!\s*\.\.\.)`,
    'g',
  );
  const count = (text: string): number => text.match(new RegExp(computes, 'g'))?.length ?? 0;
  return (
    new RegExp(inherits).test(texts.after.replaceAll(literal, ' ')) ||
    count(texts.after) > count(texts.before)
  );
}

/** Whether a script of the project defines a member of such a name, or names it in a string. */
async function isDefinedElsewhere(name: string, candidate: Candidate, root: string): Promise<boolean> {
  const { paths, readText } = await createJudgedTree(candidate, root);
  const scripts = paths.filter((path) => SCRIPT.test(path) && !isTestFile(path));
  if (scripts.length > MAX_FILES) return true;
  const word = wordPattern(name);
  const defining = new RegExp(
    String.raw`\.\s*${word}\s*=(?!=)|['"\x60]${literalPattern(name)}['"\x60]|^[ \t]*(?:(?:async|static|public|private|protected|get)\s+)*\*?\s*${word}\s*(?:\([^)]*\)[^;\n]*\{|:|=(?!=)|,)`,
    'm',
  );
  for (const path of scripts) {
    const text = (await readText(path)) ?? '';
    if (text.includes(name) && defining.test(withoutComments(path, text))) return true;
  }
  return false;
}
