import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { placeAt } from '../place.ts';
import { refused, type Refused } from '../recipe.ts';
import {
  indentAt,
  indented,
  linesOf,
  newLine,
  textOfLines,
  wrapped,
  type CodeLines,
} from '../typescript/code-lines.ts';
import { formatFor } from '../typescript/code-edits.ts';
import { lineEndOf, usesSemicolons } from '../typescript/insertion.ts';
import type { Parameter } from './parameters.ts';
import type { Uses } from './uses.ts';

/** A function with the parameters that become one object, and its calls. */
export type Conversion = { readonly uses: Uses; readonly parameters: readonly Parameter[] };

const MAX_WIDTH = 100;

/** The pattern that takes the parameters out of one object, with its type in TypeScript. */
export function patternEdit({ ts }: TypeScriptProject, { uses, parameters }: Conversion): TextEdit {
  const { node } = uses;
  const file = node.getSourceFile();
  const { text } = file;
  const bindings = parameters.map((one) => bindingOf(ts, file, one));
  const isTyped = /\.[cm]?tsx?$/.test(uses.path);
  const members = isTyped ? parameters.map((one) => memberOf(ts, file, one)) : [];
  const preset = parameters.every(({ isOptional }) => isOptional) ? ' = {}' : '';
  const close = node.getChildren(file).find(({ kind }) => kind === ts.SyntaxKind.CloseParenToken);
  const isBare = node.parameters.pos === node.getStart(file) || close === undefined;
  const [start, end] = isBare
    ? [parameters[0]?.node.getStart(file) ?? node.pos, node.parameters.end]
    : [node.parameters.pos, close.getStart(file)];
  const inside = (pieces: readonly CodeLines[]): readonly string[] => pieces.flat().map((line) => line.text);
  const short = isTyped
    ? `{ ${inside(bindings).join(', ')} }: { ${inside(members).join('; ')} }${preset}`
    : `{ ${inside(bindings).join(', ')} }${preset}`;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineStop = text.indexOf('\n', end);
  const width = start - lineStart + short.length + (lineStop === -1 ? text.length : lineStop) - end;
  const hasLines =
    text.slice(start, end).includes('\n') || [...bindings, ...members].some((one) => one.length > 1);
  if (!hasLines && width <= MAX_WIDTH) return { start, end, newText: isBare ? `(${short})` : short };
  const { indentSize = 2, convertTabsToSpaces = true } = formatFor(ts, text);
  const unit = convertTabsToSpaces ? ' '.repeat(indentSize) : '\t';
  const stop = usesSemicolons(ts, file) ? ';' : '';
  const block = (pieces: readonly CodeLines[], separator: string): CodeLines =>
    pieces.flatMap((piece) => indented(wrapped('', piece, separator), unit));
  const typePart = isTyped ? [...newLine('}: {'), ...block(members, stop)] : [];
  const lines = [...newLine('{'), ...block(bindings, ','), ...typePart, ...newLine(`}${preset}`)];
  const long = textOfLines(lines, { indent: indentAt(text, start), lineEnd: lineEndOf(text) });
  return { start, end, newText: isBare ? `(${long})` : long };
}

function bindingOf(ts: typeof TypeScript, file: TypeScript.SourceFile, { node, name }: Parameter): CodeLines {
  const { initializer } = node;
  if (initializer === undefined) return newLine(name);
  return wrapped(`${name} = `, partLines(ts, file, initializer), '');
}

function memberOf(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  { node, name, isOptional, inferred }: Parameter,
): CodeLines {
  const key = `${name}${isOptional ? '?' : ''}: `;
  return node.type === undefined
    ? newLine(`${key}${inferred ?? 'any'}`)
    : wrapped(key, partLines(ts, file, node.type), '');
}

function partLines(ts: typeof TypeScript, file: TypeScript.SourceFile, part: TypeScript.Node): CodeLines {
  const start = part.getStart(file);
  return linesOf(ts, file, { start, end: part.end, indent: indentAt(file.text, start) });
}

/** Puts the arguments of a call into an object, each behind the name of its parameter; nothing of theirs is written anew. */
export function callEdits(
  { ts, pathOf }: TypeScriptProject,
  call: TypeScript.CallExpression,
  parameters: readonly Parameter[],
): readonly TextEdit[] | Refused {
  const file = call.getSourceFile();
  const { text } = file;
  const given = call.arguments;
  const place = placeAt(pathOf(file) ?? '', text, call.getStart(file));
  if (given.some((one) => ts.isSpreadElement(one))) {
    return refused(`The call at ${place} spreads its arguments.`, 'Write them out.');
  }
  if (given.length > parameters.length) {
    return refused(`The call at ${place} gives more arguments than there are parameters.`, 'Take them out.');
  }
  const open = given.pos;
  const close = call.end - 1;
  if (given.length === 0) {
    const mayBeEmpty = parameters.every(({ isOptional }) => isOptional);
    return mayBeEmpty ? [] : [{ start: open, end: open, newText: '{}' }];
  }
  const names = given.flatMap((one, index) => {
    const name = parameters[index]?.name ?? '';
    const start = one.getStart(file);
    const isShort = ts.isIdentifier(one) && text.slice(start, one.end) === name;
    return isShort ? [] : [{ start, end: start, newText: `${name}: ` }];
  });
  const first = /^[ \t]*\r?\n/.test(text.slice(open)) ? '{' : '{ ';
  const last = /\n[ \t]*$/.test(text.slice(0, close)) ? '}' : ' }';
  return [{ start: open, end: open, newText: first }, ...names, { start: close, end: close, newText: last }];
}
