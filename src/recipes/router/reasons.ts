// Why somebody wants a change. Such a clause asks for nothing, but only in the words below is that certain: "because it
// should take a currency" is a wish.
const THING = `(it|they|this|that|these|those|them|[old|current|existing|new|inline|magic|whole|local]
  (name|names|file|code|method|function|class|module|variable|constant|value|number|numbers|string|type|types|import|imports|syntax|expression|logic))`;
const DEGREE =
  '[really|very|too|so|quite|a bit|bit|pretty|rather|much|far|currently|simply|just|now|already|also|way|more]';
const QUALITY = `(unused|dead|misleading|confusing|unclear|vague|ambiguous|generic|cryptic|wrong|outdated|old|old fashioned|obsolete|
  deprecated|legacy|ugly|noisy|messy|mess|long|big|large|complex|complicated|verbose|redundant|unnecessary|superfluous|pure|
  static|stateless|slow|expensive|costly|clear|clearer|clean|cleaner|nice|nicer|better|simple|simpler|easy|easier|fast|faster|safe|safer|
  readable|descriptive|explicit|modern|idiomatic|consistent|inconsistent|accurate|precise|duplicated|repeated|shorter|short|
  unsorted|out of order|terrible|awful|horrible|lousy|meaningless|unhelpful|uninformative|typo|misspelled|misnamed|badly named|unreadable|untidy|chaotic|brittle|error prone|surprising|ambiguous|useless|poorly named|nondescript|shared|idiomatic|function scoped|hoisted|bad|poor|odd|weird|hard|difficult|tricky|testable|reusable|used a lot|used lot|called (often|repeatedly|a lot|lot|in loop|many times|all time|several times)|[computationally] expensive to compute|slow to compute)`;
const DOING =
  '[to (read|test|follow|understand|maintain|reuse|mock|use|review|debug|see|find|spot|extend|change)]';
const ANYMORE = '[any more|anymore|any longer|anywhere|at all]';
const ONCE =
  '(used [only|just] (once|one time)|[only|just] used one time|(only|just) used (once|in one place)|used in [only|just] one place|used in several places|needed elsewhere)';
const TOOL =
  '(linter|lint|eslint|ruff|flake8|pylint|pyflakes|isort|mypy|ci|ide|editor|reviewers|reviewer|compiler|typescript|pyright)';
const STATE = `(is|are|'s|was|were|looks|look|feels|feel|seems|gets|has become|became|reads|read) (
  @degree @quality [name] @doing @any_more|(not|never|no longer) [actually|ever|being] (used|needed|required|necessary|called|read|
  clear|descriptive|accurate|readable|sorted|helpful|idiomatic|good [name]|great [name]) @any_more|${ONCE})`;
const OBJECT =
  '(self|its object|object|its instance|instance|[any] [instance] state|class|its class|it|them)';
const LACK = `((do|does|did) not [even|actually|really] (use|need|touch|depend on|require|access|read) ${OBJECT}|
  (never|no longer) (uses|use|needs|need|touches|touch|reads|read|depends on) ${OBJECT}|uses no [instance] state|does not need to be method) @any_more`;
const NOBODY = `(nobody|nothing|no one) (uses|needs|reads|calls|references) @thing @any_more`;
const COMPLAINT = `(@tool (complains|complain|warns|warn|fails|flags (it|them)|is (unhappy|complaining|failing)) [about (it|them|this)]|
  @thing (confuses|misleads|clutters|hides) (people|readers|everyone|reviewers|newcomers|us|me|file|code)|
  @thing (makes|make) @thing @degree @quality @doing)`;
const CLAUSE = `(@thing (@is_so|@lack)|${NOBODY}|${COMPLAINT})`;
const WORTH = `(readability|clarity|consistency|testing|testability|performance|speed|maintainability|reuse|reusability|
  simplicity|brevity|tidiness|cleanliness|legibility|maintenance|type safety)`;
const USE = `(test|reuse|read|call|use|share|mock|import|understand|check|find|grep|maintain|see|follow|review|spot)`;
const USED = `(tested|reused|read|called|used|shared|mocked|imported|understood|checked|found|maintained|seen|followed|reviewed)`;
const EASE = `[more] [easily|better|separately|directly|independently|elsewhere|at a glance|at glance|on its own|in isolation|faster|again|from (elsewhere|outside|other (modules|files|places))]`;
const PASS = `(@tool (passes|pass|is happy|are happy|is clean|stops complaining|stays green|is green)|
  (they|it) (pass|passes) @tool)`;
const WHO =
  '(we|i|you|it|they|others|people|everyone|readers|reviewers|mypy|pyright|other (modules|files|code|functions))';
const ABILITY = `(${WHO} (can|could|may|will) (@ease [be] @ease (${USE}|${USED}) [it|them|this] @ease|be @ease ${USED} @ease)|${WHO} @ease ${USE} [it|them|this] @ease)`;
const GOAL = `((make|keep|have) (@thing|things) @degree @quality @doing|(improve|increase|help|aid|ease) [code] @worth|
  (avoid|prevent|reduce) [any|more] ((recomputing|computing|repeating|repeated|redundant|duplicate) (it|them|work|calls|computation|computations) [again|each time|every time|all time]|recomputation|confusion|duplication|noise|clutter|@warnings|repetition|magic numbers|ambiguity)|
  (satisfy|please) @tool|make @tool (happy|pass)|
  (match|follow|fit|be consistent with|conform to|comply with) [our|its|rest of] [naming|code|coding|style|team|project|repo] (conventions|convention|guide|style guide|guidelines|rules|rule|standards|standard|style|code base|codebase|code))`;

/** The groups of words that reasons are made of, each a pattern that is parsed once: see vocabulary.ts. */
export const WORDS_OF_REASONS: Readonly<Record<string, string>> = {
  thing: THING,
  degree: DEGREE,
  quality: QUALITY,
  doing: DOING,
  any_more: ANYMORE,
  is_so: STATE,
  lack: LACK,
  clause: CLAUSE,
  worth: WORTH,
  ease: EASE,
  // What complains about code.
  tool: TOOL,
  // What may be said of a thing before it is asked to change: "x is misleading, rename it".
  state: '(@is_so|@lack)',
};

/** Clauses that give a reason, in the form of patterns. */
export const REASONS: readonly string[] = [
  `(so|so that) (repeated|later|subsequent) calls are @degree (cheap|fast|free|quick|cheaper|faster)`,
  `(so|so that) (it|that) is only (computed|called|run|evaluated) once`,
  `(because|since|as|for|given that|seeing that|now that|considering) [now] @clause [and @clause]`,
  `@clause [and @clause]`,
  `(because of|due to) (@worth|@tool @warnings)`,
  `(so|so that|in order that|such that) (${ABILITY}|${PASS}|@thing (is|are|becomes|become|gets|get|reads) @degree @quality @doing)`,
  `[in order] [just] to ${GOAL}`,
  `for [(better|easier|more|improved|increased|sake of|unit|code)] [code] @worth [(and|and better) @worth] [reasons|purposes|'s sake] [(with|across) (rest|others|[rest of] [our|existing|other] (code|codebase|code base|project|modules|files))]`,
];
