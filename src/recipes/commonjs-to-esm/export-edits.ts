import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import type { Host, MemberExport, WholeExport } from './exports.ts';
import type { CommonJsModule } from './common-js-module.ts';
import type { Local } from './named-exports.ts';
import type { DefaultShape } from './default-export.ts';
import { statementOf } from './loads.ts';
import type { Shape } from './shapes.ts';

type Layout = { readonly end: string; readonly lineEnd: string };
type Named = Extract<Shape, { readonly kind: 'named' }>;

/** The edits that make exports of what a module assigns to `exports` and `module.exports`. */
export function exportEdits(module: CommonJsModule, shape: Shape, layout: Layout): readonly TextEdit[] {
  switch (shape.kind) {
    case 'none':
      return [];
    case 'passed':
      return [];
    case 'named':
      return namedEdits(module, shape, layout);
    case 'default':
      return [...defaultEdits(module, shape, layout), ...ownUses(module, () => shape.name ?? '')];
  }
}

/** Within the module the exported value goes by its name. */
function ownUses(
  { exports }: CommonJsModule,
  nameOf: (node: TypeScript.Node) => string,
): readonly TextEdit[] {
  const objects = [
    ...exports.members.flatMap(({ objects: all }) => all),
    ...exports.uses.map(({ object }) => object),
  ];
  return objects.map((node) => ({ start: node.getStart(), end: node.end, newText: nameOf(node) }));
}

function namedEdits(module: CommonJsModule, shape: Named, layout: Layout): readonly TextEdit[] {
  const uses = module.exports.uses.map(({ node, name }) => ({
    start: node.getStart(),
    end: node.end,
    newText: shape.locals.get(name ?? '') ?? '',
  }));
  const members = module.exports.members.flatMap((member) => {
    const local = shape.members.get(member.outer);
    return local === undefined ? [] : memberEdits(module, { member, local }, layout);
  });
  return [...uses, ...members, ...(shape.literal === null ? [] : literalEdits(module, shape.literal))];
}

/** `module.exports = { a, b: c }` is `export { a, c as b }`. */
function literalEdits({ checked }: CommonJsModule, { outer, value }: WholeExport): readonly TextEdit[] {
  const { ts, file } = checked;
  if (!ts.isObjectLiteralExpression(value)) return [];
  const head = headOf(file, { outer, value }, 'export ');
  const renamed = value.properties.flatMap((property) => {
    if (!ts.isPropertyAssignment(property)) return [];
    const [name, local] = [property.name.getText(file), property.initializer.getText(file)];
    const newText = name === local ? name : `${local} as ${name}`;
    return [{ start: property.getStart(file), end: property.end, newText }];
  });
  return [head, ...renamed];
}

function memberEdits(
  { checked }: CommonJsModule,
  { member, local }: { readonly member: MemberExport; readonly local: Local },
  layout: Layout,
): readonly TextEdit[] {
  const { ts, file } = checked;
  const { outer, value, host, names } = member;
  const start = outer.getStart(file);
  const head = (newText: string): TextEdit => headOf(file, { outer, value }, newText);
  const clause = `export { ${names.map((name) => (name === local.name ? name : `${local.name} as ${name}`)).join(', ')} }`;
  if (ts.isVariableDeclaration(host)) {
    return [head(''), behind(host, clause, layout)];
  }
  if (local.kind === 'present') return [{ start, end: outer.end, newText: clause }];
  const isDirect = names.length === 1 && names[0] === local.name;
  const word = isDirect ? 'export ' : '';
  const others = isDirect ? [] : [behind(host, clause, layout)];
  if (ts.isFunctionExpression(value) || ts.isClassExpression(value))
    return [head(word), ...declared(checked, { value, host }, local.name), ...others];
  return [head(`${word}const ${local.name} = `), ...others];
}

function defaultEdits(
  { checked }: CommonJsModule,
  { whole, form, name }: DefaultShape,
  layout: Layout,
): readonly TextEdit[] {
  const { ts, file } = checked;
  const { value, host } = whole;
  const head = (newText: string): TextEdit => headOf(file, whole, newText);
  if (ts.isVariableDeclaration(host)) return [head(''), behind(host, `export default ${name}`, layout)];
  switch (form) {
    case 'named':
    case 'value':
      return [head('export default ')];
    case 'constant':
      return [head(`const ${name} = `), behind(host, `export default ${name}`, layout)];
    case 'enclosed':
      return [head('export default ('), { start: value.end, end: value.end, newText: ')' }];
    case 'declaration': {
      const isFunction = ts.isFunctionExpression(value) || ts.isClassExpression(value);
      return [head('export default '), ...(isFunction ? declared(checked, { value, host }, name) : [])];
    }
  }
}

/** What stands before an exported value; a comment there stays. */
function headOf(
  file: TypeScript.SourceFile,
  { outer, value }: Pick<MemberExport, 'outer' | 'value'>,
  text: string,
): TextEdit {
  const start = outer.getStart(file);
  const hasComment = file.text.slice(value.pos, value.getStart(file)).trim() !== '';
  return hasComment
    ? { start, end: value.pos, newText: text.trimEnd() }
    : { start, end: value.getStart(file), newText: text };
}

/** A function or class expression becomes a declaration: it gets its name, and no semicolon follows. */
function declared(
  { ts, file }: CommonJsModule['checked'],
  {
    value,
    host,
  }: { readonly value: TypeScript.FunctionExpression | TypeScript.ClassExpression; readonly host: Host },
  name: string | null,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  if (file.text[host.end - 1] === ';') edits.push({ start: value.end, end: host.end, newText: '' });
  if (value.name !== undefined || name === null) return edits;
  const { ClassKeyword, FunctionKeyword, AsteriskToken } = ts.SyntaxKind;
  const keyword = value
    .getChildren(file)
    .findLast(({ kind }) => [ClassKeyword, FunctionKeyword, AsteriskToken].some((one) => one === kind));
  const at = keyword?.end ?? value.getStart(file);
  const gap = /^[ \t]*(?=[(<])/.exec(file.text.slice(at))?.[0].length ?? 0;
  return [...edits, { start: at, end: at + gap, newText: ` ${name}` }];
}

/** A statement on lines of its own behind the one that holds a node. */
function behind(node: TypeScript.Node, text: string, { end, lineEnd }: Layout): TextEdit {
  const statement = statementOf(node);
  return { start: statement.end, end: statement.end, newText: `${lineEnd}${lineEnd}${text}${end}` };
}
