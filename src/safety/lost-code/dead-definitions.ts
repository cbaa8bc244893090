import { lineChanges } from '../../domain/line-diff.ts';
import { wordPattern } from '../vanished/bound-names.ts';
import { outermostNames } from './meant-removal.ts';

/** In a module nothing from outside can see what it does not export. */
const SCRIPT = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;
const MODULE = /^\s*(?:import|export)\b/m;
const EXPORTED = /^\s*export\b/m;

/** Whether all that went of a module are whole definitions of its own that nothing in it used before. */
export function wereDead(path: string, before: string, after: string): boolean {
  if (!isModule(path, before)) return false;
  const old = before.split('\n');
  const gone = lineChanges(old, after.split('\n')).map(({ beforeStart, beforeEnd }) =>
    old.slice(beforeStart, beforeEnd),
  );
  const filled = gone.filter((lines) => lines.some((line) => line.trim() !== ''));
  return filled.length > 0 && filled.every((lines) => areUnused(lines, before, filled.flat().join('\n')));
}

/** Whether some of the lines that went of a module are such definitions. */
export function wereDeadLines(path: string, before: string, lines: readonly string[]): boolean {
  return isModule(path, before) && areUnused(lines, before, lines.join('\n'));
}

function isModule(path: string, text: string): boolean {
  return SCRIPT.test(path) && MODULE.test(text);
}

function areUnused(lines: readonly string[], before: string, allGone: string): boolean {
  const text = lines.join('\n');
  const names = outermostNames(lines);
  if (names.length === 0 || EXPORTED.test(text) || !isBalanced(text)) return false;
  return names.every((name) => {
    const pattern = new RegExp(wordPattern(name), 'g');
    const countIn = (one: string): number => one.match(pattern)?.length ?? 0;
    return countIn(before) === countIn(allGone);
  });
}

function isBalanced(text: string): boolean {
  const countOf = (signs: RegExp): number => text.match(signs)?.length ?? 0;
  return countOf(/[([{]/g) === countOf(/[)\]}]/g);
}
