import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText, positionAt } from '../../domain/text.ts';
import { partsOf } from './module-names.ts';

/** Where code replaces names of a module from outside, and where texts name one by its path; each as `path:line`. */
export type Patches = {
  /** By name: assignments to the module's attribute, and texts such as tests patch it by. */
  readonly replaced: ReadonlyMap<string, readonly string[]>;
  /** Names that a longer path goes through: `"pkg.a.time.sleep"`. */
  readonly passed: ReadonlySet<string>;
};

// The settings of Sphinx list paths of symbols.
const DOCUMENTATION = /(?:^|\/)docs?\/(?:.*\/)?conf\.py$/;

/** Reads every Python file as text: too much is found rather than too little. */
export async function patchesOf(
  tree: SourceTree,
  path: string,
  { names, signal }: { readonly names: readonly string[]; readonly signal: AbortSignal },
): Promise<Patches> {
  const module = partsOf(path).at(-1) ?? '';
  const replaced = new Map<string, string[]>();
  const passed = new Set<string>();
  for (const other of await tree.list()) {
    if (languageOf(other) !== 'python' || DOCUMENTATION.test(other)) continue;
    signal.throwIfAborted();
    const bytes = await tree.read(other);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (decoded?.kind !== 'text' || !decoded.text.includes(module)) continue;
    for (const { name, index, isPassed } of namedIn(decoded.text, module, names)) {
      const place = `${other}:${positionAt(decoded.text, index).line}`;
      if (isPassed) passed.add(name);
      else replaced.set(name, [...(replaced.get(name) ?? []), place]);
    }
  }
  return { replaced, passed };
}

type Found = { readonly name: string; readonly index: number; readonly isPassed: boolean };

function namedIn(text: string, module: string, names: readonly string[]): readonly Found[] {
  const wanted = names.filter((name) => text.includes(name)).join('|');
  if (wanted === '') return [];
  const aliases = Array.from(
    text.matchAll(new RegExp(String.raw`\b${module}\s+as\s+(\w+)`, 'g')),
    ([, alias]) => alias,
  );
  const owner = `(?:${[module, ...aliases].join('|')})`;
  const string = new RegExp(String.raw`['"](?:\w+\.)*${module}[.:](${wanted})(?:['"]|(\.\w))`, 'g');
  const setter = new RegExp(String.raw`\b\w+\(\s*(?:\w+\s*\.\s*)*${owner}\s*,\s*['"](${wanted})['"]`, 'g');
  const assigned = new RegExp(String.raw`\b${owner}\s*\.\s*(${wanted})\s*(?::[^=\n]+)?[-+|&]?=(?!=)`, 'g');
  return [string, setter, assigned].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, 0: { length }, 1: name = '', 2: rest }) => ({
      name,
      index: index + length - 1,
      isPassed: rest !== undefined,
    })),
  );
}
