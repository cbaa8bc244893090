import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { placeAt } from '../place.ts';
import { closureAround, mayRunBefore } from '../typescript/early-functions.ts';
import { isAssigned } from '../typescript/stable-names.ts';
import { isExportsObject, isWithin } from '../typescript/syntax.ts';
import { homeOf, symbolOf, variableNames } from '../typescript/variable-names.ts';
import { whyCalled } from './calls.ts';
import { isConstructorLink, type Constructor } from './constructors.ts';

/** How the rest of the project uses a constructor, as far as it can be a class, or why it cannot. */
export type Uses =
  | {
      readonly kind: 'uses';
      readonly count: number;
      /** `module.exports = Foo;` in front of the function: it goes behind the class. */
      readonly earlyExport: TypeScript.Statement | null;
    }
  | { readonly kind: 'objection'; readonly why: string };

type Seen = {
  readonly project: TypeScriptProject;
  readonly constructor: Constructor;
  readonly path: string;
  /** Whether what is handed to code that nobody knows is taken for harmless. */
  readonly trusts: boolean;
};

/** Looks at every use of a constructor in its own file, and at what any file calls it as or hands it to. */
export function usesOf(seen: Seen): Uses {
  const { project, constructor, path } = seen;
  const { ts, checker } = project;
  const file = constructor.node.getSourceFile();
  const checked = { ts, text: file.text, file, syntaxErrors: [], diagnostics: [], checker };
  const named = { checked, names: variableNames(checked) };
  const home = homeOf(ts, constructor.statement);
  const symbol = checker.getSymbolAtLocation(constructor.name);
  const taken = new Set<TypeScript.Node>(
    [...constructor.methods, ...(constructor.inheritance === null ? [] : [constructor.inheritance])].map(
      ({ statement }) => statement,
    ),
  );
  const names = named.names.get(constructor.name.text) ?? [];
  const uses = names.filter((one) => one !== constructor.name && symbolOf(checked, one) === symbol);
  const early: TypeScript.Statement[] = [];
  const offset = constructor.statement.getStart(file);
  for (const use of uses) {
    const there = placeAt(path, file.text, use.getStart(file));
    const why = whyNotOfClass(ts, use, constructor);
    if (why !== null) return { kind: 'objection', why: `${why} (${there})` };
    if (isWithin(use, constructor.node) || [...taken].some((one) => isWithin(use, one))) continue;
    const closure = closureAround(ts, use, home);
    const isEarly =
      closure === null ? use.getStart(file) < offset : mayRunBefore(named, closure, { home, offset });
    const statement = use.parent.parent;
    const isExport = isExportOf(ts, use) && ts.isExpressionStatement(statement);
    if (isEarly && isExport && constructor.around.includes(statement)) early.push(statement);
    else if (isEarly)
      return { kind: 'objection', why: `it may be used before a class would be there (${there})` };
  }
  const [earlyExport = null, second] = early;
  if (second !== undefined) return { kind: 'objection', why: 'it is exported twice before it is declared' };
  const passed = earlyExport === null ? [] : constructor.around.slice(...between(constructor, earlyExport));
  if (passed.some((one) => acts(ts, one))) {
    return { kind: 'objection', why: 'it is exported before other code runs that may need it' };
  }
  const why = whyCalled(seen);
  return why === null ? { kind: 'uses', count: uses.length, earlyExport } : { kind: 'objection', why };
}

function between({ around, statement }: Constructor, first: TypeScript.Statement): readonly [number, number] {
  return [around.indexOf(first) + 1, around.indexOf(statement)];
}

/** Whether code outside of functions calls anything. */
function acts(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return true;
  return ts.forEachChild(node, (child) => acts(ts, child) || undefined) === true;
}

/** Why a use would not work with a class; null where it would. */
function whyNotOfClass(
  ts: typeof TypeScript,
  use: TypeScript.Identifier,
  { name }: Constructor,
): string | null {
  const { parent } = use;
  if (isAssigned(ts, use)) return 'it is assigned again';
  if (ts.isFunctionDeclaration(parent) || ts.isVariableDeclaration(parent)) return 'it is declared again';
  if (ts.isCallExpression(parent)) {
    return parent.expression === use ? 'it is called without new' : null;
  }
  if (ts.isBinaryExpression(parent) && parent.right === use) {
    return parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword ? guardOf(ts, parent) : null;
  }
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== use) return null;
  if (/^(?:call|apply|bind)$/.test(parent.name.text))
    return `${name.text}.${parent.name.text}() takes no class`;
  if (parent.name.text !== 'prototype') return null;
  const replaced = ts.isBinaryExpression(parent.parent) && isAssigned(ts, parent);
  const isCreated = replaced && parent.parent.right.getText().startsWith('Object.create(');
  return replaced && !isCreated ? 'its prototype is replaced' : null;
}

/** `this instanceof Foo` within the function lets it be called without `new`. */
function guardOf(ts: typeof TypeScript, { left, parent }: TypeScript.BinaryExpression): string | null {
  const isNegated = ts.isParenthesizedExpression(parent) && ts.isPrefixUnaryExpression(parent.parent);
  return left.kind === ts.SyntaxKind.ThisKeyword && isNegated ? 'it may be called without new' : null;
}

/** `module.exports = Foo`, `exports.Foo = Foo`. */
function isExportOf(ts: typeof TypeScript, use: TypeScript.Identifier): boolean {
  const { parent } = use;
  if (!ts.isBinaryExpression(parent) || parent.right !== use) return false;
  const { left } = parent;
  return (
    isExportsObject(ts, left) || (ts.isPropertyAccessExpression(left) && isExportsObject(ts, left.expression))
  );
}

/** The links that a class has of its own, which go. */
export function linksOf(
  ts: typeof TypeScript,
  { around, name, inheritance }: Constructor,
): readonly TypeScript.Statement[] {
  return inheritance === null ? [] : around.filter((one) => isConstructorLink(ts, one, name.text));
}
