import type { LanguageId } from '../../../domain/language.ts';
import type { Node } from '../../languages/tree-sitter.ts';
import type { SymbolKind } from '../file-facts.ts';

// Grammars agree on the pattern of such names, if not on the names.
const KINDS: readonly (readonly [RegExp, SymbolKind])[] = [
  [
    /^(?:method|singleton_method|(?:method|constructor|destructor|operator)_(?:declaration|definition)|compact_constructor_declaration|method_spec|method_elem)$/,
    'method',
  ],
  [
    /^(?:function|local_function|modifier|init)_(?:declaration|definition|definition_statement|declaration_statement)$|^function_(?:item|signature_item|signature)$|^(?:secondary_constructor|macro_definition|preproc_function_def)$/,
    'function',
  ],
  [
    /^(?:class|struct|record|union|object|contract|library|mixin)_(?:declaration|definition|specifier|item)$|^(?:class|class_interface|class_implementation|singleton_class)$/,
    'class',
  ],
  [/^(?:interface|trait|protocol|annotation_type)_(?:declaration|definition|item)$/, 'interface'],
  [/^enum_(?:declaration|definition|specifier|item)$/, 'enum'],
  [
    /^(?:namespace|module|mod|file_scoped_namespace|internal_module|package_object)(?:_declaration|_definition|_item)?$/,
    'namespace',
  ],
  [
    /^(?:type_item|type_alias|type_alias_declaration|type_definition|alias_declaration|type_spec|delegate_declaration)$/,
    'type',
  ],
  [/^(?:const|static|var)_(?:item|spec)$|^(?:const_element|constant_declaration)$/, 'constant'],
  [/^(?:field|property|event|state_variable|val|var)_(?:declaration|definition|element)$/, 'field'],
];
const GO_TYPES: Readonly<Record<string, SymbolKind>> = { struct_type: 'class', interface_type: 'interface' };
const NAME = /^(?:(?:simple_|type_|field_)?identifier|name|constant|word|variable_name|property_identifier)$/;
const HOLDS_NAME = /^(?:variable_declarator|variable_declaration|property_element|const_element)$/;
const HIDING = /\b(?:private|protected|fileprivate)\b/;

const C_LIKE: readonly LanguageId[] = ['c', 'cpp', 'objc'];

/** Whether nodes of a type can be definitions: asked of every node, before one is made of the cursor. */
export function mayDefine(language: LanguageId, type: string): boolean {
  if (type === 'declaration' || type === 'preproc_def') return C_LIKE.includes(language);
  if (type === 'assignment') return language === 'ruby';
  return kindOfType(type) !== null;
}

/** The kind of definition that a node is, or null. */
export function kindOfNode(language: LanguageId, node: Node): SymbolKind | null {
  const { type } = node;
  if (type === 'assignment') return node.childForFieldName('left')?.type === 'constant' ? 'constant' : null;
  if (type === 'preproc_def') return 'constant';
  if (type === 'declaration' || (type === 'field_declaration' && C_LIKE.includes(language))) {
    const isFunction = isFunctionDeclarator(node.childForFieldName('declarator'));
    if (isFunction) return 'function';
    return type === 'declaration' ? 'constant' : 'field';
  }
  if (type === 'type_spec') return GO_TYPES[node.childForFieldName('type')?.type ?? ''] ?? 'type';
  const kind = kindOfType(type);
  return kind === 'class' && language === 'kotlin' ? kotlinKind(node.text) : kind;
}

function kindOfType(type: string): SymbolKind | null {
  return KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? null;
}

function isFunctionDeclarator(declarator: Node | null): boolean {
  if (declarator === null) return false;
  return (
    declarator.type === 'function_declarator' ||
    isFunctionDeclarator(declarator.childForFieldName('declarator'))
  );
}

function kotlinKind(text: string): SymbolKind {
  const head = text.split(/[{(]/, 1)[0] ?? '';
  if (/\binterface\b/.test(head)) return 'interface';
  return /\benum\s+class\b/.test(head) ? 'enum' : 'class';
}

/** The name of a definition as written, with `::` where it names its owner too; null where it has none. */
export function nameOfNode(node: Node): string | null {
  const field = node.childForFieldName('name');
  if (field !== null) return clean(field.text);
  const declarator = node.childForFieldName('declarator') ?? node.childForFieldName('left');
  if (declarator !== null) return declaredName(declarator);
  const children = node.namedChildren.filter((child) => child !== null);
  const holder = children.find(({ type }) => HOLDS_NAME.test(type));
  if (holder !== undefined) return nameOfNode(holder);
  const name = children.find(({ type }) => NAME.test(type));
  return name === undefined ? null : clean(name.text);
}

/** The type that a Go method is declared on. */
export function ownerOfNode(node: Node): readonly string[] {
  const receiver = node.childForFieldName('receiver')?.text ?? '';
  const type = /^\(\s*(?:\w+\s+)?\*?\s*(\w+)/.exec(receiver)?.[1];
  return type === undefined ? [] : [type];
}

/** Whether a definition can be taken by other files, by the custom of its language. */
export function isPublicHead(
  language: LanguageId,
  { head, name }: { readonly head: string; readonly name: string },
): boolean {
  switch (language) {
    case 'go':
      return /^\p{Lu}/u.test(name);
    case 'rust':
      return /^(?:#\[[^\]]*\]\s*)*pub\b/.test(head);
    case 'c':
    case 'cpp':
    case 'objc':
      return !/^\s*static\b/.test(head);
    case 'lua':
      return !head.startsWith('local');
    default:
      return !HIDING.test(head) && !name.startsWith('_');
  }
}

/** Through pointers, arrays and functions down to the name: `*(*name)[3]`. */
function declaredName(declarator: Node): string | null {
  if (declarator.type === 'qualified_identifier') return clean(declarator.text);
  const inner = declarator.childForFieldName('declarator') ?? declarator.childForFieldName('name');
  if (inner !== null) return declaredName(inner);
  const last =
    declarator.namedChildCount > 0 && declarator.type.endsWith('_declarator')
      ? declarator.firstNamedChild
      : null;
  return last === null ? clean(declarator.text) : declaredName(last);
}

function clean(text: string): string | null {
  const name = text.replace(/^\$/, '').replaceAll(/\s+/g, '');
  return name === '' || name.length > 120 ? null : name;
}
