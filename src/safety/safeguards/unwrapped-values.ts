import type { Finding, TextChange } from '../gates/text-guard.ts';
import { asksAbout } from './asked-of-safeguards.ts';
import { argumentsAt } from './call-texts.ts';
import { countIn, hunksOf } from './hunks.ts';

/** A call that makes a value safe to put into a text, up to its bracket. */
const MAKES_SAFE =
  /(?<![\w$])(?:[\w$]+(?:\.|::|->))*(?:(?:html|xml|js|url|uri|css|attr|shell|sql|string|text)_?)?(?:escape\w*|sanitize\w*|sanitise\w*|purify\w*|htmlspecialchars|htmlentities|strip_tags|HTMLEscape\w*|HtmlEncode|QueryEscape|PathEscape|JSEscape\w*|encodeURIComponent|forceEscape|shellescape|escapeshellarg|escapeshellcmd)\(|\b(?:shlex|pipes|parse)\.quote\(/gi;
const NAMED = /escap|sanit|encod|quot|purif|\braw\b|\bhtml\b|unsafe|trusted/;

/** Whether a text makes values safe to be put into others. */
export function makesSafe(text: string): boolean {
  return text.search(MAKES_SAFE) !== -1;
}

/** Lines that are as they were but for a call that made a value safe: the value stands there bare. */
export function unwrappedValues(changes: readonly TextChange[], words: string): readonly Finding[] {
  const isLess = countIn(changes, 'after', MAKES_SAFE) < countIn(changes, 'before', MAKES_SAFE);
  if (!isLess || asksAbout(words, NAMED)) return [];
  const hunks = changes.filter(({ before }) => makesSafe(before ?? '')).flatMap(hunksOf);
  return hunks.flatMap(({ path, line, removed, added }) => {
    // Where the call is made once above, its value has a name in the lines below.
    const now = hunks.flatMap((hunk) => (hunk.path === path ? hunk.added : [])).join('\n');
    const bare = removed.flatMap(withoutOneCall).filter(({ call }) => !now.includes(call));
    const index = added.findIndex((one) => bare.some(({ rest }) => rest === one));
    const message =
      'What made this value safe (an escape, a quote, a sanitiser) is gone around it. Keep the call.';
    return index === -1 ? [] : [{ path, line: line + index, message }];
  });
}

/** A line in each of the forms that it has without one of the calls, of which the first argument is left. */
function withoutOneCall(line: string): readonly { readonly call: string; readonly rest: string }[] {
  return [...line.matchAll(MAKES_SAFE)].flatMap(({ 0: head, index }) => {
    const given = argumentsAt(line, index + head.length);
    const [value = ''] = given?.given ?? [];
    if (given === null || value === '') return [];
    return [
      { call: line.slice(index, given.end), rest: line.slice(0, index) + value + line.slice(given.end) },
    ];
  });
}
