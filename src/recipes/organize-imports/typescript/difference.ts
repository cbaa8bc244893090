import type { SingleFile } from '../../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { tokensOf } from '../../typescript/tokens.ts';

/** What differs besides the order of imports, as the end of a sentence; null when nothing does. */
export function whatElseChanged(before: SingleFile, after: SingleFile): string | null {
  const [was, is] = [formOf(before), formOf(after)];
  const isSame = was.length === is.length && was.every((one, at) => one === is[at]);
  return isSame ? commentsChanged(before, after) : 'more than the order of its imports would change';
}

/** Each run of imports counts as the set of what it binds; other code, imports for side effects among it, token by token. */
function formOf({ ts, file }: SingleFile): readonly string[] {
  const form: string[] = [];
  let run: string[] = [];
  const close = (): void => {
    form.push(...run.toSorted());
    run = [];
  };
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement) && statement.importClause !== undefined) {
      run.push(...bindingsOf(ts, statement));
      continue;
    }
    close();
    form.push(tokensOf(statement, file).join('\0'));
  }
  close();
  return form;
}

/** Every name that an import binds, with all that says what it means. */
function bindingsOf(ts: typeof TypeScript, statement: TypeScript.ImportDeclaration): readonly string[] {
  const { importClause: clause, moduleSpecifier, attributes } = statement;
  if (clause === undefined) return [];
  const from = [clause.phaseModifier ?? '', moduleSpecifier.getText(), attributes?.getText() ?? ''].join(' ');
  const bindings = clause.namedBindings;
  const names =
    bindings === undefined
      ? []
      : ts.isNamespaceImport(bindings)
        ? [bindings.getText()]
        : bindings.elements.map((element) => `{ ${element.getText()} }`);
  const all = [...(clause.name === undefined ? [] : [`default ${clause.name.text}`]), ...names];
  return (all.length === 0 ? ['{}'] : all).map((name) => `import ${name} from ${from}`);
}

/** The same comments in all, though those of imports move with them. */
function commentsChanged(before: SingleFile, after: SingleFile): string | null {
  const lines = ({ text }: SingleFile): string =>
    text
      .split('\n')
      .filter((line) => /\/\/|\/\*|\*\//.test(line))
      .map((line) => line.replace(/^.*?(?=\/\/|\/\*|\*\/)/, '').trim())
      .toSorted()
      .join('\n');
  return lines(before) === lines(after) ? null : 'a comment would change';
}
