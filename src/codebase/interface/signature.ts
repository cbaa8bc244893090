import { bracketedLength, splitOutside } from './split-outside.ts';

/** How callers may pass a parameter. */
type Passing = 'any' | 'position' | 'keyword' | 'rest' | 'keyword-rest';

export type Parameter = {
  readonly name: string;
  readonly type: string;
  /** The text of its default, or null. */
  readonly value: string | null;
  readonly isOptional: boolean;
  readonly passing: Passing;
};

/** The parts of a signature by which callers can tell two of them apart; spaces and the kind of quotes are made equal. */
export type Signature = {
  /** What stands before the parameters but its name: `static`, `async`, type parameters, and the whole of what is no function. */
  readonly head: string;
  readonly parameters: readonly Parameter[] | null;
  readonly result: string;
};

const NO_MEANING =
  /\b(?:export|default|declare|public|override|abstract|function\*?|const|let|var|def|func|fn|pub)(?=\s|$)/g;
/** What makes a member of a parameter of a constructor. */
const PARAMETER_PROPERTY = /^(?:\s*(?:public|private|protected|readonly|override)\s+(?=[\w$]))+/;
const FUNCTION_VALUE = /^\s*=\s*((?:async\b\s*)?)(?:function\b\s*\*?\s*[\w$]*)?\s*/;

/** Reads the signature of a Python, JavaScript or TypeScript definition of this name. */
export function parseSignature(name: string, text: string): Signature {
  const at = text.search(new RegExp(`(?<![\\w$.])${name.replaceAll(/[^\w]/g, String.raw`\$&`)}(?![\\w$])`));
  if (at === -1) return { head: normal(text), parameters: null, result: '' };
  const before = text.slice(0, at).trimStart();
  const marked = text.slice(at + name.length);
  const behind = marked.replace(/^[?!]/, '');
  const value = FUNCTION_VALUE.exec(behind);
  const rest = value === null ? behind.trim() : behind.slice(value[0].length);
  const generics = rest.slice(0, rest.startsWith('<') ? bracketedLength(rest) : 0);
  const open = rest.slice(generics.length).trimStart();
  const optional = marked.startsWith('?') ? '?' : '';
  const words = `${value?.[1] ?? ''} ${before}${optional}`.replaceAll(NO_MEANING, '').trim();
  const length = open.startsWith('(') ? bracketedLength(open) : 0;
  if (length === 0) {
    const declared = /\btype$/.test(words) ? behind.replace(/=\s*\|/, '=') : withoutValue(behind);
    return { head: normal(`${words} ${declared}`), parameters: null, result: '' };
  }
  const result = normal(open.slice(length).replace(/^\s*(?::|->)/, ''));
  const isTyped = result !== '' && !text.includes('->');
  // A result that is written out as a promise says all that `async` says.
  const head = normal(`${isTyped ? words.replace(/\basync\b/, '') : words} ${generics}`);
  return { head, parameters: parametersOf(open.slice(1, length - 1)), result };
}

/** A constant may get another value. */
function withoutValue(behind: string): string {
  return splitOutside(behind, '=')[0] ?? '';
}

function parametersOf(list: string): readonly Parameter[] {
  const parts = splitOutside(list, ',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const slash = parts.indexOf('/');
  const star = parts.findIndex((part) => /^\*(?!\*)/.test(part));
  return parts.flatMap((part, index) => {
    if (part === '/' || part === '*') return [];
    const isKeyword = star !== -1 && index > star;
    return [parameterOf(part, index < slash ? 'position' : isKeyword ? 'keyword' : 'any')];
  });
}

function parameterOf(part: string, passing: Passing): Parameter {
  const [declared = '', ...values] = splitOutside(part.replace(/=>/g, '⇒'), '=').map(restored);
  const colon = splitOutside(declared, ':')[0] ?? '';
  const name = normal(colon.replace(PARAMETER_PROPERTY, ''));
  const rest = /^(?:\.\.\.|\*\*?)/.exec(name)?.[0];
  return {
    name: name.replace(/^(?:\.\.\.|\*\*?)|\?$/g, ''),
    type: normal(declared.slice(colon.length + 1)),
    value: values.length === 0 ? null : normal(values.join('=')),
    isOptional: values.length > 0 || rest !== undefined || name.endsWith('?'),
    passing: rest === undefined ? passing : rest === '**' ? 'keyword-rest' : 'rest',
  };
}

function restored(text: string): string {
  return text.replaceAll('⇒', '=>');
}

/** How a signature is laid out and quoted does not matter. */
function normal(text: string): string {
  const spaced = text.replaceAll(/\s+/g, ' ').replaceAll(/ ?([()[\]{}<>,:;=|&]) ?/g, '$1');
  return spaced
    .replaceAll(/[,;](?=[)\]}])/g, '')
    .replaceAll("'", '"')
    .trim();
}
