import { VOCABULARY } from './vocabulary.ts';
import type { Word } from './word.ts';
import { keysOf } from './words.ts';

/** Whether a pattern could match a sentence, judged by the words alone. */
export type MayMatch = (pattern: string) => boolean;

type Tokens = readonly string[];
type Judged = { readonly holds: boolean; readonly at: number };
type IsSaid = (token: string) => boolean;

const TOKEN = /[()[\]|]|[^\s()[\]|]+/g;
const ENDS: readonly (string | undefined)[] = ['|', ')', ']', undefined];

/**
 * Judges the texts of patterns by the words of the forms of one sentence: false where a word is not said that the pattern
 * cannot do without. Most patterns end at their first words, and to read those takes far less than to parse the whole.
 */
export function mayMatchOf(forms: readonly (readonly Word[])[]): MayMatch {
  const said = new Set(forms.flatMap((words) => words.map(({ key }) => key)));
  const groups = new Map<string, boolean>();
  const isSaid: IsSaid = (token) => {
    if (/[{<]/.test(token)) return true;
    const group = token.startsWith('@') ? VOCABULARY[token.slice(1)] : undefined;
    if (group === undefined) return keysOf(token).every((key) => said.has(key));
    const holds = groups.get(token) ?? mayMatch(group);
    groups.set(token, holds);
    return holds;
  };
  const mayMatch: MayMatch = (pattern) => choiceAt(pattern.match(TOKEN) ?? [], 0, isSaid).holds;
  return mayMatch;
}

function choiceAt(tokens: Tokens, from: number, isSaid: IsSaid): Judged {
  let option = sequenceAt(tokens, from, isSaid);
  while (!option.holds && tokens[option.at] === '|') option = sequenceAt(tokens, option.at + 1, isSaid);
  return { holds: option.holds, at: option.holds ? closing(tokens, option.at) : option.at };
}

function sequenceAt(tokens: Tokens, from: number, isSaid: IsSaid): Judged {
  let at = from;
  for (let token = tokens[at]; token !== undefined && !ENDS.includes(token); token = tokens[at]) {
    const part = partAt(tokens, at, isSaid);
    at = part.at;
    if (!part.holds) return { holds: false, at: endOfOption(tokens, at) };
  }
  return { holds: true, at };
}

function partAt(tokens: Tokens, at: number, isSaid: IsSaid): Judged {
  const token = tokens[at] ?? '';
  if (token === '[') return { holds: true, at: closing(tokens, at + 1) + 1 };
  if (token !== '(') return { holds: isSaid(token), at: at + 1 };
  const inner = choiceAt(tokens, at + 1, isSaid);
  return { ...inner, at: inner.at + 1 };
}

/** The index of the bracket that closes what is open at an index. */
function closing(tokens: Tokens, from: number): number {
  let at = endOfOption(tokens, from);
  while (tokens[at] === '|') at = endOfOption(tokens, at + 1);
  return at;
}

/** The index of the bar or the bracket at which the option ends that an index is in. */
function endOfOption(tokens: Tokens, from: number): number {
  let depth = 0;
  let at = from;
  for (let token = tokens[at]; token !== undefined; token = tokens[++at]) {
    if (depth === 0 && ENDS.includes(token)) break;
    if (token === '(' || token === '[') depth++;
    else if (token === ')' || token === ']') depth--;
  }
  return at;
}
