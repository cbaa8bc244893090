import { definitionsOf } from '../../outline.ts';
import type { SymbolFact, SymbolKind } from '../file-facts.ts';

const KINDS: readonly (readonly [RegExp, SymbolKind])[] = [
  [/\bclass\b/, 'class'],
  [/\binterface\b/, 'interface'],
  [/\benum\b/, 'enum'],
  [/^\s*(?:export\s+)?(?:declare\s+)?type\b/, 'type'],
];

/** The definitions that tree-sitter's outline finds in JavaScript or TypeScript that oxc gives no tree of. */
export async function outlinedSymbols(file: {
  readonly path: string;
  readonly text: string;
}): Promise<readonly SymbolFact[]> {
  const definitions = await definitionsOf(file.path, file.text);
  return definitions.map((definition) => {
    const { name, qualifiedName, startLine, endLine } = definition;
    const signature = definition.signature.trim().replace(/\s*(?:[{(]|=>)\s*$/, '');
    return {
      name,
      qualifiedName,
      kind: kindOf(signature, definition.depth),
      isExported: /^\s*export\b/.test(definition.signature),
      exportedAs: /^\s*export\s+default\b/.test(definition.signature) ? ['default'] : [],
      startLine,
      endLine,
      bodyLine: Math.min(startLine + 1, endLine),
      signature: signature.slice(0, 300),
      doc: null,
    };
  });
}

function kindOf(signature: string, depth: number): SymbolKind {
  const found = KINDS.find(([pattern]) => pattern.test(signature));
  if (found !== undefined) return found[1];
  return depth > 0 && !/\b(?:function|const|let|var)\b/.test(signature) ? 'method' : 'function';
}
