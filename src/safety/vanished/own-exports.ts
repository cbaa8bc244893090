import { literalPattern } from '../../domain/literal-pattern.ts';
import { withoutTexts } from '../code-text.ts';
import type { LostExports } from './lost-exports.ts';
import { isProbed } from './module-members.ts';

const MODULE_SYNTAX = /^[ \t]*(?:import|export)\b/m;

/** A line, from 1, on which a CommonJS module reads what it exports no more. */
export type OwnUse = { readonly name: string; readonly line: number };

/** Where a CommonJS module still reads its own lost exports: `exports.a`. */
export function ownUses({ path, names }: LostExports, text: string): readonly OwnUse[] {
  if (!text.includes('exports') || MODULE_SYNTAX.test(text)) return [];
  const code = withoutTexts(path, text);
  const lines = code.split('\n');
  return [...names].flatMap((name): readonly OwnUse[] => {
    const member = String.raw`(?<![\w$.])(?:module\s*\.\s*)?exports\s*\.\s*${literalPattern(name)}(?![\w$])`;
    if (isProbed(code, 'exports', member)) return [];
    const line = lines.findIndex((one) => new RegExp(member).test(one));
    return line === -1 ? [] : [{ name, line: line + 1 }];
  });
}
