import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { languageOf } from '../../domain/language.ts';
import { refused, type RecipeRequest, type Refused } from '../recipe.ts';
import { isSpecialMember, whyNotAName } from '../typescript/name-rules.ts';
import { readPlace } from '../place.ts';
import type { Wanted } from './select.ts';

/** What is to be renamed, and its new name. */
export type RenameRequest = Wanted &
  Pick<RecipeRequest, 'signal' | 'libraries'> & {
    readonly to: string;
    /** Whether a member is renamed although values of unknown type may have it. */
    readonly leavesUntyped: boolean;
  };

const LANGUAGES = ['javascript', 'typescript', 'tsx'];

/** Reads the slots of a request, or says what is wrong with them. */
export function readRequest(
  ts: typeof TypeScript,
  request: RecipeRequest,
): { readonly kind: 'request'; readonly request: RenameRequest } | Refused {
  const { slots, signal, libraries } = request;
  const parts = (slots['from'] ?? '').split('.');
  const name = parts.at(-1) ?? '';
  const container = parts.at(-2) ?? slots['class']?.split('.').at(-1) ?? null;
  const to = slots['to'] ?? '';
  const targets = request.targets.filter((path) => LANGUAGES.includes(languageOf(path) ?? ''));
  const at = readPlace(slots['at']);
  const why = whyNotAName(ts, to);
  if (why !== null) return refused(`"${to}" ${why}.`, 'Choose another name.');
  if (whyNotAName(ts, name) === 'is not a valid name') return refused(`"${name}" is not a valid name.`, null);
  if (name === to) return refused(`The old and the new name are both ${to}.`, null);
  if (name.startsWith('#') !== to.startsWith('#')) {
    return refused(`${name} and ${to} differ in being private: one has a #, the other has not.`, null);
  }
  if (container !== null && isSpecialMember(to)) {
    return refused(`A member named ${to} has a meaning of its own in JavaScript.`, 'Choose another name.');
  }
  if (request.targets.length > 0 && targets.length === 0) {
    return refused('None of the targets is a Python, JavaScript or TypeScript file.', null);
  }
  if (at === 'malformed') return refused(`"${slots['at']}" is not a place of the form file:line.`, null);
  const wanted = { name, container, kind: slots['kind'] ?? null, at, targets };
  const leavesUntyped = slots['untyped'] === 'leave';
  return { kind: 'request', request: { ...wanted, to, leavesUntyped, signal, libraries } };
}
