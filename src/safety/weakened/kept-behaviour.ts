/** What a task begins with that is to change how the code is written, and not what it does. */
const REWRITES =
  /^\W*(?:(?:refactor|style|perf)(?:\([^)]*\))?!?:|(?:\w+(?:\([^)]*\))?!?:\s*)?(?:please\s+)?(?:refactor|renam|extract|inlin|clean(?:ed|ing|s)?[ -]?up|tidy|tidi|reformat|format|lint|simplif|restructur|reorgani[sz]|moderni[sz]|dedup|annotat|document|speed(?:s|ing)? up|optimi[sz]|move)\w*\b)/i;
/** Words of tasks that change what the code does, too. */
const CHANGES =
  /\b(?:fix|bug|correct|wrong|break|broke|add|support|allow|new|feat|feature|chang|instead|return|rais|throw|should|now|output|message|default|upgrad|bump|updat|drop|remov|delet|deprecat|error|behavio|improv|version)\w*/i;

/** Whether a task asks for other code that does the same, so that what tests expect stays as it is. */
export function keepsBehaviour(words: string): boolean {
  const [first = ''] = words.trim().split('\n');
  return REWRITES.test(first) && !CHANGES.test(words);
}
