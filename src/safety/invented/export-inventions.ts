import type { TextReaders } from '../text-readers.ts';
import { ownUses } from '../vanished/own-exports.ts';
import type { Finding } from '../gates/text-guard.ts';
import type { ChangedFile } from './module-inventions.ts';

/** Members of its own exports that a CommonJS module reads and gives them nowhere. */
export async function exportInventions(
  { path, text, members }: ChangedFile,
  offered: TextReaders['offered'],
): Promise<readonly Finding[]> {
  if (!/\.c?jsx?$/.test(path) || !/\bexports\s*\./.test(text)) return [];
  const { names, stars, isOpen } = await offered(path, text);
  if (isOpen || stars.length > 0) return [];
  const lacking = new Set(members.filter((name) => !names.has(name) && !(name in Object.prototype)));
  return ownUses({ path, names: lacking, isDeleted: false }, text).map(({ name, line }) => ({
    path,
    line,
    message: `The module exports no \`${name}\`. Use what it has, or define it.`,
  }));
}
