import type { Gist } from '../recipe.ts';
import type { Conversion } from './phrases.ts';

/** What a function, or all of them, may be called where a recipe takes one. Only what can be nothing but a name counts. */
export const ANY_FUNCTION = `[to|into|onto|for|of|on|in] ((function|method) {function:sure}|{function:sure} [function|method]|{class:class}.{function}|
  {function:sure} ((of|in) class {class:class}|(of|in) {class:class}))`;
export const ALL_FUNCTIONS = `[to|into|onto|for|of|on|in] [@all] [untyped|unannotated|remaining|top level|module level|undocumented] (everything|function|functions|method|methods|class|classes|fns|funcs|signatures|definitions|helpers|
  functions and (methods|classes)|(methods|classes) and functions) [(without|lacking|missing) (them|it|one|any|docstring|docstrings|type hints|types|return type)|(that|which) have none]`;
/** Ways to say that something is to be there. */
export const ADDING = `(@add|@wish|fill [them|it] in|slap|scaffold|stub out|infer|want|wants|like|love|missing|lack|lacks|(has|have|having|with|is) (no|none)|nothing [in] [it|{file}] is|needs|need|get|gets|have|has|for|on|declare|specify|spell out|write out|demands|demand|requires|would be|give|carry|write|bring|generate|see)`;

const TURN =
  '(turn|convert|change|transform|write|switch|migrate|move|go|make|express|bring|fix) [over|it|them|this|that|off|away]';
const BETTER =
  '(nicer|better|cleaner|clearer|shorter|easier|preferable|preferred|more readable|easier to read)';
const BANNED = `[have|has] [to] [be] [finally] (banned|forbidden|replaced|gone|avoided|outlawed|go|disappear|removed|dropped)`;

/** Requests to write one thing as another, in any order. */
export function conversionGists(
  { from, to, isToEnough, isFromEnough }: Conversion,
  knows: readonly string[] = [],
): readonly Gist[] {
  const old = `[@all] [of] @ugly ${from}`;
  const now = `[all] [modern|proper|native|plain|clean|real|nice] ${to}`;
  const wish = `(@wish|(want|wants|like|love|prefer|rather|see) [to] [have|see|use|write|get]|prefer|to (have|see|use)|@use|what about|how about)`;
  const told = `[(where|wherever|when|who) [still] [(use|uses)]|(we|it|they|that|which|you|{file}|still) [still|now|currently|always] (use|uses|using|have|has) [still]|[still] (written|built|done) (with|as|in|using)] ${old}`;
  const gone = `((instead of|rather than|in place of|in lieu of|no|no more|stop|stop using|avoid|replace|swap|@give_up|do not (want|use|like)) [to] [see|use|using|have] ${old}|
    ${old} (should|must|is|are|has|have) ${BANNED} [(from|in) [our] @code])`;
  const ended = `((no more|stop|stop using|get rid of|do not (want|use|like)) [to] [see|use|using|have] ${old}|${old} (should|must|is|are|has|have) ${BANNED} [(from|in) [our] @code])`;
  const left = `((over|than|from|off|away from) [using] ${old}|and not [be|to use|use] ${old})`;
  const cue = `(${wish}|to|into|as|by|using|via|in|->|become|becomes|becoming|be|make|(would be|is|are) [nicer|better] (with|as)|i.e|namely|meaning|to use) [be|using|of (them|it)] ${now} [(of|from|out of) (them|it)]`;
  const praised = `${now} (is|are|would be|will be|reads|read|looks|look) [much|far|so] ${BETTER}`;
  const may = [TURN, told, gone, left, ...knows];
  const never = [
    `${to} (should|must|is|are|has|have|can|could) ${BANNED}`,
    `(no|no more|stop|stop using|without|not|instead of|rather than|from|ban|avoid|@give_up|replace|swap) [use|using|all|any|be|have|see|want|get|write] ${to}`,
    `(to|into|with|by|as|use) ${from} (instead of|rather than|over|from)`,
    `(${from} and ${to}|${to} and ${from})`,
  ];
  return [
    { must: [`(${cue}|${praised})`, `(${told}|${gone}|${left})`], may, never },
    { must: [`(with|for) ${now}`, `(${gone}|@turn ${told})`], may, never },
    { must: [`(${gone}|(still|who) [still] (use|uses|using|have|has) ${old})`, now], may, never },
    ...(isToEnough
      ? [{ must: [`(${wish} [using]|(to|into) [use|using]) ${now}`], may: [TURN, ...knows], never }]
      : []),
    ...(isFromEnough ? [{ must: [ended], may: [TURN, ...knows], never }] : []),
  ];
}

/** Requests to put the rule of a linter into force, in any order. */
export function ruleGist(rule: string, knows: readonly string[] = []): Gist {
  const fails = `(fix|follow|satisfy|apply|enforce|autofix|fails|failing|fail|red|complains|complaining|violations|violation|errors|error|warnings|warning|unhappy)`;
  return {
    must: [`[@tool|typescript eslint|@tool 's] [rule] ${rule} [rule]`, fails],
    may: [
      fails,
      '[@tool] rule',
      'is|in|on|for|[of] @tool',
      'change (it|them|that) to',
      '@possible',
      ...knows,
    ],
  };
}

/** Requests to remove what nothing uses, in any order; the code is the rule of linters that finds it. */
export function removalGists(things: string, code: string): readonly Gist[] {
  const plainly = `@unused [local|python|named|default] ${things}`;
  const unused = `((is|are|'re|be|become|as|being) @unused|@not_used|[(that|which) [are|is]] [defined|imported|declared|assigned] [but|and] [then] (never|not) (used|read|needed) [again]|
    (it|we|you|they|{file}) [(is|are|do|does)] (never|not) [actually|really|ever] (use|uses|using|need|needs|read|reads)|
    [that|which] (nobody|nothing|no one) [here] [ever|actually|really] (uses|needs|reads|references))`;
  const action = `(@remove|rm|@fix|(throw|clean|get|take|clear|strip|rip|cut|sort|tidy|sweep) [it|them|that|this|these|those] (away|up|out) [of]|
    (should|must|have to|has to|need to|can|could) (go|be gone|disappear)|do not want|want no|want to have no|get|@wish [to have] no|(i|we) do not (want|need) [any|to have|to see])`;
  const found = `[@tool] ${code} [everywhere]`;
  const known = [
    things,
    found,
    '(out|away|up|off) [of]',
    '(defined|declared|imported|grey|gray|greyed out|ones|(imports|uses) (modules|names|things))',
  ];
  return [
    { must: [plainly, action], may: [...known, unused] },
    { must: [things, unused, action], may: known, never: ['(nothing|nobody|no one) uses {file}'] },
    { must: [found, action], may: [...known, plainly, unused, '@warnings'] },
  ];
}
