import type { Gist } from '../recipe.ts';
import { LINT_RULES } from '../router/lint-rules.ts';

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

const A_FUNCTION = '(@function|fn|func|def)';
const LINES = `([from|in|of|at|on|out of|between] (line|lines) [between|from|in] {range}|{file} {range}|{range})`;
const KNOWN = [
  `${OWN} ${A_FUNCTION} [of (its|their) own]`,
  `(${OWN}|own|for (it|this|that|them)|of (its|their) own)`,
  `(@extract|turn|convert|make|change|@create|put|want|like|be|become|take|move|have|do|live|lives|(go|goes) (in|into|to)|sits|pull|lift|factored|factor|carve|pulled|deserves|deserve|see|give|get|wrap|isolate|separate|separated|shift|bring|need|belongs|belong|begin|start|cut)`,
  `(with|out of|out|from|in|into|to|as|of|called|named|name|off|up|by|that|what is|what 's|between|through|where|for)`,
  `[and|then] (call|use|invoke|calls|uses) (it|that|this|the new one|function) [instead|from] [there|here|in its place|in their place|instead]`,
  `[and] [the] [old|original|former] (place|code|spot|site) [should|must|to] [then] (call|calls|use|uses|calling) it`,
  '(block|code|chunk|piece|part|section|body|loop|lines|logic|snippet|passage|bit|line|statements|region)',
  `(does|do) nothing but|(too|far|way) (long|big|large|much)|loop`,
  // what the lines are a part of
  `(from|of|out of|inside|within|in) [@function|method|class|component|handler] {outer:sure} [@function|method|class|component|handler]`,
  `[@function|method|class|component|handler] {outer:sure} [@function|method|class|component|handler] (is|does|has|gets|became|grew|keeps|takes|needs|got|mixes|spans) [@state]`,
  `${LINT_RULES.extractFunction} [violation|warning|error]`,
];
const NO_EXTRACTION = [
  '(class|constant|variable|type|interface|module|package|file) {name:sure}',
  '(error handling|async|test)',
  `(call|calls|use|uses|invoke|invokes) [${A_FUNCTION}] {name}`,
  `(in|of|from|inside|within) ${A_FUNCTION} {name}`,
  '(inline|delete|remove|comment)',
  '(in|into|inside|with) (try|if|with|lock|transaction|catch|for|while|promise|closure|condition|context) [catch] [block|statement|loop]',
  '(from|of|out of|inside|within) {outer:sure} in {name:sure}',
];

/** The same in any order. */
export const EXTRACT_GISTS: readonly Gist[] = [
  {
    must: [
      LINES,
      `(${OWN} ${A_FUNCTION} [of (its|their) own] [@called|as|name it|call it|by name of|with name] {name}|[@called|as|into|to|name it|call it|in|become|->|be] {name:sure} [${A_FUNCTION}])`,
    ],
    may: KNOWN,
    never: NO_EXTRACTION,
  },
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
