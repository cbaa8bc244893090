import { literalPattern } from '../../domain/literal-pattern.ts';

const DEFINED_BY_TYPE = /\bdefineProps\s*<\s*([A-Za-z][^]*?)>\s*\(/;
const DEFINED_BY_NAME = /\bdefineProps\(\s*[\w$]/;
/** Options that give the markup no name. */
const OPTIONS = /\bdefineOptions\b(?!\s*\(\s*\{(?:\s*(?:name|inheritAttrs)\s*:[^,{}()]*,?)*\s*\}\s*\))/;
const ONE_TYPE = /^[\w$]+(?=\s*(?:<[^<>]*>)?\s*$)/;

/** Whether the scripts of a component of Vue may have properties whose names stand in no text of theirs. */
export function hasUnseenProperties(code: string): boolean {
  if (DEFINED_BY_NAME.test(code) || OPTIONS.test(code)) return true;
  const type = DEFINED_BY_TYPE.exec(code)?.[1];
  if (type === undefined) return false;
  const [name] = ONE_TYPE.exec(type) ?? [];
  return name === undefined || !isSpelledOut(code, name);
}

/** A type that is declared here with each of its names; `Pick` says which ones it takes. */
function isSpelledOut(code: string, name: string): boolean {
  const generics = String.raw`\s*(?:<(?:[^<>]|<[^<>]*>)*>)?\s*`;
  return new RegExp(
    String.raw`\b(?:interface\s+${literalPattern(name)}(?![\w$])${generics}(?:extends\s+Pick<[^<>]*>\s*)?|type\s+${literalPattern(name)}(?![\w$])${generics}=\s*)\{`,
  ).test(code);
}
