import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { indexName } from '../rename-symbol/name-index.ts';
import { findOccurrences } from '../rename-symbol/occurrences.ts';
import { outlineOf } from '../typescript/tree-outline.ts';
import type { Conversion } from './edits.ts';
import { usesOf, type Uses } from './uses.ts';

export type Versions = { readonly before: TypeScriptProject; readonly after: TypeScriptProject };

/**
 * Looks the function and its calls up in the program afterwards, from nothing but the name, and reads its object and
 * theirs back as parameters and arguments. The sentence says what is not as before; null when nothing is.
 */
export function differenceIn(
  { before, after }: Versions,
  { uses, parameters }: Conversion,
  { name, paths }: { readonly name: string; readonly paths: readonly string[] },
): string | null {
  const now = sameFunction(after, uses, name);
  if (now === null || now.passed !== uses.passed || now.calls.length !== uses.calls.length) {
    return 'Not every use of the function would be found again';
  }
  const names = parameters.map((one) => one.name);
  const positional = positionalOutline(before.ts, uses, names);
  const read = readBackOutline(after.ts, now, uses);
  const other = paths.find((path) => {
    const [then, later] = [before.sourceFile(path), after.sourceFile(path)];
    if (then === undefined || later === undefined) return true;
    return outlineOf(before.ts, then, positional) !== outlineOf(after.ts, later, read);
  });
  if (other !== undefined) return `More than the parameters and the calls would change in ${other}`;
  const isRetyped = uses.calls.some((call, index) => {
    const later = now.calls[index];
    const isScript = /\.[cm]?jsx?$/.test(call.getSourceFile().fileName);
    if (isScript) return false;
    return later === undefined || typesOf(before, call).join() !== typesOf(after, later).join();
  });
  return isRetyped ? 'TypeScript would take a call or its arguments for another type' : null;
}

/** Of the functions with the name, the one that stands in the same file in the same order. */
function sameFunction(after: TypeScriptProject, uses: Uses, name: string): Uses | null {
  const index = indexName(after, name, findOccurrences(after, name).names);
  const groups = new Set(
    index.occurrences.flatMap(({ sides }) => sides.map((side) => index.groupOf(side) ?? '')),
  );
  for (const group of groups) {
    const found = usesOf(after, { index, group });
    const isIt =
      found.kind === 'uses' &&
      found.path === uses.path &&
      orderOf(after.ts, found.node) === orderOf(after.ts, uses.node);
    if (isIt) return found;
  }
  return null;
}

/** How many functions of a file begin before one. */
function orderOf(ts: typeof TypeScript, node: TypeScript.Node): number {
  let count = 0;
  const visit = (one: TypeScript.Node): void => {
    if (ts.isFunctionLike(one) && one.kind === node.kind && one.pos < node.pos && !ts.isTypeNode(one))
      count++;
    ts.forEachChild(one, visit);
  };
  visit(node.getSourceFile());
  return count;
}

/** The types of a call and of the callbacks that it gives, whose parameters have their types from it. */
function typesOf({ ts, checker }: TypeScriptProject, call: TypeScript.CallExpression): readonly string[] {
  const functions: TypeScript.Node[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) functions.push(node);
    else ts.forEachChild(node, visit);
  };
  call.arguments.forEach(visit);
  return [call, ...functions].map((one) =>
    checker.typeToString(checker.getTypeAtLocation(one), one, ts.TypeFormatFlags.NoTruncation),
  );
}

type Outline = (node: TypeScript.Node) => string | null;

function positionalOutline(
  ts: typeof TypeScript,
  { node: owner, calls }: Uses,
  names: readonly string[],
): Outline {
  const known = new Set<TypeScript.Node>(calls);
  const outline: Outline = (node) => {
    const { parent } = node;
    if (parent === owner && isParenthesis(ts, node)) return '';
    if (parent === owner && ts.isParameter(node)) {
      const optional = node.questionToken === undefined && node.initializer === undefined ? '' : '?';
      const parts = [node.type, node.initializer].map((one) =>
        one === undefined ? '' : outlineOf(ts, one, outline),
      );
      return `${node.name.getText()}${optional}:${parts.join('=')}`;
    }
    if (parent === undefined || !known.has(parent) || !ts.isCallExpression(parent)) return null;
    const index = parent.arguments.findIndex((one) => one === node);
    return index === -1 ? null : `${names[index] ?? ''}=${plain(ts, node, outline)}`;
  };
  return outline;
}

/** The same of what became an object. A type that the parameter did not have is left to the diagnostics. */
function readBackOutline(ts: typeof TypeScript, { node: owner, calls }: Uses, old: Uses): Outline {
  const known = new Set<TypeScript.Node>(calls);
  const outline: Outline = (node) => {
    const { parent } = node;
    if (parent === owner && isParenthesis(ts, node)) return '';
    if (parent === owner && ts.isParameter(node)) return parametersOutline(ts, node, { old, outline });
    if (parent === undefined || !known.has(parent) || !ts.isCallExpression(parent)) return null;
    if (parent.arguments[0] !== node || !ts.isObjectLiteralExpression(node)) return null;
    return node.properties
      .map((one) => {
        const key = one.name?.getText() ?? '';
        if (ts.isShorthandPropertyAssignment(one)) return `${key}=${plain(ts, one.name, outline)}`;
        return ts.isPropertyAssignment(one) ? `${key}=${plain(ts, one.initializer, outline)}` : '?';
      })
      .join(' ');
  };
  return outline;
}

function parametersOutline(
  ts: typeof TypeScript,
  { name, type }: TypeScript.ParameterDeclaration,
  { old: was, outline }: { readonly old: Uses; readonly outline: Outline },
): string {
  if (!ts.isObjectBindingPattern(name)) return '?';
  const isTyped = type !== undefined && ts.isTypeLiteralNode(type);
  const parts = name.elements.map((element, index) => {
    const old = was.node.parameters[index];
    const member = isTyped ? type.members[index] : undefined;
    const isMember = member !== undefined && ts.isPropertySignature(member);
    const isSame =
      element.propertyName === undefined &&
      (!isTyped || (isMember && member.name.getText() === element.name.getText()));
    const isOptional = isMember ? member.questionToken !== undefined : old?.initializer !== undefined;
    const types =
      isMember && old?.type !== undefined && member.type !== undefined
        ? outlineOf(ts, member.type, outline)
        : '';
    const preset = element.initializer === undefined ? '' : outlineOf(ts, element.initializer, outline);
    return `${isSame ? element.name.getText() : '?'}${isOptional ? '?' : ''}:${types}=${preset}`;
  });
  return parts.join(' ');
}

/** A child outline of its own: the replacement is not asked for the node itself, which would be met again. */
function plain(ts: typeof TypeScript, node: TypeScript.Node, outline: Outline): string {
  return outlineOf(ts, node, (one) => (one === node ? null : outline(one)));
}

function isParenthesis(ts: typeof TypeScript, { kind }: TypeScript.Node): boolean {
  return kind === ts.SyntaxKind.OpenParenToken || kind === ts.SyntaxKind.CloseParenToken;
}
