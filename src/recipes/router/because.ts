// "because it makes a network request": a clause that tells why asks for nothing, whatever its words, unless one of
// them limits the request, wishes for more or begins another. It ends at the next mark.
const CLAUSE =
  /(?:^|[\s,(–—-]+)(because(?! of\b)|since|given that|seeing (?:that|as)|considering that)\s([^.;:!?,()\n]*)\)?(?=[.;:!?,\n]|\s*$)/gi;
const ASKING =
  /\b(?:should|must|shall|ought|needs?|wants?|wish|would|please|only|just|except|unless|but|and|or|then|also|instead|without|if|when|until|while|so|update|remove|delete|rewrite|rename|add|keep|skip|leave|convert|fix|tests?|docs?|documentation|comments?|readme)\b|\btoo\s*$|\d/i;
// "since the last release" is a time, and no reason.
const FACT =
  /\b(?:is|are|was|were|am|has|have|does|do|did|can|cannot|makes?|takes?|returns?|uses?|holds?|contains?|reads?|runs?|gets?|calls?|fetches|depends?|says|means|shows?|looks?|sounds?|breaks?|clash(?:es)?)\b|'(?:s|re|ve)\b|n't\b/i;

/** The sentence without clauses that only give a reason; null where it has none. */
export function withoutReasons(sentence: string): string | null {
  const shorter = sentence.replace(CLAUSE, (found: string, joint: string, clause: string) =>
    (joint.toLowerCase() !== 'since' || FACT.test(clause)) && !ASKING.test(clause) ? '' : found,
  );
  return shorter === sentence ? null : shorter;
}
