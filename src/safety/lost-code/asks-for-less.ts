import { withoutCodeNames } from './code-names.ts';

/** What people write when they take code away; of 34,000 commits of twelve projects 0.15 % only took away and said none of it. */
const TAKING_AWAY = new RegExp(
  [
    // Stems that begin no word of another meaning.
    String.raw`clean|simplif|\b(?:remov|delet|unus|obsolet|deprecat|redundan|superfl|useless|consolidat|duplicat|dedup|inlin|collaps|flatten|unwrap|extract|disabl|deactivat|minimi[sz]|unneed|unnecess|needless|revert)`,
    // Words with their inflections: "stripe", "deadline" and "reducer" are others.
    String.raw`\b(?:(?:drop|strip|trim|stop)(?:s|p?ped|m?med|p?ping|m?ming)?|cut(?:s|ting)?|(?:kill|avoid|shorten|shrink)(?:s|ed|ing)?|shorter|small(?:er)?|slim(?:s|mer|med|ming)?|concise|prun(?:e|es|ed|ing)|merg(?:e|es|ed|ing)|mov(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tions?)|tid(?:y|ies|ied|ying)|undo(?:es|ing|ne)?|dead|rm)\b`,
    // What older versions needed goes with them.
    String.raw`\b(?:support|requires?|requiring|minimum|target)\b[^.;\n]{0,30}?\d(?:\.\d+)*\+|\d(?:\.\d+)*\+ (?:support|only)\b`,
    String.raw`\brid of\b|\b(?:turn|switch)\w* (?:\w+ ){0,3}off\b|\b(?:latest|newest) (?:version|release)|\b(?:provid|suppli|offer)ed by\b`,
  ].join('|'),
  'i',
);
/** A no of any kind: the code may do less. */
const NEGATION = /\b(?:less|fewer|without|not?|only)\b|n't\b|\bnon-/i;
/** Texts about code tell what it does not do. */
const DESCRIBES =
  /^\W*(?:\w+(?:\([^)]*\))?!?:\s*)?(?:please )?(?:document|describe|explain|annotate|comment|add (?:\w+ ){0,3}(?:docs?|docstrings?|comments?|hints?|annotations?|documentation)\b)/i;
/** What says no to nothing, or to a change: it asks for no less. */
const NO_REQUEST =
  /\b(?:or not|not (?:more|less|fewer|later|only)|no (?:more|less|fewer|later) than|not? matter|if not)\b|\b(?:more or less|nevertheless|none ?the ?less)\b|(?:\b(?:not?|never|without)|n't) (?:\w+ ){0,2}?(?:chang|alter|break|affect|touch|modif|remov|drop|delet|los|weaken|regress)\w*/gi;

const CLEARS =
  /\bclear(?:s|ed|ing)? (?:(?:up|out|away|some|all|the|of) )*(?:\w+ )?(?:code|files?|comments?|leftovers?|playground)\b/i;
/** "Don't repeat yourself", as a verb too; not a dry run. */
const DRY = /\bDRY\b(?![- ]?[Rr][Uu][Nn])|\b(?:dry|dries|dried|drying) (?:up|out)\b/;
/** What linters and compilers call code that nothing uses or reaches: staticcheck, ruff, pylint, TypeScript, C#, Sonar. */
const RULE_OF_UNUSED =
  /\b(?:U1000|F401|F811|F841|ERA001|ARG00[1-5]|W06(?:11|12|13|14)|TS?6(?:133|192|196|198|199)|CS(?:0162|0168|0169|0219|0414|8019)|IDE00(?:05|51|52|59|60)|S(?:1128|1144|1172|1481|1854))\b/;
const UNUSED =
  /\b(?:dead|unused|unneeded|obsolete|unreachable) (?:\w+ ){0,2}?(?:code|files?|functions?|types?|exports?|methods?|class(?:es)?|definitions?|helpers?|constants?|variables?)\b/i;

/** Whether a task or plan speaks of code that nothing uses, of which a file may hold any share. */
export function asksForNothingUnused(words: string): boolean {
  return UNUSED.test(words);
}

/** Whether a task or plan speaks of less code than there is, by words that are in no name. */
export function asksForLess(words: string): boolean {
  const said = withoutCodeNames(words).replaceAll(NO_REQUEST, ' ');
  if (TAKING_AWAY.test(said) || CLEARS.test(said) || RULE_OF_UNUSED.test(words) || DRY.test(said))
    return true;
  return NEGATION.test(said) && !DESCRIBES.test(words);
}
