import type { Gist } from '../recipe.ts';

const NOUN = `[unnecessary|redundant|needless|superfluous|useless] [local|temporary|temp|intermediate|single use|helper]
  (variable|const|constant|let|var|local|temp|temporary)`;
const NAMED = `(${NOUN} [@called] {name}|{name} ${NOUN}|(unnecessary|redundant|temporary|temp|intermediate|local) {name} [${NOUN}]|{name:alone})`;
const VALUE = `([its|own] [own|literal] (value|initializer|expression|definition|initial value)|
  (value|expression) [that] (it is|it 's) (assigned|set to|given)|(value|expression) [that] it (holds|has|stands for))`;
const USES =
  '[@all (use|uses|usage|usages|occurrence|occurrences|reference|references|mention|mentions) (of|to)]';

/** How people ask for a variable to be inlined, in the form that router/router.ts describes. */
export const INLINE_PATTERNS: readonly string[] = [
  `inline [(value|assignment|definition|initializer) (of|to)] ${USES} ${NAMED}`,
  `@replace ${USES} ${NOUN} [@called] {name} (with|by) ${VALUE}`,
  `@replace ${USES} {name} (with|by|for) its [own] (value|initializer|expression|definition)`,
  `@remove ${NAMED} [by] inlining [it|{name}|its (value|initializer|expression)]`,
  `@remove ${NAMED} [and] (inline|use|return) (it|{name}|[its] (value|expression|initializer)) [directly|instead|inline]`,
  `(use|put) (value|expression|initializer) of ${NAMED} (directly|inline|in its place) [instead of (variable|{name})]`,
  `@replace [${NOUN}] {name} (with|by) expression [it (holds|has|is set to)|that it holds]`,
  `(fold|merge) ${NAMED} into ([its] [only|single|one] (use|uses|usage|usages|expression|statement|place|line)) [(that|which) (uses|reads|needs) (it|{name})|where (it is|it 's) used]`,
  `@remove ${NAMED} [by] (substituting|using|putting|writing) ${VALUE} [instead|in its place]`,
  `substitute (value|initializer|expression) of ${NAMED} for (it|variable|its uses)`,
  `use its (value|expression|initializer) [directly] instead of ${NAMED}`,
  `use (value|expression|initializer) directly instead of ${NOUN} {name}`,
];

/** What inlining does anyway. */
export const INLINE_RIDERS: readonly string[] = [
  'everywhere',
  `((everywhere|wherever|where) (it is|it 's) used|at its uses|into [its] only (use|usage)|(in|into) return [statement]|(at|in|into) [all|each|every] [of] [its] [only|single|one] ((use|uses|usage|usages) [site|sites]|call site))`,
  '(remove|drop|delete) [its|{name}] (declaration|it|variable|definition)',
];

const ONE = '[local|temporary|temp|intermediate] (variable|const|constant|local|temp|temporary)';

/** The same in any order. */
export const INLINE_GISTS: readonly Gist[] = [
  {
    must: [
      `(${ONE} {name}|{name:sure} [${ONE}])`,
      `(inline|(use|put|write|substitute) ${VALUE} [in] [directly|inline|instead|there|(where|wherever) (it is|it 's) used]|(by|with) (${VALUE}|(expression|value) [that] it holds))`,
    ],
    may: [
      `(@remove|(do|does) not (think|need) [that|we need]|i do not (think|need|see)|(is|be) [only] (used|assigned) [only|just] [once|and used in (next|following) (line|statement)]|is (pointless|useless|needless|unneeded|noise)|superfluous|unnecessary|@replace|by|get rid of)`,
      `(by (putting|inserting|using|writing)|replace)`,
    ],
  },
];
