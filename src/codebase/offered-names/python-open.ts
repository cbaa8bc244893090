import type { Node } from '../languages/tree-sitter.ts';

/** A text without any of these makes no name but by a statement that binds it. */
const MAY_MAKE_NAMES =
  /\b(?:globals|locals|vars)\s*\(|\bsys\.modules\b|\bsetattr\b|\bexec\b|\b(?:import_module|__import__)\b|\b__(?:getattr|dict|path)__\b|\blazy\s+(?:import|from)\b/;
const NAMESPACE = /^(?:globals|locals|vars)$/;
/** What is only asked of a dictionary of names. */
const ASKS = /^(?:get|keys|values|items|copy|__contains__|__getitem__)$/;
const READS =
  /^(?:bool|dict|dir|enumerate|eval|filter|frozenset|getattr|hasattr|id|isinstance|iter|len|list|map|print|repr|set|sorted|str|tuple|type|zip)$/;
const SELF = /^(?:self|cls)$/;
const MODULES = /\bsys\.modules\b|\b(?:import_module|__import__)\s*\(/;

/**
 * Whether a Python module may get names that no statement of its text binds: by a write to its own dictionary or to
 * `sys.modules`, by code that it executes, or in its `__path__`. What only reads these adds nothing.
 */
export function makesNames(root: Node, text: string): boolean {
  if (!MAY_MAKE_NAMES.test(text)) return false;
  if (/\blazy\s+(?:import|from)\b/.test(text)) return true;
  const reachesModules = MODULES.test(text);
  const isMaking = (node: Node): boolean => {
    switch (node.type) {
      case 'call':
        return isMakingCall(node, reachesModules);
      case 'attribute':
        return isWrittenModules(node) || (reachesModules && isWrittenDict(node));
      case 'identifier':
        return node.text === '__path__' && !isAttribute(node);
      default:
        return false;
    }
  };
  return root
    .descendantsOfType(['call', 'attribute', 'identifier'])
    .some((node) => node !== null && isMaking(node));
}

function isMakingCall(node: Node, reachesModules: boolean): boolean {
  const callee = node.childForFieldName('function')?.text ?? '';
  const given = argumentsOf(node);
  const [first] = given;
  if (NAMESPACE.test(callee)) {
    const isOfModule = callee === 'globals' || !isInsideFunction(node);
    return given.length === 0 && isOfModule && !isOnlyAsked(node);
  }
  if (callee === 'exec') return !hasOtherNamespace(given);
  if (/^(?:importlib\.)?import_module$|^__import__$|^sys\.modules\.get$/.test(callee))
    return first?.text === '__name__' && !isReadOf(node);
  return callee === 'setattr' && reachesModules && !SELF.test(first?.text ?? '');
}

/** `exec(code, other)` */
function hasOtherNamespace(given: readonly Node[]): boolean {
  const names = given[1]?.text ?? '';
  return names !== '' && !/\b(?:globals|locals|vars)\s*\(\s*\)|\bsys\.modules\b/.test(names);
}

/** `sys.modules` as what is written to or passed on, or this module taken out of it. */
function isWrittenModules(node: Node): boolean {
  if (node.text !== 'sys.modules') return false;
  const { parent } = node;
  if (parent?.type !== 'subscript') return !isOnlyAsked(node);
  if (isTarget(parent)) return true;
  return parent.childForFieldName('subscript')?.text === '__name__' && !isReadOf(parent);
}

/** `module.__dict__` of any object, in a text that gets hold of modules. */
function isWrittenDict(node: Node): boolean {
  if (node.childForFieldName('attribute')?.text !== '__dict__') return false;
  return !SELF.test(node.childForFieldName('object')?.text ?? '') && !isOnlyAsked(node);
}

/** Whether a module as a value is but asked for one of its attributes. */
function isReadOf(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'attribute')
    return !isTarget(parent) && parent.childForFieldName('attribute')?.text !== '__dict__';
  return isArgumentOf(node, /^(?:getattr|hasattr|id|print|repr|str|dir)$/);
}

/** Whether a dictionary is but read: an item of it, a member that changes nothing, an operand, an argument that is left as it is. */
function isOnlyAsked(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'subscript':
      return !isTarget(parent);
    case 'attribute':
      return ASKS.test(parent.childForFieldName('attribute')?.text ?? '');
    case 'comparison_operator':
    case 'not_operator':
    case 'binary_operator':
    case 'dictionary_splat':
    case 'expression_statement':
      return true;
    case 'for_statement':
    case 'for_in_clause':
      return parent.childForFieldName('right')?.id === node.id;
    default:
      return isArgumentOf(node, READS);
  }
}

function isArgumentOf(node: Node, callee: RegExp): boolean {
  const call = node.parent?.type === 'argument_list' ? node.parent.parent : null;
  return callee.test(call?.childForFieldName('function')?.text ?? '');
}

/** Whether something is assigned to, of whatever form. */
function isTarget(node: Node): boolean {
  const { parent } = node;
  if (parent === null) return false;
  if (/^(?:assignment|augmented_assignment|for_statement)$/.test(parent.type))
    return parent.childForFieldName('left')?.id === node.id;
  const isPart = /^(?:pattern_list|tuple_pattern|list_pattern|as_pattern_target)$/.test(parent.type);
  return isPart && !/^argument_list$/.test(parent.parent?.type ?? '');
}

function isAttribute(node: Node): boolean {
  return node.parent?.type === 'attribute' && node.parent.childForFieldName('attribute')?.id === node.id;
}

function isInsideFunction(node: Node): boolean {
  for (let up = node.parent; up !== null; up = up.parent)
    if (/^(?:function_definition|lambda|class_definition)$/.test(up.type)) return true;
  return false;
}

function argumentsOf(call: Node): readonly Node[] {
  const list = call.childForFieldName('arguments')?.namedChildren ?? [];
  return list.filter((one) => one !== null && one.type !== 'comment').filter((one) => one !== null);
}
