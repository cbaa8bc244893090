import type { TextChange } from '../gates/text-guard.ts';

type Notebook = { readonly cells: readonly { readonly source?: unknown }[] };

/** A change of a notebook as one of the texts in its cells: what was printed below them comes and goes. */
export function asCells(change: TextChange): TextChange {
  if (!change.path.endsWith('.ipynb')) return change;
  const [before, after] = [sourcesOf(change.before), sourcesOf(change.after)];
  return before === undefined || after === undefined ? change : { ...change, before, after };
}

/** Undefined where a text is no notebook. */
function sourcesOf(text: string | null): string | null | undefined {
  if (text === null) return null;
  const read = parsed(text);
  return isNotebook(read) ? read.cells.map(({ source }) => textOf(source)).join('\n') : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNotebook(value: unknown): value is Notebook {
  return typeof value === 'object' && value !== null && 'cells' in value && Array.isArray(value.cells);
}

function textOf(source: unknown): string {
  const parts: readonly unknown[] = Array.isArray(source) ? source : [source];
  return parts.filter((part) => typeof part === 'string').join('');
}
