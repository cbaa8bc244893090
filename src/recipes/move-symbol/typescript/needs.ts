import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { placeAt } from '../../place.ts';
import { refused, type Refused } from '../../recipe.ts';
import { importedBindings, type Binding } from '../../typescript/import-bindings.ts';
import { declarationsOf, exportedAs } from '../../typescript/module-exports.ts';
import { isAssigned, valueSymbolOf } from '../../typescript/stable-names.ts';
import { hasModifier, isLoader, isWithin } from '../../typescript/syntax.ts';
import { variableNames } from '../../typescript/variable-names.ts';
import type { Moved } from './moved.ts';

/** What the moved code takes from around it. */
export type Needs = {
  readonly kind: 'needs';
  /** What its module imports for it. */
  readonly imports: readonly Binding[];
  /** Names that its module declares, and the statements that have to be exported for it. */
  readonly locals: readonly {
    readonly name: string;
    readonly isType: boolean;
    readonly unexported: TypeScript.Statement | null;
  }[];
};

/** Collects the imports and the declarations of its module that the moved code uses; what cannot follow refuses. */
export function needsOf(moved: Moved): Needs | Refused {
  const { project, file, path, name } = moved;
  const { ts } = project;
  const bound = boundTo(moved);
  if (bound !== null) {
    const place = placeAt(path, file.text, bound.getStart(file));
    return refused(`${name} depends on the place of its file at ${place}: ${bound.getText(file)}.`, null);
  }
  const imports = new Map<string, Binding>();
  const locals = new Map<string, Needs['locals'][number]>();
  const bindings = importedBindings({ ts, file });
  for (const use of usesIn(moved)) {
    const symbol = valueSymbolOf(project, use);
    const declared = symbol?.declarations ?? [];
    const binding = bindings.find(
      (one) => one.name === use.text && declared.some((node) => isWithin(node, one.statement)),
    );
    if (binding !== undefined) imports.set(use.text, binding);
    const isLocal = declared.some((node) => isTopLevel(moved, node));
    if (!isLocal || binding !== undefined || locals.has(use.text)) continue;
    const needed = localNeed(moved, use);
    if ('kind' in needed) return needed;
    locals.set(use.text, needed);
  }
  const jsx = jsxName(moved);
  const factory = jsx === null ? undefined : bindings.find((one) => one.name === jsx);
  if (factory !== undefined) imports.set(factory.name, factory);
  return { kind: 'needs', imports: [...imports.values()], locals: [...locals.values()] };
}

function localNeed(
  { project, file, path, name }: Moved,
  use: TypeScript.Identifier,
): Needs['locals'][number] | Refused {
  const { ts } = project;
  const place = placeAt(path, file.text, use.getStart(file));
  if (isAssigned(ts, use)) return refused(`${name} assigns ${use.text} of its module at ${place}.`, null);
  const exporting = { ts, project, file, path };
  const statements = declarationsOf(exporting, use.text);
  const isType =
    statements.length > 0 &&
    statements.every((one) => ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one));
  if (exportedAs(exporting, use.text) !== null) return { name: use.text, isType, unexported: null };
  const [only, ...others] = statements;
  const isPlain =
    only !== undefined &&
    others.length === 0 &&
    !hasModifier(ts, only, ts.SyntaxKind.ExportKeyword) &&
    !(ts.canHaveDecorators(only) && (ts.getDecorators(only) ?? []).length > 0);
  if (!isPlain)
    return refused(
      `${name} uses ${use.text} at ${place}, which ${path} does not export by that name.`,
      `Export ${use.text} first.`,
    );
  return { name: use.text, isType, unexported: only };
}

/** The uses of variables and types in the moved code. */
function usesIn({ project: { ts }, file, statements }: Moved): readonly TypeScript.Identifier[] {
  const all = [...variableNames({ ts, file }).values()].flat();
  return all.filter((use) => statements.some((statement) => isWithin(use, statement)));
}

function isTopLevel({ project: { ts }, file, statements }: Moved, node: TypeScript.Node): boolean {
  if (node.getSourceFile() !== file || statements.some((one) => isWithin(node, one))) return false;
  let at = node;
  while (
    !ts.isSourceFile(at.parent) &&
    (ts.isBindingElement(at) ||
      ts.isBindingName(at) ||
      ts.isVariableDeclaration(at) ||
      ts.isVariableDeclarationList(at))
  )
    at = at.parent;
  return ts.isSourceFile(at.parent);
}

/** What means something else in another file: `import.meta`, `__dirname`, relative names of files. */
function boundTo({ project: { ts }, statements }: Moved): TypeScript.Node | null {
  const visit = (node: TypeScript.Node): TypeScript.Node | undefined => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return node;
    if (ts.isIdentifier(node) && /^(?:__dirname|__filename|require|module|exports)$/.test(node.text))
      return node;
    if (ts.isStringLiteralLike(node) && /^\.{1,2}\//.test(node.text)) return node;
    if (
      ts.isCallExpression(node) &&
      isLoader(ts, node.expression) &&
      node.arguments[0] !== undefined &&
      !ts.isStringLiteralLike(node.arguments[0])
    )
      return node;
    return ts.forEachChild(node, visit);
  };
  return statements.map((statement) => visit(statement)).find((node) => node !== undefined) ?? null;
}

/** The name that JSX is compiled to calls of, where the moved code holds any. */
function jsxName({ project: { ts, program }, statements }: Moved): string | null {
  const { jsx, jsxFactory } = program.getCompilerOptions();
  if (jsx === ts.JsxEmit.ReactJSX || jsx === ts.JsxEmit.ReactJSXDev) return null;
  const visit = (node: TypeScript.Node): boolean =>
    ts.isJsxOpeningLikeElement(node) ||
    ts.isJsxFragment(node) ||
    ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  return statements.some(visit) ? (jsxFactory ?? 'React') : null;
}
