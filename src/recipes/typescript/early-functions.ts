import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { hasModifier } from './syntax.ts';
import { homeOf, type NamedFile } from './variable-names.ts';

type Place = { readonly home: TypeScript.Node; readonly offset: number };

/** The outermost function or class field between a node and a home that it lies within; null where there is none. */
export function closureAround(
  ts: typeof TypeScript,
  node: TypeScript.Node,
  home: TypeScript.Node,
): TypeScript.Node | null {
  let closure: TypeScript.Node | null = null;
  for (let at = homeOf(ts, node); at !== home; at = homeOf(ts, at)) {
    closure = at;
    if (ts.isSourceFile(at)) return null;
  }
  return closure;
}

/**
 * Whether a closure may run before the code of its home comes to an offset: it begins before it, or it is a function
 * declaration, which exists from the start, and something that runs earlier names it.
 */
export function mayRunBefore(named: NamedFile, closure: TypeScript.Node, place: Place): boolean {
  return mayRun(named, { closure, place, known: new Set() });
}

/** Whether a module that this one imports may import it in turn, and so use it before it has run. */
export function mayBeInCycle({ ts, file }: SingleFile): boolean {
  return file.statements.some((statement) => {
    const loads = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const specifier = loads ? statement.moduleSpecifier : undefined;
    return specifier !== undefined && ts.isStringLiteral(specifier) && /^(?:[./~#]|@\/)/.test(specifier.text);
  });
}

function mayRun(
  named: NamedFile,
  asked: { readonly closure: TypeScript.Node; readonly place: Place; readonly known: Set<TypeScript.Node> },
): boolean {
  const { ts } = named.checked;
  const { closure, place, known } = asked;
  if (!ts.isFunctionDeclaration(closure)) return closure.getStart() < place.offset;
  if (known.has(closure)) return false;
  known.add(closure);
  if (isExported(named, closure) && mayBeInCycle(named.checked)) return true;
  const uses = named.names.get(closure.name?.text ?? '') ?? [];
  return uses.some((use) => {
    if (use === closure.name || !isWithin(use, place.home)) return false;
    const user = closureAround(ts, use, place.home);
    if (user === closure) return false;
    if (user === null || !ts.isFunctionDeclaration(user)) return use.getStart() < place.offset;
    return mayRun(named, { closure: user, place, known });
  });
}

function isExported({ checked, names }: NamedFile, declared: TypeScript.FunctionDeclaration): boolean {
  const { ts } = checked;
  if (hasModifier(ts, declared, ts.SyntaxKind.ExportKeyword)) return true;
  const uses = names.get(declared.name?.text ?? '') ?? [];
  return uses.some(({ parent }) => ts.isExportSpecifier(parent) || ts.isExportAssignment(parent));
}

function isWithin(node: TypeScript.Node, outer: TypeScript.Node): boolean {
  return outer.pos <= node.pos && node.end <= outer.end;
}
