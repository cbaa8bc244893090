// Words that requests are made of, which people misspell. A letter left out, doubled or put in the wrong place is
// corrected; another letter in its place may well be another word ("remote", "expert").
const KNOWN =
  `function functions variable variables import imports unused assigned declaration declarations declared parameter
  parameters argument arguments constant constants remove delete replace replaced rename renamed convert converted change
  changed extract inline please their throughout everywhere wherever whole syntax string strings template templates method
  methods class classes module modules project header headers license copyright organize because separate default export
  exports promise promises callback callbacks docstring docstrings annotation annotations annotate object interface
  directory folder repository should would could there where which instead using these those modernize between concatenation
  concatenate literal literals optional chaining prototype prototypes statement statements memoize cache cached sorted
  alphabetically written rewrite rewritten return returns types dictionary dataclass named called together necessary
  definition occurrence occurrences across package everything every really something`.split(/\s+/);

const SHORTEST = 5;
const PLAIN = /(?<![\w`'"./$@-])[A-Za-z][a-z]{3,}(?![\w`"/$(-]|\.\w)/g;

const byShape = new Map<string, string>();

/** The sentence with its plain words spelt as they are meant. */
export function spelt(sentence: string): string {
  return sentence.replace(PLAIN, (word) => correctionOf(word.toLowerCase()) ?? word);
}

function correctionOf(word: string): string | null {
  if (byShape.size === 0)
    for (const known of KNOWN) for (const shape of shapesOf(known)) byShape.set(shape, known);
  if (KNOWN.includes(word)) return null;
  return byShape.get(word) ?? null;
}

/** The word with a letter left out, doubled or swapped with the next; the first letter is never wrong. */
function* shapesOf(word: string): Generator<string> {
  if (word.length < SHORTEST) return;
  for (let at = 1; at < word.length; at++) {
    const [before, letter = '', next = ''] = [word.slice(0, at), word[at], word[at + 1]];
    const behind = word.slice(at + 1);
    if (word.length > SHORTEST && at < word.length - 1) yield before + behind;
    yield before + letter + letter + behind;
    if (next !== '' && next !== letter) yield before + next + letter + behind.slice(1);
  }
}
