import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { answersOf } from './rule-answers.ts';
import type { FoundRule, Rule, RuleSource } from './rule.ts';

const SILENT_PARSER = "Promise.resolve({ kind: 'parsed', problems: [] } as const)";
/** A longer table is one rule: what its words have in common is tested, not each of them. */
const MOST_WORDS = 16;
/** It stands for what a language has not, and is off by itself. */
const MATCHES_NOTHING = /^\^?\(\?!\)$/;

/**
 * Finds what can be switched off in a source: gates in the list that makes them, patterns and words of tables outside of
 * functions, what functions answer, and the parsers that are asked for their authority.
 */
export function rulesOf(root: string, path: string): readonly Rule[] {
  const text = readFileSync(`${root}/${path}`, 'utf8');
  const source = { path, text };
  const found = /\/(?:all-gates|guards)\.ts$/.test(path)
    ? listedGates(source)
    : [...patternsAndParsers(source), ...wordsOfTables(source), ...answersOf(source)];
  return found.map(({ name, ...one }) => {
    const shown = text.slice(one.start, one.end).replaceAll(/\s+/g, ' ').slice(0, 80);
    const rule = `${name} ${shown}`.trim();
    return { ...one, path, rule, line: text.slice(0, one.start).split('\n').length };
  });
}

function listedGates({ path, text }: RuleSource): readonly FoundRule[] {
  const found: FoundRule[] = [];
  const { program } = parseSync(path, text);
  new Visitor({
    ArrayExpression: ({ elements }) => {
      for (const element of elements) {
        const site = { kind: 'element', answer: 'null' } as const;
        if (element !== null)
          found.push({ start: element.start, end: element.end, off: '...[]', name: '', site });
      }
    },
  }).visit(program);
  return found;
}

function patternsAndParsers({ path, text }: RuleSource): readonly FoundRule[] {
  const found: FoundRule[] = [];
  let functions = 0;
  let name = '';
  const enter = (): void => void functions++;
  const leave = (): void => void functions--;
  const { program } = parseSync(path, text);
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    VariableDeclarator: ({ id }) => {
      if (functions === 0 && id.type === 'Identifier') name = id.name;
    },
    Literal: (node) => {
      if (functions > 0 || !('regex' in node) || MATCHES_NOTHING.test(node.regex.pattern)) return;
      const off = `/(?!)/${node.regex.flags}`;
      found.push({ start: node.start, end: node.end, off, name, site: { kind: 'pattern', answer: 'null' } });
    },
    TaggedTemplateExpression: ({ start, end }) => {
      const site = { kind: 'text', answer: 'null' } as const;
      if (functions === 0) found.push({ start, end, off: "'(?!)'", name, site });
    },
    CallExpression: ({ callee, arguments: [, report] }) => {
      if (callee.type !== 'Identifier' || callee.name !== 'authority' || report === undefined) return;
      const site = { kind: 'expression', answer: 'silent' } as const;
      found.push({ start: report.start, end: report.end, off: SILENT_PARSER, name: 'authority', site });
    },
  }).visit(program);
  return found;
}

/** Each word of a short table that has a name, the whole of a long one. */
function wordsOfTables({ path, text }: RuleSource): readonly FoundRule[] {
  const found: FoundRule[] = [];
  const { program } = parseSync(path, text);
  let name = '';
  let functions = 0;
  const enter = (): void => void functions++;
  const leave = (): void => void functions--;
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    VariableDeclarator: ({ id }) => {
      if (functions === 0 && id.type === 'Identifier') name = id.name;
    },
    ArrayExpression: ({ start, end, elements }) => {
      const words = elements.filter((one) => one?.type === 'Literal' && typeof one.value === 'string');
      if (functions > 0 || words.length === 0 || words.length < elements.length) return;
      const site = { kind: 'word', answer: 'null', table: { start, end } } as const;
      if (words.length > MOST_WORDS) found.push({ start, end, off: '[]', name, site: null });
      else
        for (const word of words)
          if (word !== null) found.push({ start: word.start, end: word.end, off: '...[]', name, site });
    },
  }).visit(program);
  return found;
}
