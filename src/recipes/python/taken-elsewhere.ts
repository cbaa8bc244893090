import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';

/**
 * The names that other Python files may take from a module, with the file that does. Modules are told apart by their
 * last name alone, so that too much is found rather than too little.
 */
export async function takenElsewhere(
  path: string,
  names: readonly string[],
  tree: SourceTree,
): Promise<ReadonlyMap<string, string>> {
  const module = moduleNameOf(path);
  const taken = new Map<string, string>();
  const wanted = new TextEncoder().encode(module);
  for (const other of await tree.list()) {
    if (other === path || languageOf(other) !== 'python') continue;
    const bytes = await tree.read(other);
    if (
      bytes === null ||
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(wanted) === -1
    )
      continue;
    const decoded = decodeText(bytes);
    if (decoded.kind !== 'text') continue;
    const isTaken = takerOf(decoded.text, module);
    for (const name of names) if (!taken.has(name) && isTaken(name)) taken.set(name, other);
  }
  return taken;
}

function moduleNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

/** Tells of a name whether the text imports it from the module, or reads it as the module's attribute. */
function takerOf(text: string, module: string): (name: string) => boolean {
  const imported = Array.from(
    text.matchAll(
      new RegExp(
        String.raw`\bfrom\s+[\w.]*(?<![\w])${module}\s+import\s*(\([^)]*\)|(?:[^\n\\]|\\\r?\n|\\)*)`,
        'g',
      ),
    ),
    (match) => match[1] ?? '',
  );
  const aliases = Array.from(
    text.matchAll(new RegExp(String.raw`\b${module}\s+as\s+(\w+)`, 'g')),
    (match) => match[1] ?? '',
  );
  const owners = [module, ...aliases].join('|');
  const takesAll = imported.some((names) => names.includes('*'));
  return (name) =>
    takesAll ||
    imported.some((names) => new RegExp(String.raw`\b${name}\b`).test(names)) ||
    new RegExp(String.raw`\b(?:${owners})\s*\.\s*${name}\b`).test(text);
}
