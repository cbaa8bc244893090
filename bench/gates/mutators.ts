import { definitionsOf } from '../../src/codebase/outline.ts';
import type { Random } from './corpus.ts';

/** A file to corrupt. `comment` is how its language begins a comment. */
export type Original = { readonly path: string; readonly text: string; readonly comment: string };

/** One way in which an edit goes wrong. Gives null where the file offers no place for it. */
export type Mutator = {
  readonly kind: string;
  /** Code is gone afterwards though what is left may parse; `dropped` where one line could be meant to go. */
  readonly loss: 'code' | 'dropped' | null;
  mutate(original: Original, random: Random): Promise<string | null> | string | null;
};

type Edit = (lines: string[], at: number, original: Original) => string[] | null;

const BLOCK_LINES = 8;
const MIN_CUT_LINES = 10;
const ELISIONS = [
  '... existing code ...',
  '... rest of the code remains unchanged ...',
  '... (rest of the file is unchanged)',
  'Rest of the implementation remains the same',
  'rest of the code here',
  '[existing code unchanged]',
  '... other methods remain unchanged ...',
  'existing implementation',
  '... keep existing code ...',
  'The rest of the function stays the same',
];

/** Every kind of corruption: what editors, merges and language models do to files. */
export const MUTATORS: readonly Mutator[] = [
  ofCharacter('dropped bracket', /[()[\]{}]/g, () => ''),
  ofCharacter('swapped bracket', /[)\]}]/g, (found) => ({ ')': ']', ']': '}', '}': ')' })[found] ?? ''),
  ofCharacter('doubled bracket', /[()[\]{}]/g, (found) => found + found),
  ofCharacter('unclosed string', /["'`]/g, () => ''),
  ofCharacter('smart quotes', /"([^"\n\\]*)"|'([^'\n\\]*)'/g, (found) => `“${found.slice(1, -1)}”`),
  ofCharacter('stray backtick', /\n/g, () => '`\n'),
  ofCharacter('lost comma', /,/g, () => ''),
  ofCharacter('lost colon', /:/g, () => ''),
  ofCharacter('lost operator', /(?<= )(?:=|==|===|\+|\*|\|\||&&|=>|->)(?= )/g, () => ''),
  ofCharacter('literal \\n', /\n/g, () => '\\n'),
  ofCharacter('literal \\n run', /\n[^\n]+\n[^\n]+\n/g, (found) => found.replaceAll('\n', '\\n')),
  ofCharacter('HTML entity', /[<>&]/g, (found) => ({ '<': '&lt;', '>': '&gt;' })[found] ?? '&amp;'),
  ofCharacter(
    'doubled keyword',
    /\b(?:def|class|return|import|from|if|for|const|let|function|export|new|await|interface|type)\b/g,
    (found) => `${found} ${found}`,
  ),
  ofLines('wrong indent', (lines, at) => edited(lines, at, (line) => ` ${line}`)),
  ofLines('lost indent', (lines, at) => edited(lines, at, (line) => line.replace(/^(?: {2}|\t)/, ''))),
  ofLines('tab for spaces', (lines, at) => edited(lines, at, (line) => line.replace(/^ +/, '\t'))),
  ofLines('conflict marker', (lines, at) =>
    edited(lines, at, (line) => `<<<<<<< HEAD\n${line}\n=======\n${line}\n>>>>>>> other`),
  ),
  ofLines('search marker', (lines, at) => edited(lines, at, (line) => `>>>>>>> REPLACE\n${line}`)),
  ofLines('half-written line', (lines, at) =>
    edited(lines, at, (line) => line.slice(0, Math.ceil((line.length + line.search(/\S/)) / 2))),
  ),
  ofLines('half-written edit', (lines, at) => {
    const line = lines[at] ?? '';
    return lines.toSpliced(at, 0, line.slice(0, Math.ceil((line.length + line.search(/\S/)) / 2)));
  }),
  ofLines('duplicated block', (lines, at) => lines.toSpliced(at, 0, ...lines.slice(at, at + BLOCK_LINES))),
  ofLines('chat prose inside', (lines, at) =>
    lines.toSpliced(at, 0, 'Here we update the function as requested.'),
  ),
  {
    kind: 'chat prose at the top',
    loss: null,
    mutate: ({ text }) => `Here is the refactored code you asked for:\n\n${text}`,
  },
  {
    kind: 'chat prose at the end',
    loss: null,
    mutate: ({ text }) => `${text}\nLet me know if you need anything else.\n`,
  },
  { ...ofLines('dropped line', (lines, at) => lines.toSpliced(at, 1)), loss: 'dropped' },
  { ...ofLines('elision', elide), loss: 'code' },
  {
    kind: 'fence around',
    loss: 'code',
    mutate: ({ path, text }) => `\`\`\`${path.slice(path.lastIndexOf('.') + 1)}\n${text.trimEnd()}\n\`\`\`\n`,
  },
  { ...ofLines('truncated after a line', (lines, at) => cut(lines, at)), loss: 'code' },
  { ...ofCharacter('truncated in a line', /\S/g, () => null), loss: 'code' },
  { kind: 'vanished definition', loss: 'code', mutate: withoutDefinition },
];

/** Replaces one match, drawn by chance; null in its place cuts the text there. */
function ofCharacter(kind: string, pattern: RegExp, replace: (found: string) => string | null): Mutator {
  return {
    kind,
    loss: null,
    mutate: ({ text }, random) => {
      const matches = [...text.matchAll(pattern)];
      const match = matches[Math.floor(random() * matches.length)];
      if (match === undefined) return null;
      const replacement = replace(match[0]);
      if (replacement === null) return text.slice(0, match.index);
      return text.slice(0, match.index) + replacement + text.slice(match.index + match[0].length);
    },
  };
}

/** Edits at a line with something on it, drawn by chance. */
function ofLines(kind: string, edit: Edit): Mutator {
  return {
    kind,
    loss: null,
    mutate: (original, random) => {
      const lines = original.text.split('\n');
      const full = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]));
      const at = full[Math.floor(random() * full.length)];
      return at === undefined ? null : (edit(lines, at, original)?.join('\n') ?? null);
    },
  };
}

function edited(lines: string[], at: number, edit: (line: string) => string): string[] {
  return lines.with(at, edit(lines[at] ?? ''));
}

/** A comment in place of lines, indented as the first of them. */
function elide(lines: string[], at: number, { comment }: Original): string[] | null {
  const count = BLOCK_LINES + (at % (2 * BLOCK_LINES));
  if (at + count > lines.length) return null;
  const indent = /^\s*/.exec(lines[at] ?? '')?.[0] ?? '';
  return lines.toSpliced(at, count, `${indent}${comment} ${ELISIONS[at % ELISIONS.length] ?? ''}`);
}

function cut(lines: string[], at: number): string[] | null {
  return lines.length - at < MIN_CUT_LINES ? null : [...lines.slice(0, at), ''];
}

async function withoutDefinition({ path, text }: Original, random: Random): Promise<string | null> {
  const definitions = await definitionsOf(path, text);
  const chosen = definitions[Math.floor(random() * definitions.length)];
  if (chosen === undefined) return null;
  const count = chosen.endLine - chosen.startLine + 1;
  return text
    .split('\n')
    .toSpliced(chosen.startLine - 1, count)
    .join('\n');
}
