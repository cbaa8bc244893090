import { once } from '../../domain/once.ts';
import type { Recipe } from '../recipe.ts';
import { choiceOf, parsePattern, type Pattern } from './pattern.ts';
import { REASONS } from './reasons.ts';
import { isNameSlot } from './slot-forms.ts';

/** The patterns of one recipe, with what may be said around every request. Each is parsed when it is asked for. */
export type Clauses = {
  readonly main: () => Pattern;
  /** What may stand between the words of a request: where its work is to be done. */
  readonly aside: () => Pattern;
  /** What may stand before and behind: riders, reasons, assurances. */
  readonly side: () => Pattern;
  readonly opening: () => Pattern;
  readonly asking: () => Pattern;
  readonly closing: () => Pattern;
};

const ASKING = `((can|could|would|will) (you|we|i)|(would|do) you mind|mind|(you|we|i) (should|need to|must|have to|ought to)|
  [i think] we should|(i|we) (want|need|wish|hope|would like|would love|would prefer) [you] to|let 's|let us|go ahead and|
  your (task|job) is to|help (me|us) [to]|(make|be) sure to|remember to|need to|want to|(it is|it 's) time to|how about|
  i am asking you to|(try|start|consider|suggest) [by])`;
const TAG =
  '(task|todo|now|next|first|refactor|refactoring|chore|style|cleanup|feat|fix|perf|build|ok|okay|so|then|fixme|request|goal|instruction|step)';
const OPENING = `[hi|hello|hey] [there|all|team|folks] [${TAG}] [${ASKING}] [just|simply|quickly|also]`;
const CLOSING = `[for (me|us)] [now|today|asap|next|first|in one go] [thanks|thank you|thx|cheers] [in advance|so much|very much]`;
const OTHER_FILES = `([all] [of] [our] [this|these|those|that|given|current|selected|target|named] [given|target|source|current] @files|
  (these|those|both) (two|three|four|five|of these|of those) @files)`;
const LOCATION = `(in|from|inside|within|of|on|across|over|all over|for|throughout|under|below|beneath|underneath|through|at) [all of|all] ([@files] {file} [@files]|${OTHER_FILES})`;
const SAME = '[exactly] (same|intact|unchanged|identical|as is|as it is)';
const ASSURANCE = `([all|existing] tests ((should|must|have to|need to|will|still|already|all) [still|all|keep|continue to] (pass|passing|be green|stay green)|pass (already|still))|
  without any (change|changes) (of|in|to) @behavior|@behavior (should|must|may) not change|without (changing|altering|affecting|breaking|touching) (@behavior|what it does|what is [imported|exported|returned|printed|logged|computed]|anything else)|
  (keep|keeping|preserve|preserving|while keeping|while preserving|and keep) @behavior [${SAME}]|
  [(it|this) is|with] no [behavior|behavioral|functional|logic|semantic] (change|changes)|[with] no change in behavior|
  [(do|does|should|must)] not (change|touch|modify|alter|break) (@behavior|logic|anything else)|
  [and] (leave|keep) [(everything|anything)] [(else|rest|other code)] (alone|as is|as it is|untouched|unchanged)|
  [and] nothing (else|more) [(should|must|may|shall) (change|be changed|be touched)]|
  (@behavior|output|logic|result|results|api) (should|must|has to|have to|needs to) (stay|remain|be) ${SAME})`;
const JOINING = 'and|then|also|so|->';

/** The patterns by which a recipe reads a sentence. */
export function clausesOf(recipe: Recipe): Clauses {
  const asides = asidesOf(recipe);
  return {
    main: once(() => choiceOf(recipe.patterns.map(parsePattern))),
    aside: once(() => choiceOf(asides.map(parsePattern))),
    side: once(() => choiceOf([...sidesOf(recipe), ...asides].map(parsePattern))),
    opening: () => parsePattern(OPENING),
    asking: () => parsePattern(ASKING),
    closing: () => parsePattern(CLOSING),
  };
}

function sidesOf(recipe: Recipe): readonly string[] {
  const assurance = recipe.effect === 'changes' ? [] : [ASSURANCE];
  return [
    ...(recipe.riders ?? []),
    ...assurance,
    ...reasonsFor(recipe),
    ...onlyFor(recipe),
    '@possible',
    JOINING,
  ];
}

/** `untyped=leave`: how refusals name a slot that would settle them. A place may be said in plain words too. */
function asidesOf(recipe: Recipe): readonly string[] {
  const { slots } = recipe;
  const names = new Set(slots.map(({ name }) => name));
  return [
    LOCATION,
    'here',
    ...relativeFor(recipe),
    ...slots.map(({ name }) => `[with] ${name}={${name}}`),
    ...(names.has('at') ? ['[declared|defined] [at|in|from|on] {at}'] : []),
    ...(names.has('range')
      ? ['[in|from|of|at|on|between|for|with|out of|covering] [{file}] (line|lines) [between] {range}']
      : []),
    ...(names.has('at') && !names.has('range')
      ? ['[declared|defined] (at|on|in|from) [line] line {line}', 'line {line}']
      : []),
    ...(names.has('class') ? ['(of|in|from|on|inside|within) (class {class}|{class} class)'] : []),
  ];
}

/** A recipe that works file by file does nothing in others anyway; one that follows a symbol may have to. */
function onlyFor({ proves, places }: Recipe): readonly string[] {
  return proves.includes('R') || places !== undefined ? [] : [`(only|just) ${LOCATION}`];
}

/** Reasons may name what the recipe works on. */
function reasonsFor({ slots }: Recipe): readonly string[] {
  const named = slots.filter(({ name, isRequired }) => isRequired && isNameSlot(name));
  return [...REASONS, ...named.flatMap(({ name }) => aboutSlot(name))];
}

/** Where a thing is named, a clause behind it only tells more of it: "the method total, which does not use self". */
function relativeFor({ slots }: Recipe): readonly string[] {
  const isNamed = slots.some(({ name, isRequired }) => isRequired && isNameSlot(name));
  return isNamed ? ['(that|which) @state'] : [];
}

function aboutSlot(name: string): readonly string[] {
  return [`(because|since|as) {${name}} @state`, `{${name}} @state`];
}
