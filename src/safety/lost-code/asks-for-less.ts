/** What people write when they take code away; of 34,000 commits of twelve projects 0.15 % only took away and said none of it. */
const TAKING_AWAY =
  /remov|\brm\b|delet|drop|clean|unus|dead|simplif|revert|undo|obsolete|deprecat|redundan|superfl|useless|prun|strip|trim|cut|rid of|kill|consolidat|duplicat|dedup|inline|merge|collaps|flatten|unwrap|move|extract|disabl|deactivat|(?:turn|switch)\w* (?:\w+ ){0,3}off\b|(?:latest|newest) (?:version|release)|(?:provid|suppli|offer)ed by|reduc|minimi|short|tidy|need|unnecess|stop|avoid|less|fewer|without|\bnot?\b|n't|\bonly\b|\bnon-/i;

/** Whether a task or plan speaks of less code than there is. */
export function asksForLess(words: string): boolean {
  return TAKING_AWAY.test(words);
}
