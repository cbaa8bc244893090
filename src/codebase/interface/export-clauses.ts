const CLAUSE = /^[ \t]*export\s*(type\s*)?\{([^{}]*)\}(\s*from\b)?/gm;
const STAR = /^[ \t]*export\s*\*\s*(?:as\s+([\w$]+)\s*)?from\s*(['"])([^'"\n]+)\2/gm;
const DEFAULT = /^[ \t]*export\s+default\s+([\w$]+)\s*;?[ \t]*$/gm;
const COMMENT = /\/\*[^]*?\*\/|(?<!\S)\/\/.*$/gm;

/** The names that a module exports by clauses (`export { a as b }`, `export * from`), with the local name behind each. */
export type ExportClause = {
  readonly local: string | null;
  readonly exported: string;
  /** Whether it exports the type alone. */
  readonly isType: boolean;
};

/** Reads the export clauses of a JavaScript or TypeScript text; a local name is null where another file has it. */
export function exportClausesOf(text: string): readonly ExportClause[] {
  const code = text.replaceAll(COMMENT, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  const named = code.matchAll(CLAUSE).flatMap(([, type, list = '', from]) =>
    list.split(',').flatMap((part) => {
      const match = /^\s*(type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(part);
      if (match?.[2] === undefined) return [];
      const isType = (type ?? match[1]) !== undefined;
      return [{ local: from === undefined ? match[2] : null, exported: match[3] ?? match[2], isType }];
    }),
  );
  const stars = code
    .matchAll(STAR)
    .map(([, name, , from = '']) => ({ local: null, exported: name ?? `* from ${from}`, isType: false }));
  const defaults = code
    .matchAll(DEFAULT)
    .map(([, local = '']) => ({ local, exported: 'default', isType: false }));
  return [...named, ...stars, ...defaults];
}
