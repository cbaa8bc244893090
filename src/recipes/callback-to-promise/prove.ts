import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { Attempt } from '../typescript/annotation-trial.ts';
import { commentsOf, otherMeaning } from '../typescript/kept-meanings.ts';
import { tokensOf } from '../typescript/tokens.ts';
import type { Site } from './site.ts';

// What callbacks are handed over with, and what waits for promises instead.
const FORM = new Set(
  '( ) { } , ; . : => async await const let try then catch promises promisify stdout stderr util'.split(' '),
);
const NAMES = ['Promise', 'promisify', 'require', 'util', 'stdout', 'stderr'];

/**
 * What differs between a file with callbacks and the one with promises, as the end of a sentence; null where it is the
 * callbacks alone: all other words are the same, those of the callbacks in the order declared, and every name means what
 * it meant.
 */
export function differenceOf({ before, after, path }: Attempt, sites: readonly Site[]): string | null {
  const [old, now] = [before.sourceFile(path), after.sourceFile(path)];
  if (old === undefined || now === undefined) return 'it would not be there';
  const loads = new Set(sites.flatMap(({ loads: own }) => own));
  const left = now.statements.filter((one) => !loads.has(one.getText(now)) || isIn(old, one.getText(now)));
  const words = left.flatMap((one) => tokensOf(one, now));
  if (wordsIn(expected(old, sites)) !== wordsIn(words)) return 'more than its callbacks would change';
  if (commentsOf({ project: before, node: old }) !== commentsOf({ project: after, node: now })) {
    return 'a comment of it has no place afterwards';
  }
  const gone = sites.flatMap((site) => site.gone.map(({ name }) => name.getText(old)));
  const changed = otherMeaning(
    { project: before, node: old },
    { project: after, node: now },
    { unnamed: [], exempt: new Set([...NAMES, ...gone]) },
  );
  return changed === null ? null : `${changed} would mean something else`;
}

function isIn(file: TypeScript.SourceFile, statement: string): boolean {
  return file.statements.some((one) => one.getText(file) === statement);
}

/** The words of a file, with those of its sites as they are declared to read. */
function expected(file: TypeScript.SourceFile, sites: readonly Site[]): readonly string[] {
  const bySite = new Map(sites.map((site) => [site.node, site]));
  const words = (node: TypeScript.Node): readonly string[] => {
    const site = bySite.get(node);
    if (site !== undefined) return site.parts.flatMap((part) => tokensOf(part, file));
    const holdsOne = sites.some((one) => one.node.pos >= node.pos && one.node.end <= node.end);
    return holdsOne ? node.getChildren(file).flatMap(words) : tokensOf(node, file);
  };
  return file.statements.flatMap(words);
}

function wordsIn(tokens: readonly string[]): string {
  return tokens
    .filter((token) => !FORM.has(token))
    .map((token) => (/^['"`}]/.test(token) ? token : token.replace(/\s+/g, ' ')))
    .join('\0');
}
