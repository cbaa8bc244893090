import type { Recipe } from './recipe.ts';
import { turningGists } from './router/concepts.ts';
import { conversionGists } from './router/gist-phrases.ts';

const OLD = '[es5|old|old school|old fashioned|old style|legacy|javascript|js]';
const PROTOTYPES = `${OLD} (prototype|prototypes|constructor function|constructor functions|constructor|(prototype|prototypal) (methods|method|assignments|functions|code|syntax|inheritance|chain|chains|pattern|assignment|classes|objects|constructors)|prototype [based] inheritance|prototype (based|style) [code|classes|objects|functions|constructors]|function constructors|function prototypes|function and prototype)`;
const CLASSES =
  '[proper|real|native] [es6|es2015|modern|javascript|js] (class|classes|class extends|class (syntax|keyword|declaration|declarations|style))';
const ALL = '[any|all|every|each|remaining] [of] [my|our|remaining|old]';
const OK = '[where (possible|safe|it is safe)|wherever possible|if possible|everywhere]';
const METHODS = `(prototype (methods|assignments|functions)|prototype|methods)`;
const ONE = `([${PROTOTYPES} [of]] {class:type} [constructor|constructor function|prototype|prototype code] [and its ${METHODS}]|[constructor] function {class} [and its ${METHODS}]|{class}.prototype [assignments|methods]|{class} and its ${METHODS}|{class} 's ${METHODS})`;
const TURN = '(convert|change|turn|transform|rewrite|refactor|migrate|modernize|modernise|make|upgrade|port)';

const KNOWN = ['{class:class}', '(with|on|its|methods|and|function|constructor)', PROTOTYPES];

const PROTOTYPE = `(prototype|prototypes|prototypal|foo.prototype|foo.prototype.bar|foo.prototype.bar = function|{class:class}.prototype|constructor function|constructor functions|function constructors)`;
const ANY_KNOWN = [
  ...KNOWN,
  PROTOTYPE,
  '(+|and|extends|plus)',
  '(method|methods|function|functions|object|objects|constructor|constructors|inheritance|assignment|assignments|based|style|syntax|pattern|sets|assigns|assigned|es5|prototype|own)',
];

/** Makes a class of a constructor function and what is assigned to its prototype. */
export const prototypeToClass: Recipe = {
  id: 'prototype-to-class',
  version: '1.0.0',
  title: 'Turn constructor functions with prototypes into classes',
  languages: ['javascript'],
  slots: [
    {
      name: 'class',
      description: 'the one function to turn into a class',
      isRequired: false,
      isSymbol: true,
    },
    { name: 'at', description: 'file:line of the function, where several have the name', isRequired: false },
    {
      name: 'untyped',
      description:
        '`convert` also takes a function that is handed to code of which nobody knows what it does',
      isRequired: false,
    },
  ],
  patterns: [
    `${TURN} ${ALL} ${PROTOTYPES} (to|into|as|to use|using|with) ${CLASSES} ${OK}`,
    `@give_up ${PROTOTYPES} @in_favor ${CLASSES} ${OK}`,
    `${TURN} ${ONE} (to|into|as|to use|using) ${CLASSES}`,
    `make ${ONE} ${CLASSES}`,
    `(${TURN}|make) ${ONE} [from [being] ${PROTOTYPES}] (to|into|to use|using|as|with) ${CLASSES} [(instead of|rather than) ${PROTOTYPES}]`,
    `(replace|swap) ${ONE} (with|by|for) ${CLASSES}`,
    `(use|adopt) ${CLASSES} [(instead of|rather than) ${PROTOTYPES}] (for|in) {class:type}`,
    `(use|adopt) ${CLASSES} (for|in) {class:type} [(instead of|rather than) ${PROTOTYPES}]`,
    `(${TURN}|migrate|switch|move|go|change) [over|{file}] to (es6|es2015|modern) ${CLASSES}`,
    `(replace|swap) ${ALL} ${PROTOTYPES} (with|by|for) ${CLASSES} ${OK}`,
    `(use|prefer|adopt) ${CLASSES} [(instead of|rather than|over|in place of|for) ${ALL} ${PROTOTYPES}] ${OK}`,
    `(migrate|switch|move|go|change) from ${PROTOTYPES} to ${CLASSES} ${OK}`,
  ],
  gists: [
    ...conversionGists({ from: PROTOTYPES, to: CLASSES, isToEnough: false, isFromEnough: false }, KNOWN),
    { must: [`{class:class}.prototype -> ${CLASSES} [{class}]`], may: KNOWN },
    ...turningGists({
      from: PROTOTYPE,
      to: `[es|ecmascript|javascript] ${CLASSES}`,
      knows: ANY_KNOWN,
      never: ['inheritance from'],
    }),
    { must: ['{class:class}', `(to|into|be|become) ${CLASSES}`, `(${TURN}|should|could|must)`], may: KNOWN },
  ],
  proves: ['A', 'D', 'R'],
  effect: 'may-differ',
  examples: [
    'Convert prototypes to classes',
    'Turn the constructor function Parser into a class',
    'Use class syntax instead of prototypes in src/view.js',
  ],
  refuses: [
    'a function that is called without `new`, may be (`if (!(this instanceof Foo))`), or used with `call` and `apply`',
    'a function that is handed to code that calls it, or may as far as is known, unless `untyped=convert` is said',
    'a use that may come before the class, but for `module.exports = Foo`, which goes behind it',
    'a base of the language such as Error; one that is declared later, that the constructor does not call in a statement of its own, or calls after using `this`',
    'a prototype that is replaced by a literal, and statements between the methods that work on the prototype as a whole',
    'a method that is assigned twice; functions that call themselves by their own name',
    'what strict code may not do, where the code was not strict',
  ],
  run: async (request, tree) =>
    (await import('./prototype-to-class/run.ts')).prototypeToClassIn(request, tree),
};
