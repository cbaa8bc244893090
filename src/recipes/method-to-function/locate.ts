import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { positionAt } from '../../domain/text.ts';
import { childIn, nameOf, parsePython, type PyNode, type PyTree } from '../python/tree.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { givenUpBecause, readSource, type SourceFile } from '../source-file.ts';
import { docstringOf } from './delegate.ts';
import { classesOf, methodsOf, qualifiedName, type Method } from './method.ts';

type Refusal = Extract<RecipeResult, { kind: 'refused' }>;
type Wanted = { readonly method: string; readonly className: string | null };
type Parsed = { readonly file: SourceFile; readonly tree: PyTree };

/** The one method that is meant, or that there is nothing left to do, or why neither can be said. */
export type Located =
  | { readonly kind: 'found'; readonly method: Method }
  | { readonly kind: 'done'; readonly path: string }
  | Refusal;

/** Looks for a method in the targets, or in every Python file where none is given. */
export async function locateMethod(request: RecipeRequest, tree: SourceTree): Promise<Located> {
  const wanted: Wanted = { method: request.slots['method'] ?? '', className: request.slots['class'] ?? null };
  const paths = request.targets.length > 0 ? request.targets : await tree.list();
  const python = paths.filter((path) => languageOf(path) === 'python' && !path.endsWith('.pyi'));
  if (python.length === 0)
    return refusal('None of the targets is a Python file.', 'Name a .py file with -t.');
  const parsed: Parsed[] = [];
  const unreadable: Refusal[] = [];
  for (const path of python) {
    request.signal.throwIfAborted();
    const read = await readTree(tree, path, (text) => python.length === 1 || mentions(text, wanted));
    if (read?.kind === 'refused') unreadable.push(read);
    else if (read !== null) parsed.push(read);
  }
  const chosen = choose(wanted, parsed, python);
  return chosen.kind === 'refused' ? (unreadable[0] ?? chosen) : chosen;
}

async function readTree(
  tree: SourceTree,
  path: string,
  isWorthParsing: (text: string) => boolean,
): Promise<({ readonly kind: 'parsed' } & Parsed) | Refusal | null> {
  const source = await readSource(tree, path);
  if (source.kind === 'refused') return refusal(source.reason, null);
  if (!isWorthParsing(source.file.text)) return null;
  try {
    const root = await parsePython(source.file.text);
    if (root !== null) return { kind: 'parsed', file: source.file, tree: root };
  } catch (error) {
    const reason = givenUpBecause(error, path);
    if (reason === null) throw error;
    return refusal(reason, null);
  }
  return refusal(`${path} has a syntax error.`, `See it with: ouroboros check ${path}`);
}

/** Where a method stands, as `path:line`. */
function placeOf(file: SourceFile, node: PyNode): string {
  return `${file.path}:${positionAt(file.text, node.start).line}`;
}

function mentions(text: string, wanted: Wanted): boolean {
  return (
    text.includes(wanted.method) || (wanted.className !== null && text.includes(lastName(wanted.className)))
  );
}

function choose(wanted: Wanted, parsed: readonly Parsed[], paths: readonly string[]): Located {
  const classes = parsed.flatMap(({ file, tree }) =>
    classesOf(tree)
      .filter((node) => isWanted(qualifiedName(tree, node), wanted.className))
      .map((node) => ({ file, tree, node, methods: methodsOf(file, tree, node) })),
  );
  const moved = parsed.find(({ tree }) => hasFunction(tree, wanted.method));
  const live = classes
    .map(({ tree, methods }) => ({ tree, methods: methods.filter(({ name }) => name === wanted.method) }))
    .filter(({ tree, methods }) =>
      methods.some((method) => !(isDelegate(method) && hasFunction(tree, wanted.method))),
    );
  const [first, ...others] = live.map(({ methods }) => methods);
  if (first?.[0] !== undefined && others.length === 0) return { kind: 'found', method: first[0] };
  if (first !== undefined) return several(wanted, [first, ...others].flat());
  if (moved !== undefined && classes.length > 0) return { kind: 'done', path: moved.file.path };
  if (classes.length === 0 || wanted.className === null) return noClass(wanted, parsed, paths);
  return noMethod(
    wanted,
    classes.flatMap(({ methods }) => methods),
  );
}

function isWanted(qualified: string, wanted: string | null): boolean {
  return wanted === null || qualified === wanted || qualified.endsWith(`.${wanted}`);
}

function hasFunction(tree: PyTree, name: string): boolean {
  return tree.root.children.some(
    (node) =>
      nameOf(tree, node.type === 'decorated_definition' ? (childIn(node, 'definition') ?? node) : node) ===
        name && node.type !== 'class_definition',
  );
}

/** Whether the body, but for a docstring, is nothing but a call of the function of the same name. */
function isDelegate(method: Method): boolean {
  const docstring = docstringOf(method.definition)?.parent;
  const body = childIn(method.definition, 'body')?.children ?? [];
  const statements = body.filter((node) => node.type !== 'comment' && node !== docstring);
  const [only] = statements;
  if (statements.length !== 1 || only === undefined) return false;
  const text = method.tree.text.slice(only.start, only.end);
  return new RegExp(String.raw`^(?:return\s+)?(?:await\s+)?${method.name}\s*\(`).test(text);
}

function several(wanted: Wanted, methods: readonly Method[]): Refusal {
  const places = methods.map(
    (method) => `${method.qualifiedClass}.${method.name} (${placeOf(method.file, method.definition)})`,
  );
  const [first] = methods;
  return refusal(
    `${wanted.method} is defined ${methods.length} times: ${places.join(', ')}.`,
    first === undefined
      ? null
      : `Name the class, e.g. "the method ${wanted.method} of class ${first.qualifiedClass}".`,
  );
}

function noMethod(wanted: Wanted, methods: readonly Method[]): Refusal {
  const names = [...new Set(methods.map((method) => method.name))];
  const known = names.length === 0 ? 'It has none.' : `Its methods: ${names.join(', ')}.`;
  return refusal(`Class ${wanted.className} has no method ${wanted.method}.`, known);
}

function noClass(wanted: Wanted, parsed: readonly Parsed[], paths: readonly string[]): Refusal {
  const where = paths.length === 1 ? paths[0] : `the ${paths.length} Python files`;
  const classes = parsed.flatMap(({ tree }) => classesOf(tree).map((node) => qualifiedName(tree, node)));
  if (wanted.className === null) {
    return refusal(
      `No class in ${where} has a method ${wanted.method}.`,
      hintOf('The classes there', classes),
    );
  }
  return refusal(`There is no class ${wanted.className} in ${where}.`, hintOf('The classes there', classes));
}

function hintOf(label: string, names: readonly string[]): string | null {
  return names.length === 0 ? null : `${label}: ${names.slice(0, 20).join(', ')}.`;
}

function lastName(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}

function refusal(reason: string, hint: string | null): Refusal {
  return { kind: 'refused', reason, hint };
}
