import type { ImportFact } from '../../codebase/index/file-facts.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import { withoutTexts } from '../code-text.ts';
import { mayBeBound } from './bound-names.ts';

const MAX_STATEMENT = 2000;

/** A file that imports a whole module: by a statement of its own, or in Python by the name of the module in a package. */
export type ModuleImport = {
  readonly path: string;
  readonly text: string;
  readonly imported: ImportFact;
  /** The name in the statement that is the module; `*` where the statement imports it by its specifier; `default`. */
  readonly name: string;
};

/** The line of the first use of one of the names as a member of an imported module; null where none is certain. */
export function memberUse(
  asked: ModuleImport,
  names: readonly string[],
): { readonly name: string; readonly line: number } | null {
  const { path, text } = asked;
  const alias = aliasOf(asked);
  const mentioned = alias === null ? [] : names.filter((name) => text.includes(name));
  if (alias === null || mentioned.length === 0) return null;
  const statement = importStatement(text, asked.imported.line);
  const code = withoutTexts(
    path,
    text.replace(statement, (all) => all.replaceAll(/[^\n]/g, ' ')),
  );
  // Another meaning of the alias, as a parameter may have it, and another import of the same package.
  if (mayBeBound(path, code, alias) || isImportedAgain(code, alias)) return null;
  const lines = code.split('\n');
  for (const name of mentioned) {
    const member = String.raw`(?<![\w$.])${literalPattern(alias)}\s*\.\s*${literalPattern(name)}(?![\w$])`;
    if (isProbed(code, alias, member)) continue;
    const line = lines.findIndex((one) => new RegExp(member).test(one));
    if (line !== -1) return { name, line: line + 1 };
  }
  return null;
}

/** What a file calls a module; null where it has no name of its own for it. */
function aliasOf(asked: ModuleImport): string | null {
  const { path, text, imported, name } = asked;
  const statement = importStatement(text, asked.imported.line);
  if (path.endsWith('.py')) {
    const module = name === '*' ? imported.specifier : name;
    const alias = new RegExp(String.raw`(?<![\w.])${literalPattern(module)}\s+as\s+(\w+)`).exec(statement);
    return alias?.[1] ?? module;
  }
  const quoted = `['"]${literalPattern(imported.specifier)}['"]`;
  const forms = [
    String.raw`\*\s*as\s+([\w$]+)\s+from\s*${quoted}`,
    String.raw`\b(?:const|let|var|import)\s+([\w$]+)\s*=\s*require\(\s*${quoted}\s*\)\s*[;,]?\s*$`,
  ];
  const whole = String.raw`\bimport\s+([\w$]+)\s*(?:,\s*\{[^}]*\}\s*)?from\s*${quoted}`;
  if (name === 'default') return new RegExp(whole, 'm').exec(statement)?.[1] ?? null;
  return forms.flatMap((form) => new RegExp(form, 'm').exec(statement)?.[1] ?? [])[0] ?? null;
}

/** The import on a line of a text: to the end of the line, or of the brackets that it opens. */
export function importStatement(text: string, line: number): string {
  const rest = text
    .split('\n')
    .slice(line - 1)
    .join('\n')
    .slice(0, MAX_STATEMENT);
  return /^[^\n({]*(?:\([^)]*\)|\{[^}]*\})?[^\n]*/.exec(rest)?.[0] ?? '';
}

function isImportedAgain(code: string, alias: string): boolean {
  return new RegExp(String.raw`\b(?:import|from)\b[^\n]*(?<![\w$])${literalPattern(alias)}(?![\w$])`).test(
    code,
  );
}

/** Whether the code asks for a member (a pattern) of a name before it uses it, lives without it, or sets it itself. */
export function isProbed(code: string, alias: string, member: string): boolean {
  const probes = [
    String.raw`\b(?:hasattr|getattr|setattr|delattr)\(\s*${literalPattern(alias)}\b`,
    String.raw`\bexcept\s*\(?[^:\n]*\bAttributeError`,
    String.raw`\btypeof\s+${member}`,
    String.raw`${member}\s*(?:=(?!=)|\?\.|&&|\?\?|\|\|)`,
    // `fs.existsSync || path.existsSync`: what one of the two has.
    String.raw`\.\s*([\w$]+)\s*(?:\?\?|\|\|)\s*(?=${member})[\w$]+\s*\.\s*\1(?![\w$])(?!\s*\()`,
    String.raw`\bif\s*\(\s*!?${member}\s*\)`,
    String.raw`\bin\s+${literalPattern(alias)}(?![\w$.])`,
  ];
  return probes.some((probe) => new RegExp(probe).test(code));
}
