import * as z from 'zod';
import { jsonOrNull } from '../../domain/json.ts';
import type { EmbeddedPart } from './embedded-part.ts';
import { isAllowedInCell, namesForIPython, pythonOfCell } from './ipython.ts';
import type { SyntaxProblem } from './syntax-problem.ts';
import { tryTree, type Node, type ParseLimits } from './tree-sitter.ts';

// nbformat 4: https://nbformat.readthedocs.io/en/latest/format_description.html
const languageOfKernel = z.object({
  metadata: z.object({
    kernelspec: z.object({ language: z.string().optional() }).optional(),
    language_info: z.object({ name: z.string().optional() }).optional(),
  }),
});

const text = z.union([z.string(), z.array(z.string())]);
const cell = z.object({ cell_type: z.string(), source: text });
const olderCell = z.object({ cell_type: z.string() });
const notebook = z.union([
  z.object({ cells: z.array(cell) }),
  // nbformat 3 and before
  z.object({ worksheets: z.array(z.object({ cells: z.array(olderCell) })) }),
]);

/** What Jupyter would refuse about the shape of a notebook that is valid JSON; null where it would open it. */
export function notebookProblem(json: string): SyntaxProblem | null {
  if (notebook.safeParse(JSON.parse(json)).success) return null;
  const offset = Math.max(0, json.indexOf('"cells"'));
  const message = 'A notebook has a list of `cells`, each with a `cell_type` and its `source`';
  return { offset, kind: 'syntax', code: null, message };
}

/** A string of the source with its place in the file; `decoded` is what stands before it in the cell. */
type Piece = { readonly start: number; readonly literal: string; readonly decoded: number };
/** A cell of code with its number from 1, its text, and the strings of the file that make it. */
export type Cell = { readonly number: number; readonly text: string; readonly pieces: readonly Piece[] };

const UNIT = /\\u[\da-f]{4}|\\.|[^]/giy;

/** The cells with Python code of a Jupyter notebook that is valid JSON; none where its kernel is for another language. */
export async function notebookCells(text: string, limits: ParseLimits): Promise<readonly EmbeddedPart[]> {
  if (!isPythonNotebook(text)) return [];
  const cells = await readCodeCells(text, limits);
  return cells.flatMap((cell) => {
    const python = pythonOfCell(cell.text);
    if (python === null) return [];
    return [
      {
        language: 'python',
        text: python,
        asProblemOfFile: (problem: SyntaxProblem) =>
          isAllowedInCell(problem, python) ? null : problemInCell(problem, cell),
      },
    ];
  });
}

/** The cells of code in a notebook that is valid JSON, whatever its language. */
export async function readCodeCells(text: string, limits?: ParseLimits): Promise<readonly Cell[]> {
  const asked = limits === undefined ? {} : { limits };
  const read = await tryTree({ language: 'json', text, ...asked }, (tree) => codeCells(tree.rootNode));
  return read.kind === 'parsed' ? read.value : [];
}

/** All Python code of a notebook as the one module that its cells make when they are run in their order. */
export type NotebookModule = {
  readonly text: string;
  /** Where in the file a place of the text is. */
  readonly offsetInFile: (offset: number) => number;
  /** Names that a command for IPython may define; `any` where it may define whatever it likes. */
  readonly definable: ReadonlySet<string> | 'any';
};

/** Null where the kernel is for another language, or the file is no notebook. */
export async function notebookModule(text: string, limits: ParseLimits): Promise<NotebookModule | null> {
  if (jsonOrNull(text) === null || !isPythonNotebook(text)) return null;
  const cells = await readCodeCells(text, limits);
  const starts: { readonly cell: Cell; readonly start: number }[] = [];
  let module = '';
  for (const cell of cells) {
    const python = pythonOfCell(cell.text);
    if (python === null) continue;
    starts.push({ cell, start: module.length });
    module += `${python}\n`;
  }
  const offsetInFile = (offset: number): number => {
    const found = starts.findLast(({ start }) => start <= offset);
    return found === undefined ? 0 : offsetInCell(found.cell, offset - found.start);
  };
  return { text: module, offsetInFile, definable: namesForIPython(cells.map((cell) => cell.text)) };
}

/** Whether a notebook is one of Python, as one is that does not say: all were at first. */
export function isPythonNotebook(text: string): boolean {
  const { kernelspec, language_info: info } =
    languageOfKernel.safeParse(jsonOrNull(text)).data?.metadata ?? {};
  return /^(?:i?python3?)$/i.test(info?.name ?? kernelspec?.language ?? 'python');
}

function codeCells(root: Node): readonly Cell[] {
  const cells = valueOf(root.namedChildren[0] ?? null, 'cells');
  return (cells?.namedChildren ?? []).flatMap((cell, index) => {
    const type = valueOf(cell, 'cell_type')?.text;
    const source = valueOf(cell, 'source');
    if (type !== '"code"' || source === null) return [];
    const strings = source.type === 'array' ? source.namedChildren : [source];
    return [cellOf(index + 1, strings)];
  });
}

function cellOf(number: number, strings: readonly (Node | null)[]): Cell {
  let text = '';
  const pieces: Piece[] = [];
  for (const string of strings) {
    if (string?.type !== 'string') continue;
    pieces.push({ start: string.startIndex + 1, literal: string.text.slice(1, -1), decoded: text.length });
    text += z.string().parse(JSON.parse(string.text));
  }
  return { number, text, pieces };
}

function valueOf(object: Node | null, key: string): Node | null {
  const pair = object?.namedChildren.find((one) => one?.childForFieldName('key')?.text === `"${key}"`);
  return pair?.childForFieldName('value') ?? null;
}

function problemInCell(problem: SyntaxProblem, cell: Cell): SyntaxProblem {
  const { number, text } = cell;
  const line = text.slice(0, problem.offset).split('\n').length;
  const offset = offsetInCell(cell, problem.offset);
  return { ...problem, offset, message: `${problem.message} (cell ${number}, line ${line})` };
}

function offsetInCell({ pieces }: Cell, offset: number): number {
  const piece = pieces.findLast(({ decoded }) => decoded <= offset) ?? pieces[0];
  return piece === undefined ? 0 : offsetIn(piece, offset - piece.decoded);
}

/** Where in the file the string has come so far: what is one character of it may be written as an escape. */
function offsetIn({ start, literal }: Piece, units: number): number {
  const written = literal.matchAll(new RegExp(UNIT));
  return start + [...written.take(units)].reduce((sum, [unit]) => sum + unit.length, 0);
}
