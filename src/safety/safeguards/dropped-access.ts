import type { Finding, TextChange } from '../gates/text-guard.ts';
import { asksToRestructure } from '../lost-code/leave-to-remove.ts';
import { asksAbout } from './asked-of-safeguards.ts';
import { countIn, hunksOf } from './hunks.ts';

/** What stands over a function or a class and lets only some in. */
const ACCESS =
  /^[ \t]*(?:@(?:\w+\.)*(?:\w*(?:login|auth|permissions?|roles?|admin|staff|superuser|jwt|token|scopes?|user)_required|require[sd]?_(?:login|auth\w*|permissions?|roles?|admin|scopes?|user)|user_passes_test|authenticated|PreAuthorize|PostAuthorize|RolesAllowed|Secured|UseGuards)\b|\[Authorize\b)/m;
/** Another form of it: a base class, a hook before every request, a permission of the framework. */
const OTHER_FORM = /login|auth|permission|roles?\b|guard|required|secured|admin|before_?(?:request|action)/i;
const NAMED =
  /log(?:ged)?.?in|log(?:ged)?.?out|sign(?:ed)?.?in|auth|access|permission|role|guard|public|anonym|required|protect|secur|restrict|everyone|everybody|decorator|annotation/i;
/** A line that stands over a definition, or belongs to such a line. */
const OVER = /^(?:@|\[[A-Z].*\]$|\/\/|#|$)/;

/** Whether a text says who may call what. */
export function hasAccess(text: string): boolean {
  return ACCESS.test(text);
}

/** What let only some in and is gone from over a function or a class that is still there. */
export function droppedAccess(changes: readonly TextChange[], words: string): readonly Finding[] {
  const isLess = countIn(changes, 'after', ACCESS) < countIn(changes, 'before', ACCESS);
  if (!isLess || asksAbout(words, NAMED)) return [];
  const hunks = changes.flatMap(hunksOf);
  if (hunks.some(({ added }) => added.some((line) => OTHER_FORM.test(line)))) return [];
  return hunks
    .filter(({ removed, added }) => hasAccess(removed.join('\n')) && [...removed, ...added].every(isOver))
    .map(({ path, line, removed }) => {
      const shown = removed.find(hasAccess) ?? '';
      const message = `\`${shown}\` let only some in and is gone, and what it stood over is still there. Keep it.`;
      return { path, line, message, isDoubt: !asksToRestructure(words) };
    });
}

function isOver(line: string): boolean {
  return OVER.test(line);
}
