import { languageOf } from '../domain/language.ts';
import { decodeText } from '../domain/text.ts';
import { tryTree, type Node } from './languages/tree-sitter.ts';
import { definitionsOf } from './outline.ts';

/** What other files can name, with the text that tells how it is used: signatures, without the bodies. */
export type PublicNames = ReadonlyMap<string, string>;

/**
 * The names of the file before whose signature is another one now, or that are gone. Top-level definitions and methods
 * without an underscore in Python, exports in JavaScript and TypeScript, top-level definitions elsewhere. A file that
 * is not text, or has no grammar, gives none.
 */
export async function publicNamesTouched(
  path: string,
  before: Uint8Array | null,
  after: Uint8Array | null,
): Promise<TouchedNames> {
  const [old, now] = [await publicNamesOf(path, textOf(before)), await publicNamesOf(path, textOf(after))];
  return {
    changed: [...old].flatMap(([name, signature]) =>
      now.has(name) && now.get(name) !== signature ? [name] : [],
    ),
    gone: [...old.keys()].filter((name) => !now.has(name)),
  };
}

/** Names that are still there with another signature, and names that are not there any more. */
export type TouchedNames = { readonly changed: readonly string[]; readonly gone: readonly string[] };

/** The public names of a source text. */
export async function publicNamesOf(path: string, text: string): Promise<PublicNames> {
  const language = languageOf(path);
  if (language === null || text === '') return new Map();
  const collect = COLLECTORS[language];
  if (collect === undefined) return topLevelNames(path, text);
  const result = await tryTree({ language, text }, (tree) => new Map(collect(tree.rootNode)));
  return result.kind === 'parsed' ? result.value : new Map();
}

type Named = readonly [name: string, signature: string];

const COLLECTORS: Readonly<Record<string, (root: Node) => readonly Named[]>> = {
  python: pythonNames,
  javascript: scriptNames,
  typescript: scriptNames,
  tsx: scriptNames,
};

async function topLevelNames(path: string, text: string): Promise<PublicNames> {
  const definitions = (await definitionsOf(path, text)).filter((definition) => definition.depth === 0);
  return new Map(definitions.map(({ name, signature }) => [name, signature.trim()]));
}

function pythonNames(root: Node): readonly Named[] {
  return childrenOf(root).flatMap((child) => pythonDefinition(child, ''));
}

/** Methods of a public class are named with it; `__init__` counts, other names with an underscore are private. */
function pythonDefinition(node: Node, owner: string): readonly Named[] {
  if (node.type === 'decorated_definition') {
    const definition = node.childForFieldName('definition');
    return definition === null ? [] : pythonDefinition(definition, owner);
  }
  const name = node.childForFieldName('name')?.text;
  const body = node.childForFieldName('body');
  if (name === undefined || body === null || (name.startsWith('_') && name !== '__init__')) return [];
  const own: Named = [owner + name, textBefore(node, body)];
  if (node.type !== 'class_definition') return [own];
  return [own, ...childrenOf(body).flatMap((member) => pythonDefinition(member, `${owner}${name}.`))];
}

function scriptNames(root: Node): readonly Named[] {
  return childrenOf(root).flatMap((child) => {
    if (child.type === 'export_statement') return exportedNames(child);
    return child.type === 'expression_statement' ? commonJsNames(child) : [];
  });
}

function exportedNames(statement: Node): readonly Named[] {
  const declaration = statement.childForFieldName('declaration');
  const isDefault = childrenOf(statement).some((child) => child.type === 'default');
  if (isDefault) return [['default', declaration === null ? '' : signatureOf(declaration)]];
  if (declaration === null) return specifiers(statement);
  const name = declaration.childForFieldName('name')?.text;
  if (name !== undefined) return [[name, signatureOf(declaration)], ...membersOf(declaration, name)];
  const declarators = childrenOf(declaration).filter((child) => child.type === 'variable_declarator');
  return declarators.map((each) => [each.childForFieldName('name')?.text ?? '', signatureOfValue(each)]);
}

/** `export { a as b } from '…'` and `export * from '…'`. */
function specifiers(statement: Node): readonly Named[] {
  const clause = childrenOf(statement).find((child) => child.type === 'export_clause');
  if (clause === undefined) return [[normal(statement.text), '']];
  const named = childrenOf(clause).filter((child) => child.type === 'export_specifier');
  return named.map((each) => [
    (each.childForFieldName('alias') ?? each.childForFieldName('name'))?.text ?? '',
    '',
  ]);
}

/** `exports.a = …`, `module.exports = …` and `module.exports.a = …`. */
function commonJsNames(statement: Node): readonly Named[] {
  const target = statement.firstChild?.childForFieldName('left')?.text ?? '';
  return /^(?:module\.)?exports\b/.test(target) ? [[target, '']] : [];
}

/** The methods and fields of an exported class that are not marked as private. */
function membersOf(declaration: Node, owner: string): readonly Named[] {
  const body = declaration.childForFieldName('body');
  if (body === null || body.type !== 'class_body') return [];
  return childrenOf(body).flatMap((member): readonly Named[] => {
    const name = member.childForFieldName('name')?.text;
    if (name === undefined || /^[#_]/.test(name) || /^(?:private|protected)\b/.test(member.text)) return [];
    return [[`${owner}.${name}`, signatureOf(member)]];
  });
}

/** Of a function or class everything before its body; of a type, whose body is its signature, all of it. */
function signatureOf(declaration: Node): string {
  const body = declaration.childForFieldName('body');
  const isCode = body !== null && /^(?:statement_block|class_body)$/.test(body.type);
  return isCode ? textBefore(declaration, body) : normal(declaration.text);
}

/** Of `name = value` the name with its type, and of a function value its parameters; other values may change. */
function signatureOfValue(declarator: Node): string {
  const value = declarator.childForFieldName('value');
  if (value === null) return normal(declarator.text);
  const body = value.childForFieldName('body');
  return textBefore(declarator, body ?? value);
}

function textBefore(node: Node, part: Node): string {
  return normal(node.text.slice(0, part.startIndex - node.startIndex));
}

/** How a signature is laid out in lines does not matter. */
function normal(text: string): string {
  const spaced = text.replaceAll(/\s+/g, ' ').replaceAll(/ ?([()[\]{}<>,:;=|]) ?/g, '$1');
  return spaced.replaceAll(/,(?=[)\]}])/g, '').trim();
}

function childrenOf(node: Node): readonly Node[] {
  return node.children.filter((child) => child !== null);
}

function textOf(bytes: Uint8Array | null): string {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : '';
}
