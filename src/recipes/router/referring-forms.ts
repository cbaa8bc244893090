import { matchesOf } from './match.ts';
import { mayMatchOf } from './may-match.ts';
import { parsePattern } from './pattern.ts';
import { command, skipped, spoken, type Words } from './phrase-words.ts';
import { isVerb } from './verbs.ts';

const THERE = /^there (?:is|are|'s) /;
const FIND = /^(?:find|locate|identify|look for|search for|take|grab) /;
const HAS = /^(?:(?:still |currently )?(?:has|have|contains?|uses?|takes?|accepts?|relies on)) /;
const SOME = /^(?:some|several|many|multiple|various|few|couple of|bunch of|lot of|lots of) /;
const JOINT = /^(?:so|therefore|hence|then|and|just)(?: just)? /;
const IT = /^(?:it|them|these|those|they)$/;
const BETTER =
  /^(?:is|would be|might be|will be|sounds) (?:(?:much|far|probably|surely|certainly|really|lot|way) )?(?:better|clearer|nicer|best) (?:name )?$/;
const OUTDATED =
  /^(?:no(?: more)?|do (?:not|n't) use|never use|stop using|get rid of|avoid|drop|ditch|instead of) /;
const INSTEAD = /^(?:instead of|rather than) /;

/** Sentences that tell first and ask then: what they ask refers to what they tell, "x is misleading, rename it to y". */
export function referringForms(words: Words): readonly Words[] {
  return [...foundForms(words), ...hasForms(words), ...predicateForms(words), ...insteadForms(words)];
}

/** "there are x, remove them", "find x and remove them". */
function foundForms(words: Words): readonly Words[] {
  const found = skipped(words, 0, THERE) ?? skipped(words, 0, FIND);
  if (found === null) return [];
  return words.flatMap(({ key }, at) =>
    at > found && isVerb(key)
      ? referred(withoutJoint(words.slice(skipped(words, found, SOME) ?? found, at)), words.slice(at))
      : [],
  );
}

/** "x has y, remove them", "x uses y, convert it to z", "x takes y, use z". */
function hasForms(words: Words): readonly Words[] {
  return words.flatMap((_, at) => {
    const has = at === 0 ? null : skipped(words, at, HAS);
    if (has === null) return [];
    return words.flatMap((word, verb) =>
      verb > has && (isVerb(word.key) || word.key === 'use')
        ? ownedForms(
            words.slice(0, at),
            withoutJoint(words.slice(skipped(words, has, SOME) ?? has, verb)),
            words.slice(verb),
          )
        : [],
    );
  });
}

function ownedForms(owner: Words, owned: Words, rest: Words): readonly Words[] {
  const [verb] = rest;
  if (verb === undefined) return [];
  const at = rest.findIndex(({ key }) => IT.test(key));
  if (at === -1) {
    return verb.key === 'use'
      ? [[...rest, ...spoken(verb, 'for'), ...owner, ...spoken(verb, 'instead of'), ...owned]]
      : [];
  }
  const between = (first: Words, joint: string, second: Words): Words => [
    ...rest.slice(0, at),
    ...first,
    ...spoken(verb, joint),
    ...second,
    ...rest.slice(at + 1),
  ];
  return [between(owned, 'of', owner), between(owner, 'from', owned)];
}

/** "x is misleading, rename it to y", "x is a bad name, y is better", "x is slow, add a cache". */
function predicateForms(words: Words): readonly Words[] {
  if (!mayMatchOf([words])('@state')) return [];
  const text = { words, asides: new Map() };
  const predicate = parsePattern('@state');
  return words.flatMap((_, at) =>
    at === 0
      ? []
      : matchesOf(predicate, text, [{ at, slots: {} }]).flatMap((matched) => {
          const subject = words.slice(0, at);
          const rest = words.slice(skipped(words, matched.at, JOINT) ?? matched.at);
          const isName = words.slice(at, matched.at).some(({ key }) => key === 'name');
          return [...referred(subject, rest), ...(isName ? betterName(subject, rest) : [])];
        }),
  );
}

function betterName(subject: Words, rest: Words): readonly Words[] {
  const [name] = rest;
  if (name === undefined || skipped(rest, 1, BETTER) !== rest.length) return [];
  return [command('rename', name, [...subject, ...spoken(name, 'to'), name])];
}

/** What is referred to takes the place of the pronoun; without one, what is added or used is for it. */
function referred(subject: Words, rest: Words): readonly Words[] {
  const at = rest.findIndex(({ key }) => IT.test(key) || key === 'its');
  const pronoun = rest[at];
  const owned = rest[at + 1];
  if (pronoun === undefined) return referredSilently(subject, rest);
  if (pronoun.key !== 'its') return [[...rest.slice(0, at), ...subject, ...rest.slice(at + 1)]];
  if (owned === undefined) return [];
  return [[...rest.slice(0, at), owned, ...spoken(owned, 'of'), ...subject, ...rest.slice(at + 2)]];
}

function referredSilently(subject: Words, rest: Words): readonly Words[] {
  const [verb] = rest;
  if (verb?.key === 'add') return [[...rest, ...spoken(verb, 'to'), ...subject]];
  if (verb?.key !== 'use') return [];
  return [
    [...rest, ...spoken(verb, 'instead of'), ...subject],
    [...rest, ...spoken(verb, 'for'), ...subject],
  ];
}

/** "no x, use y", "do not use x, use y", "y instead of x": "use y instead of x". */
function insteadForms(words: Words): readonly Words[] {
  const [first] = words;
  if (first === undefined) return [];
  const start = skipped(words, 0, OUTDATED);
  if (start === null) {
    const isTitle =
      !isVerb(first.key) &&
      first.key !== 'use' &&
      words.some((_, at) => skipped(words, at, INSTEAD) !== null);
    return isTitle ? [command('use', first, words)] : [];
  }
  return words.flatMap((word, at) =>
    at > start && word.key === 'use'
      ? [[...words.slice(at), ...spoken(word, 'instead of'), ...withoutJoint(words.slice(start, at))]]
      : [],
  );
}

function withoutJoint(words: Words): Words {
  const last = words.at(-1);
  return last !== undefined && /^(?:and|then|so|but)$/.test(last.key) && !last.isQuoted
    ? words.slice(0, -1)
    : words;
}
