import type { Gist } from '../recipe.ts';
import { LINT_RULES } from '../router/lint-rules.ts';

const NOUN = `[unnecessary|redundant|needless|superfluous|useless] [local|temporary|temp|intermediate|single use|helper]
  (variable|const|constant|let|var|local|temp|temporary)`;
const NAMED = `(${NOUN} [@called] {name}|{name:noun} ${NOUN}|(unnecessary|redundant|temporary|temp|intermediate|local) {name} [${NOUN}]|{name:alone})`;
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

const A_VARIABLE =
  '[unnecessary|redundant|needless|superfluous|useless|pointless|extra|throwaway|one off|trivial|single use] [local|temporary|temp|intermediate|intermediary|helper|single use] (variable|const|constant|local|temp|temporary|var|let|binding)';
const VARIABLE_KNOWN = [
  `(inline|use|put|write|substitute|replace|remove|drop|get rid of|insert|return|eliminate|kill|delete|ditch|paste|away|read|used|uses|assigned|set|need|needed) [it|that|this] [directly|there|in place|instead|away]`,
  `no (need|reason|point) [for|to have|in having]|(do|does) not (need|want|see|like)|(do|does) not need [that|this|the]`,
  `(its|the|with|by|of|for|in|at|on|to|into|from|where|wherever|directly|straight) [own|use|uses|place|line|statement|return|expression|value|initializer|definition|site|sites|spot|next]`,
  `(is|be|it 's|it is|being|gets) [only|just|exactly|being] (read|used|needed|assigned|referenced) [exactly|only|just] [once|one time|in one place|single time] [only]`,
  `[unnecessary] (assignment|assign|variable) [right|just|directly] before [its|the] (return|use)|[right|just|immediately|directly] before (return|returning|use)|(unnecessary|redundant|needless|superfluous|useless|pointless)`,
  `(adds|brings|gives) (nothing|no value|little|only noise)|can|could|fold|merge|collapse|in its only (use|usage|place)|usage|usages|single usage`,
  `(in|inside|of|within) [function|method] {outer:sure}`,
  LINT_RULES.inlineVariable,
  `(${A_VARIABLE}|value|expression|initializer|right hand side|anyway)`,
  '(use|return|line|statement|expression|place)',
];
const NO_INLINING = [
  '(function|method|type|interface|class|constant|alias|style|styles|css|script|import|object|snapshot)',
  '(first|second|third|twice|each|every) [branch|use|variable]',
  'inline (only|once|comment)',
];

/** The same in any order. */
export const INLINE_GISTS: readonly Gist[] = [
  {
    must: [
      `(${A_VARIABLE} {name}|{name:noun} ${A_VARIABLE}|{name:sure}|inline {name:alone})`,
      `(inline|inlined|inlining|[its|the|with|by|of] [own] (value|expression|initializer|definition|right hand side))`,
    ],
    says: [
      `(inline|inlined|inlining|use|used|substitute|substituted|replace|put|write|insert|@replace|return|paste)`,
    ],
    may: VARIABLE_KNOWN,
    never: NO_INLINING,
  },
  {
    must: [`inline (${A_VARIABLE} {name}|{name:noun} ${A_VARIABLE}|{name:alone})`],
    may: VARIABLE_KNOWN,
    never: NO_INLINING,
  },
  {
    must: [
      `(${A_VARIABLE} {name}|{name:noun} ${A_VARIABLE}|{name:sure})`,
      '[just|and|please|simply] inline (it|this|that)',
    ],
    may: VARIABLE_KNOWN,
    never: NO_INLINING,
  },
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
