import type { ProjectSource } from '../../codebase/languages/typescript-project.ts';
import { refused, type Refused } from '../recipe.ts';

/** Where a file goes, from the root of the tree. */
export type Move = { readonly from: string; readonly to: string };

const PLAIN = /^(?:[\w@.()[\]+-]+\/)*[\w@.()[\]+-]+$/;

const BY_NAME = /(?:^|\/)(?:\.[^/]+|[\w-]+\.(?:config|conf|workspace)|gulpfile|gruntfile)\.[cm]?[jt]sx?$/i;

/** Whether a tool looks for a file of this name: `jest.config.js`, `.eslintrc.cjs`, `gulpfile.mjs`. */
export function isFoundByName(path: string): boolean {
  return BY_NAME.test(path);
}

/** What a request means, or why it may not be. */
export function moveOf(
  { files, modules }: ProjectSource,
  asked: { readonly source: string; readonly destination: string },
): { readonly kind: 'move'; readonly move: Move } | Refused {
  const from = asked.source.replace(/^\.\//, '');
  if (!files.sources.includes(from)) {
    return refused(
      `There is no JavaScript or TypeScript file ${from} to rename.`,
      'Give its path from the root.',
    );
  }
  const to = destinationOf(from, asked.destination.replace(/^\.\//, ''));
  const fault =
    placeFault(from, to) ??
    (files.listed.has(to) ? `${to} exists already` : null) ??
    (modules.entries.has(from) ? `${from} is an entry point that a package.json names` : null);
  return fault === null ? { kind: 'move', move: { from, to } } : refused(`${fault}.`, null);
}

function destinationOf(from: string, asked: string): string {
  const name = from.slice(from.lastIndexOf('/') + 1);
  if (asked.endsWith('/')) return `${asked}${name}`;
  return asked.includes('/') ? asked : `${from.slice(0, from.length - name.length)}${asked}`;
}

function placeFault(from: string, to: string): string | null {
  if (!PLAIN.test(to) || to.split('/').includes('..')) return `${to} is not a path within the tree`;
  if (/\.d\.[cm]?ts$/.test(from)) return `${from} describes other modules by its name`;
  if (extensionOf(from) !== extensionOf(to)) return `${to} would be another kind of file than ${from}`;
  return from.toLowerCase() === to.toLowerCase() ? `${to} differs from ${from} in case alone` : null;
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.'));
}
