import type { default as TypeScript } from 'typescript-lib';

const TAG = /<[A-Za-z][\w.:-]*(?:\s+[\w:-]+(?:=(?:"[^"]*"|'[^']*'|\{[^{}]*\}))?)+\s*\/?>/g;
const ATTRIBUTE = /(?<=\s)[\w:-]+(?==|[\s/>])/g;

/** A name that stands twice, and the code by which TypeScript refuses it. */
export type RepeatedName = { readonly name: string; readonly start: number; readonly code: 2300 | 17_001 };

type Member = TypeScript.PropertySignature | TypeScript.ExportSpecifier | TypeScript.JsxAttribute;

/**
 * Names that stand twice where TypeScript lets them stand once: properties of the types that a file defines, what one
 * clause exports, attributes of a tag. What is inside of functions is left to the compiler, which takes ten times as long.
 */
export function repeatedNames(ts: typeof TypeScript, file: TypeScript.SourceFile): readonly RepeatedName[] {
  const found: RepeatedName[] = [];
  const look = (node: TypeScript.Node): void => {
    found.push(...repeatedIn(ts, file, node));
    ts.forEachChild(node, look);
  };
  for (const statement of file.statements) if (isOfNames(ts, statement)) look(statement);
  if (file.languageVariant === ts.LanguageVariant.JSX) found.push(...repeatedAttributes(ts, file));
  return found;
}

function isOfNames(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isExportDeclaration(node);
}

function repeatedIn(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  node: TypeScript.Node,
): readonly RepeatedName[] {
  const members = membersOf(ts, node);
  if (members.length < 2) return [];
  const seen = new Set<string>();
  return members.flatMap(({ name: named, kind }): readonly RepeatedName[] => {
    const name = ts.isIdentifier(named) ? named.text : named.getText(file);
    const isAgain = seen.has(name);
    seen.add(name);
    const code = kind === ts.SyntaxKind.JsxAttribute ? 17_001 : 2300;
    return isAgain ? [{ name, start: named.getStart(file), code }] : [];
  });
}

function membersOf(ts: typeof TypeScript, node: TypeScript.Node): readonly Member[] {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node))
    return node.members.filter((member) => ts.isPropertySignature(member));
  if (ts.isNamedExports(node)) return node.elements;
  return ts.isJsxAttributes(node) ? node.properties.filter((one) => ts.isJsxAttribute(one)) : [];
}

/** Only tags that look like it are looked up in the tree. */
function repeatedAttributes(ts: typeof TypeScript, file: TypeScript.SourceFile): readonly RepeatedName[] {
  return [...file.text.matchAll(TAG)].flatMap(({ 0: tag, index }) => {
    const names = tag.match(ATTRIBUTE) ?? [];
    return new Set(names).size === names.length ? [] : repeatedAt(ts, file, index + 1);
  });
}

function repeatedAt(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  offset: number,
): readonly RepeatedName[] {
  for (let node: TypeScript.Node | undefined = file; node !== undefined;) {
    if (ts.isJsxOpeningLikeElement(node) && node.getStart(file) === offset - 1)
      return repeatedIn(ts, file, node.attributes);
    node = ts.forEachChild(node, (child) => (child.pos <= offset && offset < child.end ? child : undefined));
  }
  return [];
}
