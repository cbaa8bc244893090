import type { LanguageId } from '../domain/language.ts';

/** Lines `start..end` (end excluded, from 0) that are blanked, but for what stands on the first of them instead. */
export type Cover = { readonly start: number; readonly end: number; readonly filler: string };

const BEGINS_CHUNK = /^[^\s})\]]/;

/**
 * Ways to take a fault out of a text, the least first: the line that it is seen on, the one before it, and the code from
 * one line without indentation to the next, there or before it.
 */
export function coversFor(lines: readonly string[], fault: number, language: LanguageId): readonly Cover[] {
  const above = lines.findLastIndex((line, index) => index < fault && line.trim() !== '');
  const chunk = chunkAround(lines, fault);
  const chunkAbove = chunkAround(lines, chunk.start - 1);
  return [
    ...coversOfLine(lines, fault, language),
    ...coversOfLine(lines, above, language),
    chunk,
    ...(chunk.start === 0 ? [] : [chunkAbove, { ...chunkAbove, end: chunk.end }]),
  ];
}

function coversOfLine(lines: readonly string[], at: number, language: LanguageId): readonly Cover[] {
  const line = lines[at]?.trimEnd() ?? '';
  const fitting = line === '' ? [] : fillersFor(line, language).filter((one) => one.length <= line.length);
  return fitting.map((filler) => ({ start: at, end: at + 1, filler }));
}

/** What may stand where a line stood so that the lines around it still fit together. */
function fillersFor(line: string, language: LanguageId): readonly string[] {
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  switch (language) {
    case 'python':
      return pythonFillers(line).map((filler) => indent + filler);
    case 'json': {
      const comma = line.endsWith(',') ? ',' : '';
      return [...new Set([`"":0${comma}`, '"":0', `0${comma}`, '0', ''])];
    }
    // Keys that are unlike each other, so that none is there twice.
    case 'yaml':
      return ['', `${indent}{}:`, `${indent}- {}:`];
    default:
      return [...new Set([line.replaceAll(/[^{}]/g, ' ').trimEnd(), ''])];
  }
}

/** Lines of Python on which those around them rest, and what may stand for such a line. Others begin a block like any. */
const PYTHON_HEADS: readonly (readonly [head: RegExp, filler: string])[] = [
  [/^except\b/, 'except _:'],
  [/^(?:for|while)\b/, 'while 1:'],
  [/^def\b/, 'def _():'],
];
const ENDS_HEAD = /:\s*(?:#.*)?$/;

function pythonFillers(line: string): readonly string[] {
  const code = line.trimStart();
  const [, head] = PYTHON_HEADS.find(([begins]) => begins.test(code)) ?? [];
  if (!ENDS_HEAD.test(code)) return head === undefined ? ['pass'] : [`${head} pass`, 'pass'];
  return head === undefined ? ['if 1:'] : [head, 'if 1:'];
}

function chunkAround(lines: readonly string[], at: number): Cover {
  const start = Math.max(
    0,
    lines.findLastIndex((line, index) => index <= at && BEGINS_CHUNK.test(line)),
  );
  const next = lines.findIndex((line, index) => index > Math.max(at, start) && BEGINS_CHUNK.test(line));
  return { start, end: next === -1 ? lines.length : next, filler: '' };
}
