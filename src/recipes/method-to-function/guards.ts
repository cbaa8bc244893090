import type { SourceTree } from '../../domain/ports.ts';
import { positionAt } from '../../domain/text.ts';
import { usesOfName, type NameUse } from '../python/scopes.ts';
import {
  ancestorsOf,
  childIn,
  isWithin,
  nodesBelow,
  textOf,
  topLevelStatement,
  type PyNode,
} from '../python/tree.ts';
import { docstringOf } from './delegate.ts';
import { isMangled } from '../python/mangled.ts';
import { mangled, parametersOf, receiverName, receiverOf, type Method } from './method.ts';
import type { Uses } from './uses.ts';

/** Why a method cannot be moved safely, and what the user can do about it. */
export type Obstacle = { readonly reason: string; readonly hint: string | null };

type Guard = (method: Method, uses: Uses) => Obstacle | null;

const NEEDS_ITS_CLASS = new Set(['super', '__class__', 'Self']);
const READS_LOCALS = new Set(['locals', 'vars', 'dir']);
const RUNS_CODE = new Set(['eval', 'exec']);
const STUB = /^(?:pass|\.\.\.|raise\s+NotImplementedError\b.*)$/s;
const OVERRIDING = /\b(?:overrid(?:e|es|den|ing|able)|sub-?class(?:es|ed|ing)?)\b/i;
const CONDITIONAL = new Set([
  'if_statement',
  'try_statement',
  'with_statement',
  'for_statement',
  'while_statement',
  'match_statement',
]);

// Cheapest first, and the one that says most first: the user sees only the first that holds.
const GUARDS: readonly Guard[] = [
  classInFunction,
  specialMethod,
  madeToBeOverridden,
  hasNoCode,
  definedAgain,
  noReceiver,
  receiverIsUsed,
  needsItsClass,
  seesItsOwnFrame,
  expandedNames,
  classNamesInHeader,
  parameterOfSameName,
  nameIsTaken,
];

/** The first reason against moving the method that its own file gives, or null. */
export function obstacleTo(method: Method, uses: Uses): Obstacle | null {
  for (const guard of GUARDS) {
    const obstacle = guard(method, uses);
    if (obstacle !== null) return obstacle;
  }
  return null;
}

/** In a package's `__init__.py` a submodule of the name would be hidden by the function, or hide it. */
export async function submoduleInTheWay(method: Method, tree: SourceTree): Promise<Obstacle | null> {
  if (!/(?:^|\/)__init__\.py$/.test(method.file.path)) return null;
  const folder = method.file.path.replace(/__init__\.py$/, '');
  const submodule = (await tree.list()).find(
    (path) => path === `${folder}${method.name}.py` || path.startsWith(`${folder}${method.name}/`),
  );
  return submodule === undefined ? null : obstacle(`The package has a submodule ${submodule} of that name.`);
}

function classInFunction(method: Method): Obstacle | null {
  const around = [...ancestorsOf(method.classNode)].find((node) => node.type === 'function_definition');
  if (around === undefined) return null;
  return obstacle(
    `Class ${method.className} is defined inside a function${at(method, around)}: its methods may use that function's variables.`,
  );
}

function specialMethod({ name }: Method): Obstacle | null {
  if (!/^__.+__$/.test(name)) return null;
  return obstacle(`Python itself calls ${name} on the class, so it has to be a method.`);
}

function madeToBeOverridden(method: Method): Obstacle | null {
  const docstring = docstringOf(method.definition);
  const word = docstring === null ? null : OVERRIDING.exec(textOf(method.tree, docstring));
  if (docstring === null || word === null) return null;
  return {
    reason: `${method.name} is there for subclasses to override, as its docstring says with "${word[0]}"${at(method, docstring)}.`,
    hint: 'If nothing overrides it, take that out of the docstring first.',
  };
}

/** A body that only stands for what classes below have, or for a protocol, would leave a function that does nothing. */
function hasNoCode(method: Method): Obstacle | null {
  const docstring = docstringOf(method.definition)?.parent;
  const body = (childIn(method.definition, 'body')?.children ?? []).filter(
    (node) => node.type !== 'comment' && node !== docstring,
  );
  const isEmpty = body.every((node) => STUB.test(textOf(method.tree, node)));
  return isEmpty
    ? obstacle(
        `${method.name} has no code of its own${at(method, method.definition)}: it says what its subclasses or its users have to give.`,
      )
    : null;
}

function definedAgain(method: Method, { names }: Uses): Obstacle | null {
  const bindings = names.filter(({ role, home }) => role === 'bound' && home === method.classNode);
  if (bindings.length === 1) return null;
  const lines = bindings.map(({ node }) => lineOf(method, node));
  return obstacle(
    `${method.qualifiedClass} gives ${method.name} a value ${bindings.length} times (lines ${lines.join(', ')}).`,
  );
}

function noReceiver(method: Method): Obstacle | null {
  if (method.binding === 'static' || receiverOf(method) !== null) return null;
  return obstacle(`The first parameter of ${method.name} is not a plain one that could be dropped.`);
}

/** A call of the method by itself is fine: it becomes a call of the function. */
function receiverIsUsed(method: Method, uses: Uses): Obstacle | null {
  const receiver = receiverOf(method);
  if (receiver === null) return null;
  const name = receiverName(method.tree, receiver);
  const own = usesOfName(method.tree, name).filter((use) => use.home === method.definition);
  const recursive = new Set(uses.calls.map((call) => call.children[0]));
  const used = own.filter(({ node }) => !recursive.has(node) && !isWithin(receiver, node));
  if (used.length === 0) return null;
  const lines = [...new Set(used.map(({ node }) => lineOf(method, node)))];
  return {
    reason: `${method.name} uses ${name} (${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, 8).join(', ')}), so it needs its object.`,
    hint: `Only a method that does not use ${name} can become a function.`,
  };
}

function needsItsClass(method: Method): Obstacle | null {
  const generic = childIn(method.classNode, 'type_parameters');
  const typeNames = generic === null ? [] : identifiersIn(generic).map((node) => textOf(method.tree, node));
  const needed = identifiersIn(method.definition).find((node) => {
    const text = textOf(method.tree, node);
    return (NEEDS_ITS_CLASS.has(text) || typeNames.includes(text)) && node.field !== 'attribute';
  });
  if (needed === undefined) return null;
  return obstacle(
    `${method.name} uses ${textOf(method.tree, needed)}${at(method, needed)}, which means something in its class only.`,
  );
}

/** `locals()` would lack the receiver, and code in a string could name it. */
function seesItsOwnFrame(method: Method): Obstacle | null {
  const call = [...nodesBelow(method.definition)].find((node) => {
    const callee = node.type === 'call' ? childIn(node, 'function') : null;
    if (callee?.type !== 'identifier') return false;
    const given = childIn(node, 'arguments')?.children.filter(
      ({ type }) => !['(', ')', ',', 'comment'].includes(type),
    );
    const name = textOf(method.tree, callee);
    return (READS_LOCALS.has(name) && given?.length === 0) || (RUNS_CODE.has(name) && given?.length === 1);
  });
  if (call === undefined) return null;
  return obstacle(
    `${method.name} looks at its own variables with ${textOf(method.tree, call)}${at(method, call)}.`,
  );
}

/** Python expands `__name` inside a class and nowhere else. A class inside the method expands by its own name. */
function expandedNames(method: Method): Obstacle | null {
  if (/^_+$/.test(method.className)) return null;
  const isDescended = (node: PyNode): boolean => node.type !== 'class_definition';
  const found = [...nodesBelow(method.definition, isDescended)].find(
    (node) =>
      node.type === 'identifier' &&
      isMangled(textOf(method.tree, node)) &&
      textOf(method.tree, node) !== method.name,
  );
  if (found === undefined) return null;
  return obstacle(
    `${method.name} uses the private name ${textOf(method.tree, found)}${at(method, found)}, which Python expands inside the class only.`,
  );
}

/** Defaults and annotations are evaluated where the definition stands, so they may not need what only that place has. */
function classNamesInHeader(method: Method): Obstacle | null {
  const body = childIn(method.definition, 'body');
  const header = identifiersIn(method.definition).filter((node) => body === null || !isWithin(body, node));
  const marks = method.decorators
    .filter(({ kind }) => kind === 'mark')
    .flatMap(({ node }) => identifiersIn(node));
  for (const node of [...header, ...marks]) {
    const uses = usesOfName(method.tree, textOf(method.tree, node));
    const use = uses.find((one) => one.node === node);
    if (use?.role !== 'read' || isWithin(method.definition, use.home)) continue;
    const isLocal = use.home.type !== 'module' || isBoundUnderCondition(method, uses);
    if (isLocal)
      return obstacle(
        `The header of ${method.name} uses ${textOf(method.tree, node)}${at(method, node)}, which is defined next to it.`,
      );
  }
  return null;
}

/** Whether the module binds the name under a condition only, and the class stands under one, so that both may go together. */
function isBoundUnderCondition(method: Method, uses: readonly NameUse[]): boolean {
  if (!CONDITIONAL.has(topLevelStatement(method.classNode).type)) return false;
  const bindings = uses.filter(({ role, home }) => role === 'bound' && home.type === 'module');
  return bindings.length > 0 && bindings.every(({ node }) => CONDITIONAL.has(topLevelStatement(node).type));
}

function parameterOfSameName(method: Method): Obstacle | null {
  const isSame = parametersOf(method.definition).some((parameter) =>
    [...nodesBelow(parameter)].some(
      ({ type, start, end }) => type === 'identifier' && method.tree.text.slice(start, end) === method.name,
    ),
  );
  return isSame ? obstacle(`A parameter of ${method.name} has the method's own name.`) : null;
}

function nameIsTaken(method: Method, { names }: Uses): Obstacle | null {
  const { tree, name } = method;
  const expanded = mangled(method.className, name);
  const clashes = expanded === name ? names : [...names, ...usesOfName(tree, expanded)];
  const atModule = clashes.filter(
    ({ role, home }) => role !== 'attribute' && role !== 'label' && home === tree.root,
  );
  const bound = atModule.find(({ role }) => role === 'bound' || role === 'declared');
  if (bound !== undefined) {
    return {
      reason: `The module already has a top-level ${textOf(tree, bound.node)}${at(method, bound.node)}.`,
      hint: 'Rename one of the two first.',
    };
  }
  const read = atModule.find(({ role }) => role === 'read');
  if (read === undefined) return null;
  return obstacle(
    `The bare name ${name}${at(method, read.node)} means something else (a builtin, or from an import of everything); the function would take its place.`,
  );
}

function identifiersIn(node: PyNode): readonly PyNode[] {
  return [...nodesBelow(node)].filter(({ type }) => type === 'identifier');
}

function lineOf(method: Method, node: PyNode): number {
  return positionAt(method.tree.text, node.start).line;
}

function at(method: Method, node: PyNode): string {
  return ` (${method.file.path}:${lineOf(method, node)})`;
}

function obstacle(reason: string): Obstacle {
  return { reason, hint: null };
}
