import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { escapeOf } from './escapes.ts';
import type { WholeExport } from './exports.ts';
import type { CommonJsModule } from './common-js-module.ts';
import { localFor, membersOfLiteral, useObjection, type Local } from './named-exports.ts';
import { objectionAt, type Objection } from './objection.ts';
import type { Target } from './resolve.ts';
import { defaultOf, type DefaultShape } from './default-export.ts';

/** Every module of a package with what its loads mean. */
export type LinkedPackage = {
  readonly modules: ReadonlyMap<string, CommonJsModule>;
  readonly targets: ReadonlyMap<TypeScript.Node, Target>;
};

/** What a module exports once it is an ES module. */
export type Shape =
  | { readonly kind: 'none' }
  | DefaultShape
  /** `export { a, b as c }`; `literal` is the object that listed them. */
  | {
      readonly kind: 'named';
      readonly locals: ReadonlyMap<string, string>;
      readonly members: ReadonlyMap<TypeScript.Node, Local>;
      readonly literal: WholeExport | null;
    }
  /** `export … from`: all that another module exports. */
  | { readonly kind: 'passed'; readonly whole: WholeExport; readonly to: string };

/** The shape of every module, by the way that its exports are written and used in the package; and what stands in the way. */
export function shapesOf(linked: LinkedPackage): {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly objections: readonly Objection[];
} {
  const objections: Objection[] = [];
  const shapes = new Map<string, Shape>();
  const escapes = escapesIn(linked);
  for (const [path, module] of linked.modules) {
    const escape = escapes.get(path);
    const shape = shapeOf(linked, module, escape !== undefined);
    if ('objections' in shape) objections.push(...shape.objections);
    else if (shape.kind === 'named' && escape !== undefined) objections.push(escape);
    else shapes.set(path, shape);
  }
  return { shapes, objections };
}

/** What a module that may pass on another's exports comes to in the end. */
export function finalShape(shapes: ReadonlyMap<string, Shape>, path: string): Shape {
  const shape = shapes.get(path) ?? { kind: 'none' };
  return shape.kind === 'passed' ? finalShape(shapes, shape.to) : shape;
}

/** The modules whose exports object is used as a whole, with the first place that does so. */
function escapesIn(linked: LinkedPackage): ReadonlyMap<string, Objection> {
  const found = new Map<string, Objection>();
  for (const importer of linked.modules.values()) {
    for (const load of importer.loads) {
      const target = linked.targets.get(load.call);
      if (target?.kind !== 'module') continue;
      const path = sourceOf(linked, target.path);
      const isPassedOn = passedTo(linked, importer) === target.path;
      const names = isPassedOn ? null : exportedNames(linked, path);
      const escape = names === null ? null : escapeOf(importer, load, names);
      if (escape === null || found.has(path)) continue;
      const why = `uses the exports of ${path} as a whole, or one that it does not set`;
      found.set(
        path,
        objectionAt({ path: importer.path, text: importer.checked.text }, escape.getStart(), why),
      );
    }
  }
  return found;
}

/** The names that a module may export; null where it exports a value. */
function exportedNames({ modules }: LinkedPackage, path: string): ReadonlySet<string> | null {
  const module = modules.get(path);
  if (module === undefined) return null;
  const { wholes, members } = module.exports;
  const [whole] = wholes;
  const literal = whole === undefined ? new Map<string, never>() : membersOfLiteral(module, whole);
  if (literal === null || (whole === undefined && members.length === 0)) return null;
  return new Set([...literal.keys(), ...members.flatMap(({ names }) => names)]);
}

/** `module.exports = require('./other');` and nothing else: the path of the other module. */
function passedTo({ targets }: LinkedPackage, { exports }: CommonJsModule): string | null {
  const [whole, ...others] = exports.wholes;
  const isAlone = others.length + exports.members.length + exports.uses.length === 0;
  const target = whole === undefined ? undefined : targets.get(whole.value);
  const isStatement = whole !== undefined && 'expression' in whole.host;
  return isAlone && isStatement && target?.kind === 'module' ? target.path : null;
}

function sourceOf(linked: LinkedPackage, path: string): string {
  const known = new Set<string>();
  let at = path;
  while (!known.has(at)) {
    known.add(at);
    const module = linked.modules.get(at);
    at = (module === undefined ? null : passedTo(linked, module)) ?? at;
  }
  return at;
}

function shapeOf(
  linked: LinkedPackage,
  module: CommonJsModule,
  isUsedWhole: boolean,
): Shape | { readonly objections: readonly Objection[] } {
  const { wholes, members, uses } = module.exports;
  const [whole, second] = wholes;
  const object = (node: TypeScript.Node, why: string): Objection =>
    objectionAt({ path: module.path, text: module.checked.text }, node.getStart(), why);
  if (second !== undefined) return { objections: [object(second.outer, 'sets `module.exports` again')] };
  const to = passedTo(linked, module);
  if (whole !== undefined && to !== null) return { kind: 'passed', whole, to };
  if (whole === undefined && members.length + uses.length === 0) return { kind: 'none' };
  const literal = whole === undefined ? null : membersOfLiteral(module, whole);
  const isWholeUse = uses.some(({ name }) => name === null);
  if (whole !== undefined && (literal === null || isUsedWhole || isWholeUse)) return defaultOf(module, whole);
  const locals = new Map([...(literal ?? [])].map(([name, local]) => [name, local.text]));
  const byNode = new Map<TypeScript.Node, Local>();
  const objections: Objection[] = [];
  for (const member of members) {
    const local = localFor(module, member);
    if ('why' in local) objections.push(local);
    else byNode.set(member.outer, local);
    const isOther = whole !== undefined && !whole.isAliased && member.objects.some((one) => isBare(one));
    if (isOther || member.names.some((name) => locals.has(name)))
      objections.push(object(member.outer, 'sets an export twice, or one that is not exported'));
    for (const name of member.names) locals.set(name, 'why' in local ? name : local.name);
  }
  const use = objections.length > 0 ? null : useObjection(module, locals);
  const all = use === null ? objections : [use];
  return all.length > 0
    ? { objections: all }
    : { kind: 'named', locals, members: byNode, literal: whole ?? null };
}

/** `exports` and not `module.exports`. */
function isBare(node: TypeScript.Node): boolean {
  return node.getText() === 'exports';
}
