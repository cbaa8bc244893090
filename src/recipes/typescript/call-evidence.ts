import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { turnOrStop } from '../../codebase/turn-or-stop.ts';
import type { FunctionWithBody } from './functions.ts';
import { importersIn, reachedFrom } from './importers.ts';
import { isAssigned, valueSymbolOf } from './stable-names.ts';
import { hasModifier } from './syntax.ts';
import { namesIn } from './tokens.ts';

const OF_ARGUMENTS = new Set([2345, 2554, 2769]);

/** The calls of a function that nothing but calls in its own module can reach; none where something else may. */
export function localCallsOf(
  project: TypeScriptProject,
  fn: FunctionWithBody,
): readonly TypeScript.CallExpression[] {
  const { ts } = project;
  const file = fn.getSourceFile();
  const { parent } = fn;
  const declaration = ts.isFunctionDeclaration(fn) || !ts.isVariableDeclaration(parent) ? fn : parent;
  const { name } = declaration;
  if (ts.isMethodDeclaration(fn) || name === undefined || !ts.isIdentifier(name)) return [];
  const isConstant = declaration === fn || isConst(ts, declaration);
  const isModule = /\b(?:import|export|require|exports)\b/.test(file.text);
  const host = declaration === fn ? fn : declaration.parent.parent;
  if (!isConstant || !isModule || hasModifier(ts, host, ts.SyntaxKind.ExportKeyword)) return [];
  const symbol = valueSymbolOf(project, name);
  const uses = namesIn(ts, file).filter(
    (one) => one !== name && one.text === name.text && valueSymbolOf(project, one) === symbol,
  );
  const calls = uses.map(({ parent: call }) => call).filter((call) => ts.isCallExpression(call));
  const areCalled = calls.every(({ expression }) => uses.some((one) => one === expression));
  return areCalled && calls.length === uses.length ? calls : [];
}

/** Whether the code treats a parameter as something else than its default or its calls say. */
export function isContradicted(
  project: TypeScriptProject,
  fn: FunctionWithBody,
  name: TypeScript.Identifier,
): boolean {
  const { ts } = project;
  const symbol = valueSymbolOf(project, name);
  const uses = namesIn(ts, fn).filter(
    (one) => one !== name && one.text === name.text && valueSymbolOf(project, one) === symbol,
  );
  if (uses.some((use) => isAssigned(ts, use) || isTested(ts, use))) return true;
  const file = fn.getSourceFile();
  return project.program
    .getSemanticDiagnostics(file)
    .some(({ start = 0, length = 0 }) => uses.some(({ end, pos }) => pos < start + length && start < end));
}

function isConst(ts: typeof TypeScript, { parent }: TypeScript.Node): boolean {
  return (ts.getCombinedNodeFlags(parent) & ts.NodeFlags.Const) !== 0;
}

/** `typeof a`, `a instanceof B`, `isX(a)`, `a == null`: the function reckons with values of several types. */
function isTested(ts: typeof TypeScript, use: TypeScript.Node): boolean {
  const { parent } = use;
  if (ts.isTypeOfExpression(parent)) return true;
  if (ts.isCallExpression(parent) && parent.expression !== use)
    return /(?:^|\.)is[A-Z]\w*$/.test(parent.expression.getText());
  if (!ts.isBinaryExpression(parent)) return false;
  const { left, right, operatorToken } = parent;
  const isEmpty = [left, right].some((side) => /^(?:null|undefined|void 0)$/.test(side.getText()));
  return isEmpty || (operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword && left === use);
}

/** The functions of some files that a call of the project gives what TypeScript does not take. */
export async function calledOtherwise(
  project: TypeScriptProject,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<TypeScript.Node>> {
  const { program, sourceFile } = project;
  const called = new Set<TypeScript.Node>();
  for (const path of reachedFrom(importersIn(project).any, paths)) {
    await turnOrStop(signal);
    const file = sourceFile(path);
    const faults = file === undefined ? [] : program.getSemanticDiagnostics(file);
    for (const { code, file: inFile, start = 0 } of faults) {
      if (!OF_ARGUMENTS.has(code) || inFile === undefined) continue;
      for (const fn of calledAround(project, inFile, start)) called.add(fn);
    }
  }
  return called;
}

/** What the calls around an offset call. */
function calledAround(
  { ts, checker }: TypeScriptProject,
  file: TypeScript.SourceFile,
  offset: number,
): readonly TypeScript.Node[] {
  const found: TypeScript.Node[] = [];
  let node: TypeScript.Node | undefined = file;
  while (node !== undefined) {
    const called = ts.isCallExpression(node) ? checker.getResolvedSignature(node)?.declaration : undefined;
    if (called !== undefined) found.push(called);
    node = node.getChildren(file).find((child) => child.pos <= offset && offset < child.end);
  }
  return found;
}
