import { languageOf } from '../../../domain/language.ts';
import { readPlace, type Place } from '../../place.ts';
import { isPythonName } from '../../python/names.ts';
import { refused, type RecipeRequest, type Refused } from '../../recipe.ts';

/** What is to move, and where to. */
export type MoveRequest = {
  readonly name: string;
  /** The module that it goes to, as it was said: a path or a dotted name. */
  readonly module: string;
  /** The module that has it, as it was said; null where nobody said. */
  readonly source: string | null;
  readonly kind: string | null;
  readonly at: Place | null;
  readonly targets: readonly string[];
  /** Whether the name shall stay importable from where it was; null leaves that to the recipe. */
  readonly reexport: 'keep' | 'none' | null;
  readonly signal: AbortSignal;
};

/** Reads the slots of a request, or says what is wrong with them. */
export function readMoveRequest(
  request: RecipeRequest,
): { readonly kind: 'request'; readonly request: MoveRequest } | Refused {
  const { slots, targets, signal } = request;
  const { name = '', module = '', reexport = null, kind = null } = slots;
  if (!isPythonName(name)) return refused(`"${name}" cannot be the name of a symbol that moves.`, null);
  if (reexport !== null && reexport !== 'keep' && reexport !== 'none') {
    return refused(`reexport=${reexport} is neither keep nor none.`, null);
  }
  if (kind === 'method' || kind === 'property' || kind === 'parameter' || kind === 'field') {
    return refused(`Only what stands at the top of a module is moved, and no ${kind}.`, null);
  }
  const said = slots['source'] ?? null;
  const isPlace = said !== null && /:\d+$/.test(said);
  const at = readPlace(slots['at'] ?? (isPlace ? said : undefined));
  if (at === 'malformed') return refused(`"${slots['at']}" is not a place of the form file:line.`, null);
  const source = isPlace ? null : said;
  const python = targets.filter((path) => languageOf(path) === 'python');
  return { kind: 'request', request: { name, module, source, kind, at, targets: python, reexport, signal } };
}
