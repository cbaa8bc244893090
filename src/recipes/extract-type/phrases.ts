import type { Gist } from '../recipe.ts';

const TYPE = `[object|parameter|param|argument|return|returned|props|options|prop]
  (type|type literal|type annotation|annotation|object type|object literal type|shape)`;
const INLINE = `([inline|anonymous|object] [type] {text} [type]|(inline|anonymous|unnamed) ${TYPE}|object (type|literal type)|type literal)`;
const ANY = `(${INLINE}|${TYPE})`;
const OWNER =
  '(parameter|param|argument|variable|const|constant|property|prop|props|field|function|component|method)';
const OF = `[(of|for|from|in|used by|used for|returned by) [${OWNER}] {of} [${OWNER}] [(of|in|from|to|passed to) [function|component|method] {function} [function|component|method]]]`;
const RETURNED = `(that|which) [function] {function} [function] (returns|gives back)`;
const OWNER_OF = `(${OWNER} {of}|{of} ${OWNER}) [(of|in) [function|component|method] {function} [function|component|method]]`;
const KIND =
  '[its own|own|new|separate|shared|reusable] [named] (type alias <kind=type>|interface <kind=interface>|type)';
const NAMED = `(${KIND} [@called] {name}|{name:name} ${KIND})`;

/** How people ask for a type to get a name, in the form that router/router.ts describes. The place may be said anywhere. */
export const TYPE_PATTERNS: readonly string[] = [
  `@turn ${INLINE} ${OF} @into ${NAMED}`,
  `(@turn|make|@extract) ${INLINE} ${RETURNED} [@into] ${NAMED}`,
  `@extract ${ANY} ${OF} [out] @into (${NAMED}|{name:class})`,
  `(create|introduce|define|declare|make|@extract) ${NAMED} (from|for|out of) ${ANY} ${OF}`,
  `extract ${NAMED}`,
  `@replace ${INLINE} ${OF} (with|by) ${NAMED}`,
  `(name|call) ${INLINE} ${OF} {name:class}`,
  `@use (new|named|${KIND}) [@called] {name} @instead ${INLINE} ${OF}`,
  `give ${ANY} ${OF} name {name}`,
  `make ${INLINE} ${OF} ${NAMED}`,
  `@turn ${TYPE} of ${OWNER_OF} @into ${KIND} [@called] {name}`,
  `@extract @into ${KIND} [@called] {name}`,
  `(@extract|@turn) ${INLINE} ${OF} @into ${KIND} [and] (call|name) it {name}`,
  `(@create|introduce) ${NAMED} for [type of] (${OWNER_OF}|${OWNER} of [function] {function})`,
  `(create|make|introduce|declare|define|@extract) ${KIND} (from|for|out of) ${INLINE} ${OF} [and] (call|name) it {name}`,
];

const A_KIND = '[own|new|separate|shared|named] (type alias <kind=type>|interface <kind=interface>|type)';

const TYPE_NAMED = `(${A_KIND} [@called] {name:class}|name [of|is] {name:class}|(as|called|named|into|to|->) {name:class}|{name:class} [would] (fit|fits|suit|suits|be good|do))`;
const KNOWN = [
  `(deserves|needs) name|(@extract|turn|convert|make|@wish|get|give|have|should be|out of|as|for|it|from [it]|is written inline|in {function:sure}|(hold|holds|have|has)|[${OWNER}] {of:sure} [has]|with name)`,
  A_KIND,
  'its own|own name',
];

/** The same in any order. */
export const TYPE_GISTS: readonly Gist[] = [
  { must: [`(${INLINE} ${OF}|{of:sure} has ${INLINE})`, TYPE_NAMED], may: KNOWN },
  {
    must: [
      `((inline|anonymous|unnamed|literal|object) [object|literal|param|parameter|return|props|prop|options] (type|types|shape|annotation|type literal|type annotation|typing)|(typed|declared|defined|written|annotated|spelled out) (inline|in place|anonymously)|inline (typed|declared|props))`,
      `(${A_KIND} [declaration|definition] [of its own] [@called|with name|as|by name of] {name:class}|name [of|is|be] {name:class}|[as|called|named|into|to|->] {name:class})`,
    ],
    may: [
      ...KNOWN,
      OF,
      `(has|have|had|there is|is|at|on|of|be|let|give|make|pull|move|put|turn|extract|hoist|lift|convert|become|want|like|out|to|into|as|with|for|in|by|name|call|called|named|deserves|needs|get|gets|replace|refactor|declare|define|introduce)`,
      `[of] (its|own|separate|new|single|shared|reusable) [own] [type|interface|declaration|alias|name]`,
      '(declaration|definition|alias|own|parameter|param|argument|prop|props|return|variable|becomes|extract|literal|object)',
      '[an] (interface <kind=interface>|type alias <kind=type>)',
    ],
    never: [
      '(class {name:class}|inline {name:class}|type {name:class} inline|inline type [alias] {name:class})',
      '(enum|function|validate|zod|schema)',
    ],
  },
  {
    must: [
      `(${TYPE} of ${OWNER_OF}|type of [${OWNER}] {of:sure})`,
      '(@extract|inline|anonymous|give)',
      TYPE_NAMED,
    ],
    may: KNOWN,
  },
];
