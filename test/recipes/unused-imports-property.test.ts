import { assert, asyncProperty, constantFrom, record, uniqueArray, boolean } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTypeScript } from '../../src/codebase/languages/typescript.ts';
import { removeUnusedImportsTypeScript } from '../../src/recipes/remove-unused-imports/typescript.ts';
import { treeOfTexts } from '../support/fixture.ts';

type Shape = {
  readonly names: readonly string[];
  readonly used: readonly string[];
  readonly types: readonly string[];
  readonly lead: 'none' | 'default' | 'default-and-namespace';
  readonly separator: string;
  readonly margins: string;
  readonly hasTrailingComma: boolean;
};

const NAMES = ['A', 'B', 'C', 'D', 'E'] as const;
const shapes = record<Shape>({
  names: uniqueArray(constantFrom(...NAMES), { minLength: 1, maxLength: 5 }),
  used: uniqueArray(constantFrom(...NAMES, 'lead', 'all')),
  types: uniqueArray(constantFrom(...NAMES)),
  lead: constantFrom('none', 'default', 'default-and-namespace'),
  separator: constantFrom(', ', ',', ',\n  ', ', // why\n  ', ' , ', '\n  , ', ', /* of it */ '),
  margins: constantFrom('', ' ', '\n  ', '\n'),
  hasTrailingComma: boolean(),
});

function textOf({ names, used, types, lead, separator, margins, hasTrailingComma }: Shape): string {
  const elements = names.map((name) => (types.includes(name) ? `type x as ${name}` : name)).join(separator);
  const named = `{${margins}${elements}${hasTrailingComma ? ',' : ''}${margins}}`;
  const clause = {
    none: named,
    default: `lead, ${named}`,
    'default-and-namespace': `lead, * as all`,
  }[lead];
  const imported = lead === 'default-and-namespace' ? ['lead', 'all'] : ['lead', ...names];
  const uses = imported.filter((name) => used.includes(name) && (name !== 'lead' || lead !== 'none'));
  return `import ${clause} from 'x';\n${uses.map((name) => `let of${name}: typeof ${name};\n`).join('')}run();\n`;
}

async function bindingsOf(text: string): Promise<readonly string[]> {
  const ts = await loadTypeScript();
  const file = ts.createSourceFile('/a.ts', text, ts.ScriptTarget.ESNext, true);
  return file.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement)) return [];
    const { name, namedBindings } = statement.importClause ?? {};
    const named =
      namedBindings === undefined
        ? []
        : ts.isNamespaceImport(namedBindings)
          ? [namedBindings]
          : [...namedBindings.elements];
    return [...(name === undefined ? [] : [name.text]), ...named.map((element) => element.name.text)];
  });
}

describe('removeUnusedImportsTypeScript', () => {
  it('leaves exactly the used names, whichever they are and however they are laid out', async () => {
    const law = asyncProperty(shapes, async (shape) => {
      const text = textOf(shape);
      const result = await removeUnusedImportsTypeScript('a.ts', text, treeOfTexts({ 'a.ts': text }));
      expect(result.kind).not.toBe('refused');
      const left = await bindingsOf(result.kind === 'changed' ? result.text : text);
      expect(left).toEqual((await bindingsOf(text)).filter((name) => shape.used.includes(name)));
    });
    await assert(law, { numRuns: 200 });
  }, 60_000);
});
