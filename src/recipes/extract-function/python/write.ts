import { applyTextEdits } from '../../../domain/text-edit.ts';
import { downWhile, indentationAt, isBlank, lineStart, newlineOf, nextLine } from '../../python/lines.ts';
import { ancestorsOf, childIn, nodesBelow, type PyNode } from '../../python/tree.ts';
import { headOf } from './head.ts';
import type { Plan } from './plan.ts';

/** The text with the call in place of the lines, and the new function behind the one that held them. */
export function extractedText(plan: Plan): string {
  const { start, end, tree } = plan.region;
  const { text } = tree;
  const newline = newlineOf(text);
  const at = placeFor(plan);
  const ended = at === text.length && !text.endsWith('\n') ? newline : '';
  const gap = plan.receiver === null ? newline.repeat(2) : newline;
  return applyTextEdits(text, [
    { start, end, newText: callOf(plan) },
    { start: at, end: at, newText: `${ended}${gap}${functionText(plan)}` },
  ]);
}

/** The statement that stands in place of the lines. */
export function callOf({ name, inputs, outputs, receiver, isAsync, returns }: Plan): string {
  const callee = receiver === null ? name : `${receiver.name}.${name}`;
  const call = `${isAsync ? 'await ' : ''}${callee}(${inputs.join(', ')})`;
  if (returns) return `return ${call}`;
  return outputs.length === 0 ? call : `${outputs.join(', ')} = ${call}`;
}

/** The function or method in which a definition stands last: the whole statement of the module, or of the class. */
function anchorOf({ region: { home }, receiver }: Plan): PyNode {
  const chain = [home, ...ancestorsOf(home)];
  if (receiver !== null) return home.parent?.type === 'decorated_definition' ? home.parent : home;
  return chain.find(({ parent }) => parent?.type === 'module') ?? home;
}

/** Behind the anchor, and behind comments that are indented as its body is. */
function placeFor(plan: Plan): number {
  const { text } = plan.region.tree;
  const anchor = anchorOf(plan);
  const indentation = indentationAt(text, anchor.start) ?? '';
  return downWhile(
    text,
    nextLine(text, anchor.end),
    (line) =>
      /^\s*#/.test(line) && line.startsWith(indentation) && /^\s/.test(line.slice(indentation.length)),
  );
}

function functionText(plan: Plan): string {
  const { region, outputs, receiver } = plan;
  const { text } = region.tree;
  const newline = newlineOf(text);
  const outer = receiver === null ? '' : (indentationAt(text, anchorOf(plan).start) ?? '');
  const inner = outer + unitOf(plan);
  const head = `${outer}${headOf(plan)}${newline}`;
  const mark = receiver?.isClass === true ? `${outer}@classmethod${newline}` : '';
  const last = outputs.length === 0 ? '' : `${inner}return ${outputs.join(', ')}${newline}`;
  return `${mark}${head}${bodyText(plan, inner)}${newline}${last}`;
}

/** How much deeper the function indents its body than itself. */
function unitOf({ region: { home, tree } }: Plan): string {
  const whole = home.parent?.type === 'decorated_definition' ? home.parent : home;
  const outer = indentationAt(tree.text, whole.start) ?? '';
  const first = childIn(home, 'body')?.children[0];
  const inner = first === undefined ? null : indentationAt(tree.text, first.start);
  return inner?.startsWith(outer) === true ? inner.slice(outer.length) : '    ';
}

/** The lines, moved to another indentation, but for those that begin inside a string. */
function bodyText({ region }: Plan, indentation: string): string {
  const { text } = region.tree;
  const strings = region.statements
    .flatMap((one) => [...nodesBelow(one)])
    .filter(({ type }) => type === 'string');
  const old = text.slice(lineStart(text, region.start), region.start);
  const pieces: string[] = [];
  for (let at = lineStart(text, region.start); at < region.end; at = nextLine(text, at)) {
    const line = text.slice(at, Math.min(nextLine(text, at), region.end));
    const isInString = strings.some((string) => string.start < at && at < string.end);
    const shared = line.startsWith(old) ? old.length : (/^[ \t]*/.exec(line)?.[0].length ?? 0);
    pieces.push(isInString || isBlank(line) ? line : indentation + line.slice(shared));
  }
  return pieces.join('');
}
