import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { variableNames } from '../typescript/variable-names.ts';
import { exportsOf } from './exports.ts';
import { loadOf, type Load } from './loads.ts';
import { objectionAt, type Objection } from './objection.ts';
import { declarationsOf } from './values.ts';
import type { CommonJsModule } from './common-js-module.ts';

/** A file as a CommonJS module, and the places of it that no ES module could say. */
export function readModule(
  path: string,
  calling: string,
  checked: SingleFile,
): { readonly module: CommonJsModule; readonly objections: readonly Objection[] } {
  const { ts } = checked;
  const names = variableNames(checked);
  const wrapped = (name: string): readonly TypeScript.Identifier[] =>
    (names.get(name) ?? []).filter((node) => declarationsOf(checked, node).length === 0);
  const objections: Objection[] = [];
  const loads: Load[] = [];
  const mainChecks: TypeScript.BinaryExpression[] = [];
  const resolutions: TypeScript.Node[] = [];
  const object = (node: TypeScript.Node, why: string): void => {
    objections.push(objectionAt({ path, text: checked.text }, node.getStart(checked.file), why));
  };
  for (const node of wrapped('require')) {
    const check = mainCheckAround(ts, node);
    const load = loadOf(checked, node);
    if (check !== null) mainChecks.push(check);
    else if (isResolution(ts, node)) resolutions.push(node);
    else if (typeof load === 'string') object(node, load);
    else loads.push(load);
  }
  const isOfMainCheck = (node: TypeScript.Node): boolean =>
    mainChecks.some(({ left, right }) => left === node || right === node);
  const modules = wrapped('module').filter((node) => !isOfMainCheck(node));
  const read = exportsOf(checked, { modules, exports: wrapped('exports') });
  for (const { node, why } of read.faults) object(node, why);
  const ownThis = thisOfModule(ts, checked.file);
  if (ownThis !== null) object(ownThis, 'uses `this`, which is the exports object outside of functions');
  const ownPaths = [...wrapped('__dirname'), ...wrapped('__filename')];
  return {
    module: { path, calling, checked, names, loads, exports: read, mainChecks, resolutions, ownPaths },
    objections,
  };
}

function mainCheckAround(
  ts: typeof TypeScript,
  node: TypeScript.Identifier,
): TypeScript.BinaryExpression | null {
  const member = node.parent;
  if (!ts.isPropertyAccessExpression(member) || member.name.text !== 'main') return null;
  const check = member.parent;
  if (!ts.isBinaryExpression(check)) return null;
  const { EqualsEqualsEqualsToken, EqualsEqualsToken } = ts.SyntaxKind;
  const isEqual = [EqualsEqualsEqualsToken, EqualsEqualsToken].some(
    (kind) => kind === check.operatorToken.kind,
  );
  const other = check.left === member ? check.right : check.left;
  return isEqual && ts.isIdentifier(other) && other.text === 'module' ? check : null;
}

function isResolution(ts: typeof TypeScript, { parent }: TypeScript.Node): boolean {
  return (
    ts.isPropertyAccessExpression(parent) &&
    parent.name.text === 'resolve' &&
    ts.isCallExpression(parent.parent) &&
    parent.parent.expression === parent
  );
}

/** The first `this` that no function or class has of its own. */
function thisOfModule(ts: typeof TypeScript, file: TypeScript.SourceFile): TypeScript.Node | null {
  const visit = (node: TypeScript.Node): TypeScript.Node | undefined => {
    if (node.kind === ts.SyntaxKind.ThisKeyword) return node;
    const hasOwn = (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) || ts.isClassLike(node);
    return hasOwn ? undefined : ts.forEachChild(node, visit);
  };
  return visit(file) ?? null;
}
