import { findSnippets, type Snippet } from '../../codebase/index/snippets/find-snippets.ts';
import { redactAll } from '../../domain/redaction.ts';
import { printable, printableLine } from '../../domain/terminal-text.ts';
import { estimateTokens } from '../../domain/tokens.ts';
import { sayNothingFound, type EmptyAnswer } from '../empty-answer.ts';
import { drawnIndexUse } from '../index-use.ts';
import type { Io } from '../io.ts';
import { openProject } from '../project.ts';
import { leftOutMessage, withSnippetSources, type LeftOut } from '../snippet-sources.ts';
import { createStyle, type Style } from '../view/style.ts';
import { readTask } from './read-task.ts';

export type SnippetsOptions = {
  readonly task: string | null;
  readonly limit: number;
  readonly json: boolean;
};

const EXAMPLE = 'ouroboros snippets "Parse a date"';

/** About a screen of code: what is longer is no snippet. */
const MAX_TOKENS = 600;

/** Shows the functions, methods and classes of this and the other roots that a task may learn from. Gives 0. */
export async function runSnippets(options: SnippetsOptions, io: Io): Promise<number> {
  const task = await readTask({ task: options.task, example: EXAMPLE }, io);
  const project = await openProject(io.cwd);
  const { snippets, leftOut } = await withSnippetSources(project, drawnIndexUse(io), (sources, leftOut) => ({
    snippets: findSnippets({
      task,
      sources,
      limit: options.limit,
      maxTokens: MAX_TOKENS,
      count: estimateTokens,
    }),
    leftOut,
  }));
  const safe = redacted(snippets);
  if (options.json) io.stdout(JSON.stringify({ task, snippets: safe.map(jsonOf), left_out: leftOut }));
  else for (const root of leftOut) io.stderr(leftOutMessage(root));
  if (safe.length === 0) sayNothingFound(nothingFits(leftOut), io);
  else if (!options.json)
    io.stdout(safe.map((snippet) => textOf(snippet, createStyle(io.color))).join('\n\n'));
  return 0;
}

/** The snippets without the secrets in them, the same secret by the same name in all. */
function redacted(snippets: readonly Snippet[]): readonly Snippet[] {
  const { texts } = redactAll(snippets.flatMap(({ code, signature, doc }) => [code, signature, doc ?? '']));
  return snippets.map((snippet, index) => {
    const [code = '', signature = '', doc = ''] = texts.slice(index * 3);
    return { ...snippet, code, signature, doc: snippet.doc === null ? null : doc };
  });
}

function jsonOf(snippet: Snippet): object {
  const { root, path, kind, signature, doc, licence, tokens, code } = snippet;
  return {
    root,
    path,
    start_line: snippet.startLine,
    end_line: snippet.endLine,
    name: snippet.qualifiedName,
    kind,
    signature,
    doc,
    licence,
    score: Math.round(snippet.score * 1000) / 1000,
    tokens,
    code,
  };
}

function textOf(snippet: Snippet, style: Style): string {
  const { root, path, startLine, endLine, qualifiedName, licence, code } = snippet;
  const place = `${root === '.' ? '' : `${root}: `}${path}:${startLine}-${endLine}`;
  const words = licence === null ? 'no licence' : licence === 'unknown' ? 'licence unknown' : licence;
  const header = `${style.accent(printableLine(place))}  ${style.strong(printable(qualifiedName))}  ${style.dim(words)}`;
  return [header, ...outdented(code).map((line) => `  ${printable(line)}`.trimEnd())].join('\n');
}

/** The lines without the white space that all of them begin with. */
function outdented(code: string): readonly string[] {
  const lines = code.split('\n');
  const indents = lines.flatMap((line) => (line.trim() === '' ? [] : [line.search(/\S/)]));
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common));
}

function nothingFits(leftOut: readonly LeftOut[]): EmptyAnswer {
  return {
    sentence: 'No function, method or class has a word of the task.',
    hint:
      leftOut.length === 0
        ? 'Name what the code names: what a function does, takes or gives.'
        : 'Some roots were left out; ouroboros doctor lists them.',
  };
}
