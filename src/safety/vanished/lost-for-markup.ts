import { isKnownGlobal } from '../../codebase/known-globals.ts';
import { codeOfFile, type CodeOfFile } from '../../codebase/languages/code-of-file.ts';
import { componentScripts } from '../../codebase/languages/component-scripts.ts';
import { readVueOptions } from '../../codebase/languages/vue-options.ts';
import { splitOutside } from '../../codebase/interface/split-outside.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { Candidate, SourceTree } from '../../domain/ports.ts';
import { textChangeOf } from '../gates/text-guard.ts';
import { textOf } from '../imports/added-imports.ts';
import { declaredNames, unheardOf } from '../lint/declared-names.ts';
import { wordPattern } from './bound-names.ts';
import { isComponent } from './component-files.ts';
import { isNamedInWords } from './named-in-words.ts';
import { hasUnseenProperties } from './unseen-properties.ts';

/** A name that the markup of a component uses in an unchanged line, and that its scripts gave it before the change. */
export type LostForMarkup = {
  readonly path: string;
  readonly name: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
};

type LostInScripts = LostForMarkup & { readonly isImported: boolean };
type Bound = { readonly name: string; readonly isImported: boolean };

const GIVES_TO_ALL = /\.(?:[cm]?[jt]s|[jt]sx|vue)$/;
const MAX_READ = 1_000;
const SETUP = /<script\b[^>]*\bsetup\b/i;
const BLOCKS = /<!--[^]*?(?:-->|$)|<(script|style)\b[^]*?<\/\1\s*>/gi;
const STRINGS = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;
const VUE_EXPRESSION = /\s(?:v-|@|:|#)[^\s=>"']*\s*=\s*"([^"]*)"|\{\{([^]*?)\}\}|<([A-Z][\w$]*)/g;
const SVELTE_PLACE = /\{|\b(?:animate|transition|in|out|use):([\w$]+)|<([A-Z][\w$]*)/g;
/** By which markup gives a name of its own. */
const VUE_BINDS =
  /\bv-for\s*=\s*"[^"]*?\s(?:in|of)\s|\b(?:v-slot|slot-scope)\b[^=>]*=\s*"[^"]*"|\s#[^\s=>]*\s*=\s*"[^"]*"/g;
const SVELTE_BINDS = /\{[#:@](?:each|await|then|catch|const|snippet)\b[^}]*\}|\blet:[\w$]+/g;

/** What the markup of changed components still uses, though the change took it from their scripts and nothing else gives it. */
export async function lostForMarkup(candidate: Candidate): Promise<readonly LostForMarkup[]> {
  const found = await Promise.all(candidate.changes.filter(({ path }) => isComponent(path)).map(lostIn));
  const lost = found.flat().filter(({ name }) => !isNamedInWords(name, candidate.intent.words));
  const isLost = await Promise.all(lost.map(async (one) => isGivenByNothing(candidate, one)));
  return lost.filter((_, index) => isLost[index]);
}

/** A tool that imports names by itself has those that a file of the project speaks of; which libraries it knows nobody can tell. */
async function isGivenByNothing(
  candidate: Candidate,
  { path, name, isImported }: LostInScripts,
): Promise<boolean> {
  if (path.endsWith('.vue') && !isImported && (await isGivenToAll(candidate, name))) return false;
  const declared = await declaredNames(candidate, [name], path);
  if (declared !== 'any') return declared.length === 0;
  return !isImported && (await unheardOf(candidate, { names: [name], except: [path] })).length > 0;
}

/** Whether a file may give a name to every component of Vue, by a mixin or a property of them all. */
async function isGivenToAll(tree: SourceTree, name: string): Promise<boolean> {
  const word = literalPattern(name);
  const given = new RegExp(
    String.raw`\b(?:globalProperties|prototype)\s*(?:\.\s*${word}(?![\w$])|\[)|\.mixin\([^]*(?<![\w$])${word}(?![\w$])`,
  );
  const paths = (await tree.list()).filter((path) => GIVES_TO_ALL.test(path)).slice(0, MAX_READ);
  for (const path of paths) {
    if (given.test(textOf(await tree.read(path).catch(() => null)))) return true;
  }
  return false;
}

async function lostIn(change: FileChange): Promise<readonly LostInScripts[]> {
  const { path, before, after } = textChangeOf(change);
  if (before === null || after === null) return [];
  const isVue = path.endsWith('.vue');
  const now = await codeOfFile(path, after);
  if (now === null || hasUnseenProperties(now.text)) return [];
  if (isVue && !SETUP.test(after) && (await mayHaveOtherOptions(now, before))) return [];
  const left = new Set(now.text.match(/[\w$]+/g));
  const given = isVue && !SETUP.test(before) ? await givenByOptions(path, before) : boundBefore(path, before);
  const gone = given.filter(({ name }) => !left.has(name) && !isKnownGlobal(name));
  if (gone.length === 0) return [];
  const markup = after.replaceAll(BLOCKS, blanked);
  const bound = (markup.match(isVue ? VUE_BINDS : SVELTE_BINDS) ?? []).join('\n');
  const uses = (isVue ? usesInVue : usesInSvelte)(markup).split('\n');
  const known = new Set(before.split('\n'));
  const rawLines = after.split('\n');
  return gone.flatMap(({ name, isImported }): readonly LostInScripts[] => {
    const word = new RegExp(wordPattern(name));
    const use = new RegExp(
      String.raw`(?<!(?<!\.\.)\.\s*)(?<![\w$])\$?${literalPattern(name)}(?![\w$])(?!\s*:(?!:))`,
    );
    const line = uses.findIndex((one, index) => use.test(one) && known.has(rawLines[index] ?? ''));
    return line === -1 || word.test(bound) ? [] : [{ path, name, isImported, line: line + 1, text: after }];
  });
}

async function givenByOptions(path: string, text: string): Promise<readonly Bound[]> {
  const code = await codeOfFile(path, text);
  const options = code === null ? null : await readVueOptions(code.name, code.text);
  return (options?.names ?? []).map((name) => ({ name, isImported: false }));
}

/** Whether the options of a component may give names that stand in none of its texts, and that it had not before. */
async function mayHaveOtherOptions({ name, text }: CodeOfFile, before: string): Promise<boolean> {
  const options = await readVueOptions(name, text);
  return (
    options === null ||
    options.unseen.some((one) => /\b(?:mixins|extends)\b/.test(one) || !before.includes(one))
  );
}

/** Each script has an indentation of its own. */
function boundBefore(path: string, text: string): readonly Bound[] {
  const language = path.endsWith('.vue') ? 'vue' : 'svelte';
  return componentScripts(text, language).parts.flatMap((part) => boundIn(part.text));
}

/** The names that the outermost statements of a script bind. */
function boundIn(code: string): readonly Bound[] {
  const margin = /^[ \t]*(?=\S)/m.exec(code)?.[0] ?? '';
  const isOutermost = (index: number): boolean => /(?:^|\n)[ \t]*$/.exec(code.slice(0, index)) !== null;
  const named = code.matchAll(
    /^([ \t]*)(?:export\s+)?(?:async\s+)?(?:function\*?|class|const|let|var)\s+([\w$]+)/gm,
  );
  const unpacked = code.matchAll(
    /^([ \t]*)(?:const|let|var)\s*[{[]([^{}[\]]*(?:[{[][^{}[\]]*[}\]][^{}[\]]*)*)[}\]]\s*(?::[^=;]*)?=/gm,
  );
  const imported = code.matchAll(/\bimport\s+(?!type\b)([^;'"]*?)\s*\bfrom\b/g);
  return [
    ...[...named].flatMap(([, indent, name = '']) =>
      indent === margin ? [{ name, isImported: false }] : [],
    ),
    ...[...unpacked].flatMap(([, indent, names = '']) =>
      indent === margin ? unpackedIn(names).map((name) => ({ name, isImported: false })) : [],
    ),
    ...[...imported].flatMap(({ 1: names = '', index }) =>
      isOutermost(index) ? importedIn(names).map((name) => ({ name, isImported: true })) : [],
    ),
  ];
}

/** The names of `a, b: c, d = 1, ...e`; what is unpacked in there once more is left out. */
function unpackedIn(names: string): readonly string[] {
  return splitOutside(names, ',').flatMap((part) => {
    const [, name] = /^\s*(?:\.{3})?(?:['"\w$-]+\s*:\s*)?([\w$]+)\s*(?:=|$)/.exec(part) ?? [];
    return name === undefined ? [] : [name];
  });
}

function importedIn(names: string): readonly string[] {
  return names.replaceAll(/[\w$*]+\s+as\s+/g, '').match(/(?<!\btype\s+)[\w$]+/g) ?? [];
}

/** Markup of which only what is code is left, each character in its place. */
function usesInVue(markup: string): string {
  return keeping(
    markup,
    [...markup.matchAll(VUE_EXPRESSION)].map(({ 0: whole, 1: value, 2: text, 3: tag, index }) => {
      const code = value ?? text ?? tag ?? '';
      const from = index + (tag === undefined ? whole.lastIndexOf(code) : 1);
      return { from, to: from + code.length };
    }),
  );
}

function usesInSvelte(markup: string): string {
  let open = 0;
  return keeping(
    markup,
    [...markup.matchAll(SVELTE_PLACE)].flatMap(({ 0: whole, 1: directive, 2: tag, index }) => {
      if (index < open) return [];
      if (directive !== undefined || tag !== undefined) {
        const to = index + whole.length;
        return [{ from: to - (directive ?? tag ?? '').length, to }];
      }
      open = endOfBraces(markup, index);
      return [{ from: index, to: open }];
    }),
  );
}

function endOfBraces(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

function keeping(text: string, spans: readonly { readonly from: number; readonly to: number }[]): string {
  let kept = '';
  for (const { from, to } of spans) {
    kept += blanked(text.slice(kept.length, from)) + text.slice(from, to).replaceAll(STRINGS, blanked);
  }
  return kept + blanked(text.slice(kept.length));
}

function blanked(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}
