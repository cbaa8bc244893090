import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { refused, type Refused } from '../recipe.ts';
import { lineEndOf, usesSemicolons } from '../typescript/insertion.ts';
import { isStable } from '../typescript/stable-names.ts';
import { hasModifier } from '../typescript/syntax.ts';
import { declarationsOf, exportedAs, exportedNames, type Exporting } from '../typescript/module-exports.ts';
import type { OwnEdits } from './to-named.ts';

/** Makes a named export of a module its default one. */
export function toDefault(exporting: Exporting, wanted: string | null): OwnEdits | Refused {
  const { path } = exporting;
  if (hasDefault(exporting)) return refused(`${path} has a default export already.`, null);
  const names = exportedNames(exporting);
  const [first, ...others] = names;
  const name = wanted ?? (others.length === 0 ? first : undefined);
  if (name === undefined || !names.includes(name)) {
    const why =
      names.length === 0
        ? 'has no named export'
        : name === undefined
          ? 'has several named exports'
          : `does not export ${name}`;
    return refused(
      `${path} ${why}.`,
      names.length === 0 ? null : `Say which: name=${names.join(', name=')}.`,
    );
  }
  const found = exportedAs(exporting, name);
  if (found === null) return refused(`${path} does not export ${name}.`, null);
  if (found.kind === 'declaration') return declared(exporting, name, found.statements);
  const { propertyName, name: own } = found.node;
  const local = (propertyName ?? own).text;
  if (found.node.parent.parent.moduleSpecifier === undefined && !isConstant(exporting, local))
    return reassigned(exporting, local);
  const start = (propertyName ?? own).getStart();
  return { kind: 'edits', edits: [{ start, end: own.end, newText: `${local} as default` }], name };
}

function declared(
  exporting: Exporting,
  name: string,
  statements: readonly TypeScript.Statement[],
): OwnEdits | Refused {
  const { ts, file } = exporting;
  const [only] = statements;
  if (only === undefined || declarationsOf(exporting, name).length > 1 || statements.length > 1) {
    return refused(`${name} has several declarations in ${exporting.path}.`, null);
  }
  const isInline =
    ts.isFunctionDeclaration(only) || ts.isClassDeclaration(only) || ts.isInterfaceDeclaration(only);
  if (hasModifier(ts, only, ts.SyntaxKind.DeclareKeyword))
    return refused(`${name} is only described in ${exporting.path}.`, null);
  if (ts.isVariableStatement(only) && only.declarationList.declarations.length > 1) {
    return refused(
      `${name} is declared along with others in ${exporting.path}.`,
      'Give it a declaration of its own first.',
    );
  }
  if (!isConstant(exporting, name)) return reassigned(exporting, name);
  const word = (ts.canHaveModifiers(only) ? (only.modifiers ?? []) : []).find(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword,
  );
  if (word === undefined) return refused(`${exporting.path} does not export ${name}.`, null);
  if (isInline)
    return { kind: 'edits', edits: [{ start: word.end, end: word.end, newText: ' default' }], name };
  const gap = /^\s*/.exec(file.text.slice(word.end))?.[0].length ?? 0;
  const dropped = { start: word.getStart(file), end: word.end + gap, newText: '' };
  return { kind: 'edits', edits: [dropped, atTheEnd(exporting, name)], name };
}

/** The value is taken when the module runs, so it may not change afterwards. */
function isConstant(exporting: Exporting, name: string): boolean {
  const { ts, project } = exporting;
  return declarationsOf(exporting, name).every((statement) => {
    const declarations = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations
      : [statement];
    return declarations.every((one) => {
      const own = 'name' in one ? one.name : undefined;
      return own === undefined || !isIdentifier(ts, own) || isStable(project, own);
    });
  });
}

function isIdentifier(ts: typeof TypeScript, node: unknown): node is TypeScript.Identifier {
  return (
    typeof node === 'object' && node !== null && 'kind' in node && node.kind === ts.SyntaxKind.Identifier
  );
}

function reassigned({ path }: Exporting, name: string): Refused {
  return refused(
    `${name} is assigned again in ${path}, and importers of the default export would not see that.`,
    null,
  );
}

function atTheEnd({ ts, file }: Exporting, name: string): TextEdit {
  const lineEnd = lineEndOf(file.text);
  const start = file.text.trimEnd().length;
  const end = usesSemicolons(ts, file) ? ';' : '';
  return { start, end: start, newText: `${lineEnd}${lineEnd}export default ${name}${end}` };
}

function hasDefault({ ts, file, project }: Exporting): boolean {
  const symbol = project.checker.getSymbolAtLocation(file);
  const isOther = file.statements.some((one) => ts.isExportAssignment(one));
  return isOther || symbol?.exports?.has(ts.InternalSymbolName.Default) === true;
}
