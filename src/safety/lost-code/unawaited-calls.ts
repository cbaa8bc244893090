import { isTestFile } from '../../codebase/test-files.ts';
import type { Candidate } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';
import { withoutTexts } from '../code-text.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { wordPattern } from '../vanished/bound-names.ts';

const PYTHON = /\.pyw?$/;
const SCRIPT = /\.[cm]?[jt]sx?$/;
/** Heads of functions at the top of a module. */
const HEADS: readonly (readonly [file: RegExp, head: RegExp])[] = [
  [PYTHON, /^(?<waits>async[ \t]+)?def[ \t]+(?<name>\w+)/gm],
  [SCRIPT, /^(?:export[ \t]+)?(?:default[ \t]+)?(?<waits>async[ \t]+)?function[ \t]+(?<name>[\w$]+)/gm],
  [
    SCRIPT,
    /^(?:export[ \t]+)?(?:const|let|var)[ \t]+(?<name>[\w$]+)[ \t]*=[ \t]*(?<waits>async\b)?[ \t]*(?:\(|function\b)/gm,
  ],
];
const MAX_FILES = 3_000;

type Module = { readonly path: string; readonly names: ReadonlySet<string> };

/** Calls that make use of what a function gives at once, though the change made it `async`: what they get is a promise. */
export async function unawaitedCalls(
  changes: readonly TextChange[],
  candidate: Pick<Candidate, 'list' | 'read'>,
): Promise<readonly Finding[]> {
  const modules = changes.flatMap((change) => {
    const names = madeAsync(change);
    return names.size === 0 ? [] : [{ path: change.path, names }];
  });
  if (modules.length === 0) return [];
  const paths = (await candidate.list()).filter(
    (path) => (PYTHON.test(path) || SCRIPT.test(path)) && !isTestFile(path),
  );
  if (paths.length > MAX_FILES) return [];
  const found: Finding[] = [];
  for (const path of paths) {
    const text = textOf(await candidate.read(path));
    for (const module of modules) found.push(...callsIn({ path, text }, module));
  }
  return found;
}

function textOf(bytes: Uint8Array | null): string {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : '';
}

/** The functions at the top of a module that wait now and did not before. */
function madeAsync({ path, before, after }: TextChange): ReadonlySet<string> {
  if (before === null || after === null) return new Set();
  const [old, now] = [asyncByName(path, before), asyncByName(path, after)];
  return new Set([...now].flatMap(([name, isAsync]) => (isAsync && old.get(name) === false ? [name] : [])));
}

function asyncByName(path: string, text: string): ReadonlyMap<string, boolean> {
  const code = withoutTexts(path, text);
  return new Map(
    HEADS.filter(([file]) => file.test(path))
      .flatMap(([, head]) => [...code.matchAll(head)])
      .map(({ groups }) => [groups?.['name'] ?? '', groups?.['waits'] !== undefined]),
  );
}

type Source = { readonly path: string; readonly text: string };

function callsIn({ path, text }: Source, { path: from, names }: Module): readonly Finding[] {
  if (PYTHON.test(path) !== PYTHON.test(from)) return [];
  return [...names].flatMap((name) => {
    if (!text.includes(name) || (path !== from && !isTakenFrom(text, { path: from, name }))) return [];
    const code = withoutTexts(path, text);
    const call = new RegExp(String.raw`(?<![\w.$])${wordPattern(name)}\s*\(`, 'g');
    return [...code.matchAll(call)]
      .filter(({ index }) => isUsedAtOnce(code, index, PYTHON.test(path)))
      .map(({ index }) => ({
        path,
        line: code.slice(0, index).split('\n').length,
        message: `\`${name}\` is async now, and this call makes use of what it gives without waiting. Await it, or leave the function as it was.`,
      }));
  });
}

/** Whether a text imports a name from a module by the module's file name. */
function isTakenFrom(
  text: string,
  { path, name }: { readonly path: string; readonly name: string },
): boolean {
  const stem = path.replace(/^.*\//, '').replace(/\.\w+$/, '');
  const word = wordPattern(name);
  const taken = PYTHON.test(path)
    ? String.raw`\bfrom\s+[\w.]*(?<![\w])${stem}\s+import\s+(?:\([^)]*|[^\n]*)${word}(?!\s+as\b)`
    : String.raw`\{[^}]*${word}(?!\s+as\b|\s*:)[^}]*\}\s*(?:=\s*require\(|from)\s*['"](?:[^'"\n]*/)?${stem}(?:\.\w+)?['"]`;
  return new RegExp(taken).test(text);
}

function isUsedAtOnce(code: string, at: number, isPython: boolean): boolean {
  const line = code.slice(code.lastIndexOf('\n', at - 1) + 1, at);
  const lead = line.trim();
  if (/\b(?:await|def|function|new|async)$/.test(lead)) return false;
  const rest = code.slice(endOfCall(code, at));
  if (/^\s*(?:\??\.\s*(?!then\b|catch\b|finally\b)\w|\[)/.test(rest)) return true;
  if (/\b(?:return|yield)$|=>$|[(,[]$/.test(lead) && !/\bif\s*\($/.test(lead)) return false;
  if (/(?:^|\b)(?:if|elif|while|not|and|or|in)$|!$|&&$|\|\|$|\bif\s*\($|\{\s*\.{3}$/.test(lead)) return true;
  if (lead === '') return isPython && /^[ \t]*(?:\n|$)/.test(rest);
  const name = /^(?:(?:const|let|var)\s+)?([\w$]+)\s*(?::[^=]+)?=$/.exec(lead)?.[1];
  if (name === undefined) return /^(?:const|let|var)\s+[{[].*=$/.test(lead);
  return isUsedAsValue(rest, name);
}

/** Whether what a variable holds is used as it is, and nothing waits for it. */
function isUsedAsValue(rest: string, name: string): boolean {
  const word = wordPattern(name);
  const waits = String.raw`\bawait\s+${word}|${word}\s*\.\s*(?:then|catch|finally)\b|\b(?:gather|wait\w*|run\w*|create_task|ensure_future|Promise\.\w+|push|append)\([^)]*${word}`;
  if (new RegExp(waits).test(rest)) return false;
  return new RegExp(
    String.raw`(?<![.\w$])${word}\s*(?:\??\.\s*\w|\[|&&|\|\||[=!]==?|[<>+*/-])|\b(?:if|not|and|or|in)\s+${word}|[!(]\s*${word}\s*\)`,
  ).test(rest);
}

function endOfCall(code: string, at: number): number {
  let depth = 0;
  for (let index = code.indexOf('(', at); index !== -1 && index < code.length; index++) {
    if (code[index] === '(') depth++;
    else if (code[index] === ')' && --depth === 0) return index + 1;
  }
  return code.length;
}
