import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { actsAtLoad } from '../typescript/module-effects.ts';
import { isExportsObject } from '../typescript/syntax.ts';
import type { CommonJsModule } from './common-js-module.ts';
import { objectionAt, type Objection } from './objection.ts';
import type { LinkedPackage } from './shapes.ts';
import { declarationsOf } from './values.ts';

/** Loads that imports would do at another time than `require` does, where somebody could tell; and modules that load each other. */
export function orderObjections(linked: LinkedPackage): readonly Objection[] {
  return [...[...linked.modules.values()].flatMap((module) => early(linked, module)), ...cycles(linked)];
}

function early({ targets }: LinkedPackage, module: CommonJsModule): readonly Objection[] {
  const { ts, file, text } = module.checked;
  const first = file.statements.find((one) => actsAtLoad(ts, one) && !isOwnAffair(module, one));
  const objections: Objection[] = [];
  for (const { call, specifier, isCertain, statement } of module.loads) {
    const kind = targets.get(call)?.kind;
    if (kind === undefined) continue;
    const at = (why: string): void => {
      objections.push(objectionAt({ path: module.path, text }, call.getStart(file), why));
    };
    const isBuiltin = kind === 'builtin' && !isTried(ts, call);
    if (!isCertain && !isBuiltin && kind !== 'json')
      at(`loads ${specifier} only when that code runs, and an import would load it at once`);
    const isLate = first !== undefined && first.pos < statement.pos;
    if (isCertain && isLate && kind !== 'builtin' && kind !== 'json')
      at(
        `loads ${specifier} after line ${lineOf(file, first)} has run, and an import would load it before that`,
      );
  }
  return objections;
}

/** A load by itself, which keeps its turn, or a statement that only gives members to objects of its own module. */
function isOwnAffair({ checked, loads }: CommonJsModule, statement: TypeScript.Statement): boolean {
  const { ts } = checked;
  if (loads.some(({ statement: own, use }) => own === statement && use.kind === 'effect')) return true;
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return false;
  const { left, right, operatorToken } = statement.expression;
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  let root: TypeScript.Expression = left;
  while (ts.isPropertyAccessExpression(root) && !isExportsObject(ts, root)) root = root.expression;
  const isValue =
    ts.isFunctionExpression(right) ||
    ts.isArrowFunction(right) ||
    ts.isIdentifier(right) ||
    ts.isLiteralExpression(right) ||
    ts.isObjectLiteralExpression(right) ||
    loads.some(({ call }) => call === right);
  if (isExportsObject(ts, root)) return isValue || ts.isBinaryExpression(right);
  if (!ts.isIdentifier(root) || !isValue) return false;
  const [declared] = declarationsOf(checked, root);
  const isLoaded = loads.some(({ call }) => declared !== undefined && isIn(call, declared));
  return declared !== undefined && !isLoaded;
}

function isIn(node: TypeScript.Node, outer: TypeScript.Node): boolean {
  return outer.pos <= node.pos && node.end <= outer.end;
}

function isTried(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) if (ts.isTryStatement(at)) return true;
  return false;
}

/** A module in a circle sees the others before they have run; how much of them, `import` and `require` answer differently. */
function cycles({ modules, targets }: LinkedPackage): readonly Objection[] {
  const done = new Set<string>();
  const open = new Set<string>();
  const found: Objection[] = [];
  const visit = (module: CommonJsModule): void => {
    if (done.has(module.path)) return;
    open.add(module.path);
    for (const { call } of module.loads) {
      const target = targets.get(call);
      const next = target?.kind === 'module' ? modules.get(target.path) : undefined;
      if (next === undefined) continue;
      if (!open.has(next.path)) visit(next);
      else
        found.push(
          objectionAt(
            { path: module.path, text: module.checked.text },
            call.getStart(),
            `loads ${next.path}, which loads it in turn`,
          ),
        );
    }
    open.delete(module.path);
    done.add(module.path);
  };
  for (const module of modules.values()) visit(module);
  return found;
}

function lineOf(file: TypeScript.SourceFile, node: TypeScript.Node): number {
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}
