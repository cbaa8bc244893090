import type { Node } from '../languages/tree-sitter.ts';
import type { Span } from '../index/facts/symbol-fact.ts';
import { restAfter } from './python-idle.ts';

const NEVER = /^(?:False|0|None|not True|""|''|\[\]|\(\))(?:$| and )/;
const CATCHES_FAILURE = /^except\s*:|^except\b[^:]*\b(?:AssertionError|Exception|BaseException)\b/;
const TELLS = /\b(?:raise|assert\w*|fail\w*|skip\w*|exit|xfail)\b/;
const MUTES = /\b(?:suppress|raises|assertRaises)\([^)]*\b(?:AssertionError|Exception|BaseException)\b/;

/** The code that a statement keeps from being run, or whose failures it keeps to itself. */
export function deadBy(node: Node): readonly Span[] {
  switch (node.type) {
    case 'if_statement':
      return NEVER.test(node.childForFieldName('condition')?.text ?? '') ? bodyOf(node, 'consequence') : [];
    case 'try_statement': {
      const handlers = node.namedChildren.filter((child) => child?.type === 'except_clause');
      return handlers.some((clause) => isSilent(clause?.text ?? '')) ? bodyOf(node, 'body') : [];
    }
    case 'with_statement': {
      const items = node.namedChildren.find((child) => child?.type === 'with_clause')?.text ?? '';
      return MUTES.test(items) ? bodyOf(node, 'body') : [];
    }
    case 'return_statement':
    case 'raise_statement':
      return restAfter(node);
    default:
      return [];
  }
}

function bodyOf(node: Node, field: string): readonly Span[] {
  const body = node.childForFieldName(field);
  return body === null ? [] : [{ start: body.startIndex, end: body.endIndex }];
}

function isSilent(clause: string): boolean {
  const colon = clause.indexOf(':');
  return CATCHES_FAILURE.test(clause) && !TELLS.test(clause.slice(colon + 1));
}
