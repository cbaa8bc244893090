import { languageOf } from '../../../domain/language.ts';
import { isMangled } from '../../python/mangled.ts';
import { isPythonWord, isReserved } from '../../python/names.ts';
import { readPlace } from '../../place.ts';
import { refused, type RecipeRequest, type Refused } from '../../recipe.ts';

/** What is to be renamed in Python, and its new name. */
export type PythonRename = {
  readonly name: string;
  readonly to: string;
  readonly container: string | null;
  readonly kind: string | null;
  readonly at: { readonly path: string; readonly line: number } | null;
  readonly targets: readonly string[];
  /** Whether it is renamed although other places may mean it. */
  readonly leavesUntyped: boolean;
  readonly signal: AbortSignal;
};

/** Reads the slots of a request, or says what is wrong with them. */
export function readPythonRequest(
  request: RecipeRequest,
): { readonly kind: 'request'; readonly request: PythonRename } | Refused {
  const { slots, signal } = request;
  const parts = (slots['from'] ?? '').split('.');
  const name = parts.at(-1) ?? '';
  const around = parts.slice(0, -1).join('.');
  const to = slots['to'] ?? '';
  const at = readPlace(slots['at']);
  const fault = faultOf(name, to);
  if (fault !== null) return refused(fault, 'Choose another name.');
  if (at === 'malformed') return refused(`"${slots['at']}" is not a place of the form file:line.`, null);
  return {
    kind: 'request',
    request: {
      name,
      to,
      container: around === '' ? (slots['class'] ?? null) : around,
      kind: slots['kind'] ?? null,
      at,
      targets: request.targets.filter((path) => languageOf(path) === 'python'),
      leavesUntyped: slots['untyped'] === 'leave',
      signal,
    },
  };
}

function faultOf(name: string, to: string): string | null {
  const wrong = [name, to].find((one) => !isPythonWord(one));
  if (wrong !== undefined) return `"${wrong}" is not a valid name.`;
  if (isReserved(to)) return `"${to}" is a reserved word.`;
  if (name === to) return `The old and the new name are both ${to}.`;
  const special = [name, to].find((one) => /^__.+__$/.test(one));
  if (special !== undefined) return `Python itself gives ${special} a meaning.`;
  return isMangled(name) === isMangled(to)
    ? null
    : `${name} and ${to} differ in being private: Python expands one of them inside a class.`;
}
