import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';

/** A rule of a gate as it stands in a source, with the text that switches it off. */
export type Rule = {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly off: string;
};

type Found = Pick<Rule, 'start' | 'end' | 'off'>;

const SILENT_PARSER = "Promise.resolve({ kind: 'parsed', problems: [] } as const)";

/**
 * Finds what can be switched off in a source: gates in the list that makes them, patterns outside of functions, in
 * tables or by themselves, and the parsers that are asked for their authority.
 */
export function rulesOf(root: string, path: string): readonly Rule[] {
  const text = readFileSync(`${root}/${path}`, 'utf8');
  const found = /\/(?:all-gates|guards)\.ts$/.test(path)
    ? listedGates(path, text)
    : patternsAndParsers(path, text);
  return found.map((one) => {
    const rule = text.slice(one.start, one.end).replaceAll(/\s+/g, ' ').slice(0, 80);
    return { ...one, path, rule, line: text.slice(0, one.start).split('\n').length };
  });
}

function listedGates(path: string, text: string): readonly Found[] {
  const found: Found[] = [];
  const { program } = parseSync(path, text);
  new Visitor({
    ArrayExpression: ({ elements }) => {
      for (const element of elements)
        if (element !== null) found.push({ start: element.start, end: element.end, off: '...[]' });
    },
  }).visit(program);
  return found;
}

function patternsAndParsers(path: string, text: string): readonly Found[] {
  const found: Found[] = [];
  let functions = 0;
  const enter = (): void => void functions++;
  const leave = (): void => void functions--;
  const { program } = parseSync(path, text);
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    Literal: (node) => {
      if (functions > 0 || !('regex' in node)) return;
      found.push({ start: node.start, end: node.end, off: `/(?!)/${node.regex.flags}` });
    },
    TaggedTemplateExpression: ({ start, end }) => {
      if (functions === 0) found.push({ start, end, off: "'(?!)'" });
    },
    CallExpression: ({ callee, arguments: [, report] }) => {
      if (callee.type !== 'Identifier' || callee.name !== 'authority' || report === undefined) return;
      found.push({ start: report.start, end: report.end, off: SILENT_PARSER });
    },
  }).visit(program);
  return found;
}
