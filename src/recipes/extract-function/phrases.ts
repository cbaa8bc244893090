import type { Gist } from '../recipe.ts';

const OWN = '[new|separate|own|its own|their own|single|shared|reusable|stand alone|small]';
const FUNCTION = `(${OWN} @function [of (its|their) own] [@called] {name}|${OWN} {name:name} @function)`;
const KIND = '[validation|parsing|setup|formatting|loop|inner|whole|entire|following|selected]';
const CODE = `[piece of|chunk of|bit of|all of] [${KIND} (code|block|logic|statements|part|body|loop|section|snippet|branch|region|chunk)]`;
const PULL = '((extract|pull|lift|hoist|factor|split|break|separate|carve|refactor|isolate) [out|off])';

/** How people ask for lines to become a function, in the form that router/router.ts describes. The lines may be said anywhere. */
export const EXTRACT_PATTERNS: readonly string[] = [
  `(@extract|turn|convert|make|change|transform|rewrite|cut) ${CODE} [out|off] [and (put|move) (it|them)] @into ${FUNCTION}`,
  `(put|place|move|wrap|isolate|encapsulate) ${CODE} (in|into|inside) ${FUNCTION}`,
  `${PULL} ${CODE} [out|off] @into {name:apart}`,
  `@extract ${CODE} [out] [and] (make|turn|put) (it|them) [@into] ${FUNCTION}`,
  `@extract ${CODE} [out] @into ${OWN} @function [and] (call|name) it {name}`,
  `@extract @function ${CODE} [@into|as] [@called] {name}`,
  `-> ${FUNCTION}`,
  `make ${CODE} ${OWN} @function [and] (call|name) it {name}`,
  `(@extract|@create) ${FUNCTION} [(from|out of|with|for|of) ${CODE}]`,
];

/** The same in any order. */
export const EXTRACT_GISTS: readonly Gist[] = [
  {
    must: [
      "[what is|what 's] [in|from|of|at|on|out of] [{file}] (line|lines) [between|from] {range}|{file} {range}",
      `(@function [@called] {name:sure}|{name:sure} [@function]|(called|named|as|into|in|to|become|->) {name:sure})`,
      `(@extract|turn|convert|make|change|@create|put|want|like|be|become|->|new|separate|own|helper|make|take)`,
    ],
    may: [
      `${OWN} @function [of (its|their) own]`,
      `(with|out of|out|from|in|into|to|as|of (its|their) own|@called|holds|hold|contain|contains) [own|new|separate|separate function]`,
      `(@extract|turn|convert|make|change|@create|put|want|like|be|become|make|take|could|new|separate|own|helper|function|it|out|too long|what is|what 's)`,
    ],
  },
];
