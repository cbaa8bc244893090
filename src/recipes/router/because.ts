// "because it makes a network request": a clause that tells why asks for nothing, whatever its words, unless one of them
// limits the request or wishes for more.
import { clausesOf } from './mood.ts';
import { isReason } from './statements.ts';
import { wordsOf } from './words.ts';

// What someone can do once the change is made. That "callers can pass a currency" would be a wish for more, so the
// words for what they do are these alone.
const PEOPLE = `(?:(?:new|other|all|most|more|our|the|future) )*(?:people|newcomers|joiners|colleagues|developers|engineers|readers|reviewers|contributors|maintainers)|(?:we|i|you|they|it|nobody|no one|none of us|everyone|everybody|people|others|readers|reviewers|newcomers|other (?:packages|modules|files|teams|people|code)|(?:the |our |my )?(?:editor|linter|compiler|checker|ci|ide|scheduler|build|team|bundler|tooling)|tsc(?: --\\w+)?|mypy|pyright|eslint|ruff)`;
const TOOLS = `(?:the |our |my )?(?:editor|linter|compiler|(?:type )?checker|ci|ide|vs ?code|intellisense|build|bundler|tooling|tsc|mypy|pyright|eslint|ruff|pylint|reviewers|newcomers|readers)`;
const ABLE = `(?:(?:can|could|may|might|will|do|does|did|has|have|is|are|to|able|not|no longer|don't|doesn't|won't|finally|all|easily|something|less|more) )*`;
const DO = `(?:tests?|reads?|reus(?:e|ed)|imports?|understands?(?: (?:what|how|why) (?:it|this|that|they) (?:is|does|do|are|works?|mean|means))?|checks?|finds?|shares?|sees?|helps?|guess(?:es)?|mocks?|reviews?|navigates?|search|greps?|escapes?|follows?|tells?|knows?|debugs?|maintains?|fill (?:it|them|these|those) in|fill in|passes|complains?|stops complaining|wonders?|remembers?|tree shakes?|looks? (?:it|them) up|trips? over|mix(?:es)? up)`;
const PURPOSE = new RegExp(
  `[\\s,(–—-]+(?:so that|so|such that|in order that|then)\\s+((?:${PEOPLE} ${ABLE}${DO}\\b|${TOOLS} \\w+)[^.;:!?,()\\n]*)\\)?(?=[.;:!?,\\n]|\\s*$)`,
  'gi',
);
const MORE =
  /--(?!checkJs)|\b(?:should|must|shall|ought|wants?|wish|would|please|except|unless|but|and|or|also|instead|without|if|when|until|while|update|remove|delete|rewrite|rename|add|keep|skip|leave|convert|fix|docs?|documentation|comments?|readme)\b|\d/i;
const AGREED =
  /^(?:we|the team|everyone)(?: have| has|'ve)? (?:agreed|decided|settled)(?: on| to use| to go with)? [^:.;]*:\s+/i;

const JOINT = /[\s,(–—-]+$/;

/** The sentence without clauses that only give a reason; null where it has none. */
export function withoutReasons(sentence: string): string | null {
  const shorter = withoutClauses(sentence)
    .replace(PURPOSE, (found: string, clause: string) => (MORE.test(clause) ? found : ''))
    .replace(AGREED, (found) => (MORE.test(found) ? found : ''));
  return shorter === sentence ? null : shorter;
}

function withoutClauses(sentence: string): string {
  const words = wordsOf(sentence);
  const clauses = clausesOf(sentence, words);
  const left = clauses.filter((clause) => !isReason(words, clause));
  if (left.length === clauses.length || left.length === 0) return sentence;
  return clauses
    .reduce((text, clause) => {
      const end = words[clause.to - 1]?.end;
      const mark = sentence.slice(end, words[clause.to]?.start ?? sentence.length);
      if (!isReason(words, clause)) return text + sentence.slice(words[clause.from]?.start, end) + mark;
      return text.replace(JOINT, '') + mark.replace(')', '');
    }, '')
    .replace(/^[\s,]+/, '');
}
