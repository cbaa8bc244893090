import { lineStartsOf } from '../../domain/text.ts';
import { pythonOfCell } from './ipython.ts';
import { isPythonNotebook, readCodeCells, type Cell } from './notebook-cells.ts';

/**
 * The Python of a Jupyter notebook with every line where the file has it; empty where it is none of Python. A cell that
 * is written as one string of several lines has no lines of the file, and is left out.
 */
export async function notebookPython(text: string): Promise<string> {
  const cells = isPythonNotebook(text) ? await readCodeCells(text) : [];
  const starts = lineStartsOf(text);
  const lines = starts.map(() => '');
  for (const cell of cells) {
    const python = linesOf(cell);
    for (const [index, { start }] of cell.pieces.entries()) {
      lines[starts.findLastIndex((at) => at <= start)] = python[index] ?? '';
    }
  }
  return lines.join('\n');
}

function linesOf({ text, pieces }: Cell): readonly string[] {
  const lines = (pythonOfCell(text) ?? '').replace(/\n$/, '').split('\n');
  return lines.length === pieces.length ? lines : [];
}
