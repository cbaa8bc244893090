import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { placeAt } from '../place.ts';
import { importersIn, reachedFrom } from '../typescript/importers.ts';
import { variableNames } from '../typescript/variable-names.ts';
import type { Constructor } from './constructors.ts';

type Seen = {
  readonly project: TypeScriptProject;
  readonly constructor: Constructor;
  readonly path: string;
  readonly trusts: boolean;
};

/** What takes any value and calls none: it shows, compares or links it. */
const HARMLESS = /(?:^|\.)inherits$|^console\.\w+$|^expect$|^assert(?:\.(?:ok|\w*[eE]qual))?$/;

/** Why some file of the project calls a constructor without `new`, or may; null where none does. */
export function whyCalled(seen: Seen): string | null {
  const { project, path } = seen;
  const { ts } = project;
  for (const other of reachedFrom(importersIn(project).any, [path])) {
    const file = project.sourceFile(other);
    const visit = (node: TypeScript.Node): string | undefined => {
      const why = whyAt(seen, node);
      return why === null
        ? ts.forEachChild(node, visit)
        : `${why} (${placeAt(other, node.getSourceFile().text, node.getStart())})`;
    };
    const found = file === undefined ? undefined : visit(file);
    if (found !== undefined) return found;
  }
  return null;
}

function whyAt(seen: Seen, node: TypeScript.Node): string | null {
  const { ts, checker } = seen.project;
  if (ts.isPropertyAccessExpression(node)) {
    const isOther = /^(?:call|apply|bind)$/.test(node.name.text) && isIt(seen, node.expression);
    return isOther && !isBaseCall(seen, node)
      ? `${node.expression.getText()}.${node.name.text}() takes no class`
      : null;
  }
  if (ts.isNewExpression(node)) return whyHanded(seen, node);
  if (!ts.isCallExpression(node) || node.expression.kind === ts.SyntaxKind.SuperKeyword) return null;
  const called = checker.getResolvedSignature(node)?.getDeclaration();
  if (called === seen.constructor.node) return 'it is called without new';
  return HARMLESS.test(node.expression.getText()) ? null : whyHanded(seen, node);
}

/** Whether an expression is the function, whatever name it has there. */
function isIt(seen: Seen, node: TypeScript.Expression): boolean {
  const { ts, checker } = seen.project;
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
  const type = checker.getTypeAtLocation(node);
  return [...type.getCallSignatures(), ...type.getConstructSignatures()].some(
    (one) => one.getDeclaration() === seen.constructor.node,
  );
}

/** `Base.call(this)` in a class of the same file: what is done about it is decided there. */
function isBaseCall({ constructor }: Seen, node: TypeScript.Node): boolean {
  return node.getSourceFile() === constructor.node.getSourceFile();
}

/** Handed over, a class works as long as it is not called: what the other function does with it says so, or its type. */
function whyHanded(seen: Seen, call: TypeScript.CallExpression | TypeScript.NewExpression): string | null {
  const { checker } = seen.project;
  const index = (call.arguments ?? []).findIndex((one) => isIt(seen, one));
  if (index === -1) return null;
  const callee = call.expression.getText().replace(/\s+/g, '');
  const signature = checker.getResolvedSignature(call);
  const declaration = signature?.getDeclaration();
  if (signature === undefined || declaration === undefined) return unknown(seen, callee);
  const parameter = signature.parameters[Math.min(index, signature.parameters.length - 1)];
  if (parameter === undefined) return unknown(seen, callee);
  const type = checker.getTypeOfSymbolAtLocation(parameter, call);
  const isFunction = (one: TypeScript.Type): boolean => one.getCallSignatures().length > 0;
  if (type.isUnion() ? type.types.some(isFunction) : isFunction(type)) {
    return `it is handed to ${callee}(), which calls it without new`;
  }
  if (declaration.getSourceFile().isDeclarationFile || type.getConstructSignatures().length > 0) return null;
  return whyUsed(seen, { parameter, callee });
}

function whyUsed(
  seen: Seen,
  { parameter, callee }: { readonly parameter: TypeScript.Symbol; readonly callee: string },
): string | null {
  const { ts, checker } = seen.project;
  const declared = parameter.valueDeclaration;
  if (declared === undefined || !ts.isParameter(declared) || declared.dotDotDotToken !== undefined) {
    return unknown(seen, callee);
  }
  const file = declared.getSourceFile();
  const checked = { ts, text: file.text, file, syntaxErrors: [], diagnostics: [], checker };
  const uses = (variableNames(checked).get(parameter.name) ?? []).filter(
    (one) => one !== declared.name && checker.getSymbolAtLocation(one) === parameter,
  );
  const isHarmless = uses.every(({ parent }, index) => {
    const use = uses[index];
    if (ts.isNewExpression(parent)) return parent.expression === use;
    if (ts.isPropertyAccessExpression(parent)) return !/^(?:call|apply|bind)$/.test(parent.name.text);
    return (
      ts.isBinaryExpression(parent) &&
      parent.right === use &&
      parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword
    );
  });
  return isHarmless ? null : unknown(seen, callee);
}

function unknown({ trusts }: Seen, callee: string): string | null {
  return trusts ? null : `it is handed to ${callee}(), which may call it without new`;
}
