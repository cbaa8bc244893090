import { nodeClassHas, type NodeClass } from '../../codebase/node-library/node-library.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import { withoutTexts } from '../code-text.ts';
import { mayBeBound, wordPattern } from './bound-names.ts';
import { importStatement } from './module-members.ts';
import type { AskedBase } from './asked-base.ts';

/** Whether the base of a class in a script is one of Node's own classes, by its only meaning in the file, and lacks the member. */
export function nodeBaseLacks({ path, text, facts, base, member }: AskedBase): boolean {
  const [bound = '', inside, ...deeper] = base.split('.');
  if (!/^[\w$]+$/.test(bound) || deeper.length > 0) return false;
  return facts.imports.some(({ specifier, line }) => {
    const statement = importStatement(text, line);
    const taken = classTaken(statement, specifier, { bound, inside: inside ?? null });
    if (taken === null || nodeClassHas(taken, member) !== false) return false;
    const rest = text.replace(statement, (all) => all.replaceAll(/[^\n]/g, ' '));
    return !mayBeBound(path, withoutTexts(path, rest), bound);
  });
}

type Written = { readonly bound: string; readonly inside: string | null };

/** What a name, or a member of it, stands for by one import; null where the import does not give the name. */
function classTaken(statement: string, module: string, { bound, inside }: Written): NodeClass | null {
  const name = wordPattern(bound);
  const required = String.raw`require\(\s*['"]${literalPattern(module)}['"]\s*\)`;
  const from = String.raw`from\s*['"]${literalPattern(module)}['"]`;
  const wholes = [
    String.raw`${name}\s*=\s*${required}(?!\s*[.[(])`,
    String.raw`\bimport\s+${name}\s*(?:,\s*(?:\{[^}]*\}|\*\s*as\s+[\w$]+)\s*)?${from}`,
    String.raw`\*\s*as\s+${name}\s*${from}`,
  ];
  if (wholes.some((whole) => new RegExp(whole).test(statement))) return { module, name: inside };
  if (inside !== null) return null;
  const renamed = String.raw`(?:([\w$]+)\s*(?::|\bas\b)\s*)?${name}\s*(?=[,}])`;
  const parts = [
    String.raw`\{(?:[^}]*,)?\s*${renamed}[^}]*\}\s*(?:${from}|=\s*${required}(?!\s*[.[(]))`,
    String.raw`${name}\s*=\s*${required}\s*\.\s*([\w$]+)(?!\s*[.[(\w$])`,
  ];
  for (const part of parts) {
    const found = new RegExp(part).exec(statement);
    if (found !== null) return { module, name: found[1] ?? bound };
  }
  return null;
}
