import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { whyNotAName } from '../typescript/name-rules.ts';
import { homeOf, isWritten, symbolOf } from '../typescript/variable-names.ts';
import type { CommonJsModule } from './common-js-module.ts';

type Named = Pick<CommonJsModule, 'checked' | 'names'>;

/** What declares a name: variables, parameters, functions and classes; not what TypeScript takes for a declaration besides. */
export function declarationsOf(
  checked: CommonJsModule['checked'],
  node: TypeScript.Identifier,
): readonly TypeScript.Declaration[] {
  return (symbolOf(checked, node)?.declarations ?? []).filter((one) => isBinding(checked.ts, one));
}

/** Whether a name is a variable at the top of the module that holds one value from some offset on. */
export function isConstantAt(
  { checked, names }: Named,
  node: TypeScript.Identifier,
  offset: number,
): boolean {
  const { ts, file } = checked;
  const symbol = symbolOf(checked, node);
  const [declaration, ...others] = declarationsOf(checked, node);
  if (symbol === undefined || declaration === undefined || others.length > 0) return false;
  if (homeOf(ts, declaration) !== file) return false;
  const isVariable = ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration);
  const isKnown = isVariable || ts.isFunctionDeclaration(declaration) || ts.isClassDeclaration(declaration);
  if (!isKnown || (!ts.isFunctionDeclaration(declaration) && declaration.end > offset)) return false;
  return !(names.get(node.text) ?? []).some((one) => isWritten(ts, one) && symbolOf(checked, one) === symbol);
}

/** Whether a name could be declared at the top of the module, seen from `within`, where it may mean something already. */
export function isFree({ checked, names }: Named, name: string, within: TypeScript.Node | null): boolean {
  const { ts, file } = checked;
  if (whyNotAName(ts, name) !== null) return false;
  return (names.get(name) ?? []).every((node) => {
    if (within !== null && node.pos >= within.pos && node.end <= within.end) {
      return declarationsOf(checked, node).length > 0;
    }
    const declarations = declarationsOf(checked, node);
    return declarations.length > 0 && declarations.every((one) => isNested(ts, one, file));
  });
}

/** Whether a name that stands at the top of the module means that at a node as well. */
export function isVisibleAt({ checked }: Named, name: string, node: TypeScript.Node): boolean {
  const { ts, file, checker } = checked;
  const seen = checker.getSymbolsInScope(node, ts.SymbolFlags.Value).find((one) => one.name === name);
  return !(seen?.declarations ?? []).some((one) => one.getSourceFile() === file && isNested(ts, one, file));
}

function isBinding(ts: typeof TypeScript, node: TypeScript.Declaration): boolean {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassLike(node)
  );
}

function isNested(ts: typeof TypeScript, declaration: TypeScript.Node, file: TypeScript.SourceFile): boolean {
  return homeOf(ts, declaration) !== file || ts.isFunctionExpression(declaration);
}

/** Gives names that the module has no use for yet, each once. */
export function createNamer(
  { checked, names }: Named,
  taken: readonly string[] = [],
): (wanted: readonly string[]) => string {
  const given = new Set(taken);
  return (wanted) => {
    const all = [...wanted, ...wanted.map((one) => `${one}Module`), ...wanted.map((one) => `_${one}`)];
    const isGood = (one: string): boolean =>
      whyNotAName(checked.ts, one) === null && !names.has(one) && !given.has(one);
    let name = all.find(isGood);
    for (let at = 2; name === undefined; at += 1)
      name = [`${wanted[0] ?? 'module'}${at}`, `module${at}`].find(isGood);
    given.add(name);
    return name;
  };
}

/** `raw-body` as a name of JavaScript: `rawBody`. */
export function nameFrom(path: string): string {
  const base = path
    .replace(/\/+$/, '')
    .replace(/(?:\/index)?\.[cm]?js(?:on)?$|^node:/g, '')
    .replace(/^.*\//, '');
  const words = base.split(/[^A-Za-z0-9$]+/).filter(Boolean);
  const name = words.map((word, at) => (at === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join('');
  return /^[A-Za-z$]/.test(name) ? name : `module${name}`;
}
