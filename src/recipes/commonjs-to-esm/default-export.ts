import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { homeOf } from '../typescript/variable-names.ts';
import type { WholeExport } from './exports.ts';
import type { CommonJsModule } from './common-js-module.ts';
import { objectionAt, type Objection } from './objection.ts';
import { createNamer, isConstantAt, isFree, isVisibleAt, nameFrom } from './values.ts';

/** `export default value`; `name` is what the module itself calls the value, null where it has no need to. */
export type DefaultShape = {
  readonly kind: 'default';
  readonly whole: WholeExport;
  readonly name: string | null;
  /**
   * `named`: a variable of that name holds it. `declaration`: a function or class that can be declared as it stands, or
   * with the name. `enclosed`: one whose own name would mean something else. `constant`: a new constant has to hold it.
   */
  readonly form: 'named' | 'declaration' | 'enclosed' | 'constant' | 'value';
};

/** How `module.exports = value` becomes a default export, and how the module calls the value. */
export function defaultOf(
  module: CommonJsModule,
  whole: WholeExport,
): DefaultShape | { readonly objections: readonly Objection[] } {
  const { exports, checked } = module;
  const isNamed = exports.members.length + exports.uses.length > 0;
  const shape = formOf(module, whole, isNamed);
  if ('why' in shape) return { objections: [shape] };
  const object = (node: TypeScript.Node, why: string): Objection =>
    objectionAt({ path: module.path, text: checked.text }, node.getStart(), why);
  const objects = [
    ...exports.members.flatMap((one) => one.objects),
    ...exports.uses.map((one) => one.object),
  ];
  for (const node of objects) {
    if (!whole.isAliased && node.getText() === 'exports')
      return { objections: [object(node, 'uses `exports`, which is not what the module exports')] };
    const isEarly = node.pos < whole.outer.pos && homeOf(checked.ts, node) === checked.file;
    if (isEarly) return { objections: [object(node, 'uses `module.exports` before it is set')] };
  }
  const { name } = shape;
  const hidden = name === null ? undefined : objects.find((node) => !isVisibleAt(module, name, node));
  if (hidden !== undefined)
    return { objections: [object(hidden, `uses its export, whose name means something else there`)] };
  return shape;
}

function formOf(module: CommonJsModule, whole: WholeExport, isNamed: boolean): DefaultShape | Objection {
  const { ts, text } = module.checked;
  const { value, host, outer } = whole;
  const again = (name: string): Objection =>
    objectionAt({ path: module.path, text }, outer.getStart(), `exports ${name}, which is assigned again`);
  const shape = (form: DefaultShape['form'], name: string | null): DefaultShape => ({
    kind: 'default',
    whole,
    form,
    name,
  });
  if (ts.isVariableDeclaration(host) && ts.isIdentifier(host.name)) {
    const { name } = host;
    return isConstantAt(module, name, host.end) ? shape('named', name.text) : again(name.text);
  }
  if (ts.isIdentifier(value)) {
    if (isConstantAt(module, value, outer.getStart())) return shape('named', value.text);
    return isNamed ? again(value.text) : shape('value', null);
  }
  const name = (): string => createNamer(module)([nameFrom(module.calling)]);
  if (!ts.isFunctionExpression(value) && !ts.isClassExpression(value))
    return isNamed ? shape('constant', name()) : shape('value', null);
  if (value.name === undefined) return shape('declaration', isNamed ? name() : null);
  const isGood = isFree(module, value.name.text, value);
  if (isGood) return shape('declaration', value.name.text);
  return isNamed ? shape('constant', name()) : shape('enclosed', null);
}
