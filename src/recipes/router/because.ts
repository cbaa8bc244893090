// "because it makes a network request": a clause that tells why asks for nothing, whatever its words, unless one of
// them limits the request, wishes for more or begins another. It ends at the next mark.
const CLAUSE =
  /(?:^|[\s,(–—-]+)(because(?! of\b)|since|as(?= (?:it|they|we|the|nobody|no one)\s)|given that|seeing (?:that|as)|considering that)\s((?:[^.;:!?,()\n]|\.(?=\w))*)\)?(?=[.;:!?,\n]|\s*$)/gi;
const ASKING =
  /\b(?:should|must|shall|ought|needs?|wants?|wish|would|please|only|just|except|unless|but|and|or|then|also|instead|without|if|when|until|while|so|before|formerly|update|remove|delete|rewrite|rename|add|keep|skip|leave|convert|fix|tests?|docs?|documentation|comments?|readme)\b|\btoo\s*$|\d/i;
// "since the last release" and "as the last step" are no reasons.
const FACT =
  /\b(?:is|are|was|were|am|has|have|does|do|did|can|cannot|makes?|takes?|tells?|returns?|uses?|holds?|contains?|reads?|runs?|gets?|calls?|fetches|depends?|says|means|shows?|looks?|sounds?|breaks?|clash(?:es)?)\b|'(?:s|re|ve)\b|n't\b/i;
// Words that limit or wish elsewhere and tell a fact here: "it only ever reads", "we keep mistyping", "we want to publish".
const TELLING =
  /\b(?:it|they) (?:only|just)(?: ever)? (?:reads?|uses?|touch(?:es)?|works?|needs?|looks?|depends?)\b|\b(?:we|i|people) keep \w+ing\b|\bwe (?:want|need|plan) to (?:switch on|turn on|enable|publish|upgrade|reuse|test|read|understand)\b/gi;

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

/** The sentence without clauses that only give a reason; null where it has none. */
export function withoutReasons(sentence: string): string | null {
  const shorter = sentence
    .replace(CLAUSE, (found: string, joint: string, clause: string) =>
      (!/^(?:since|as)$/i.test(joint) || FACT.test(clause)) && !ASKING.test(clause.replace(TELLING, ''))
        ? ''
        : found,
    )
    .replace(PURPOSE, (found: string, clause: string) => (MORE.test(clause) ? found : ''))
    .replace(AGREED, (found) => (MORE.test(found) ? found : ''));
  return shorter === sentence ? null : shorter;
}
