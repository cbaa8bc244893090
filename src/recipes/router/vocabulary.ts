import { WORDS_OF_REASONS } from './reasons.ts';

/**
 * Words that mean the same in a request, named once: a pattern writes `@remove` for all of them. The text of a group is
 * a pattern itself. The verbs stand in the base form; sentence-forms.ts brings the other forms back to it.
 */
export const VOCABULARY: Readonly<Record<string, string>> = {
  ...WORDS_OF_REASONS,
  // What is done
  turn: `(turn|convert|change|transform|rewrite|refactor|make|migrate|translate|port|rework|switch|restructure|update|
    upgrade|modernize|move|bring|transition|simplify|adapt|collapse|condense|shorten)`,
  move: '(move|extract|pull|lift|hoist|take|promote|bring|relocate|shift|transfer|put|factor)',
  extract: `((extract|pull|lift|hoist|take|factor|split|break|separate|carve|refactor|move|put|cut|isolate) [out|off|up])`,
  rename: '(rename|re name)',
  replace: '(replace|swap [out]|substitute|exchange)',
  use: '(use|prefer|adopt|employ|favor|go with|start using|make use of|apply|introduce|stick to|utilize)',
  add: '(add|insert|put|write|introduce|create|generate|include|attach|supply|provide|define|implement)',
  create: '(create|add|introduce|make|define|write|build|declare)',
  remove: `(remove|delete|drop|strip [out|away]|clean [up|out|away]|cleanup|clear [out|up|away]|tidy [up|away]|eliminate|get rid of|
    prune|purge|take out|throw [out|away]|cut [out]|ditch|kill|nuke|weed out|sweep [out|away]|trim|erase|discard|rip out|axe)`,
  give_up: '(@remove|stop using|move away from|phase out|avoid|no more|abandon)',
  fix: '(fix|resolve|address|correct|clear)',
  update: `(update|fix|adjust|adapt|change|rewrite|correct|patch|updating|fixing|adjusting|adapting|changing|including|
    include|with)`,
  sort: `(sort [out]|organize|reorganize|order|reorder|re order|rearrange|arrange|group|regroup|alphabetize|normalize|standardize|
    format|reformat|tidy [up])`,
  modernize:
    '(modernize|turn|make|rewrite|upgrade|update|convert|migrate|bring|refresh|move|adapt|switch|pyupgrade)',
  // How one thing becomes another
  into: '[over] (to [be|become|use|using|being]|into [being]|in to|as|be|become|->)',
  by: '(with|by|for|using|through|via)',
  instead: '(instead of|rather than|over|in place of|in lieu of|not)',
  in_favor:
    '(in favor of|for|[and|and then|but|then] (@use|go for|switch to|convert to|replace (it|them) (with|by)))',
  wish: '(i|we) [really|also|all|now|still] (want|need|would [rather] (like|love|prefer|have|see)|wish for) [to] [have|see|get|use]',
  // What is meant
  all: `[any|all|every|each|every one] [of] [my|our|its|their|these|those|this file 's|this module 's]
    [remaining|existing|leftover|current|various]`,
  function:
    '(function|method|helper|routine|func|subroutine|procedure|helper function|helper method|utility function|utility)',
  ugly: `[long|verbose|ugly|messy|clunky|manual|defensive|repetitive|tedious|old|legacy|old style|old fashioned|outdated|
    traditional|remaining|awkward|nested]`,
  code: '(code|file|module|script|codebase|code base)',
  files: '(file|files|module|modules|script|scripts)',
  called: '(called|named|with name|by name of|of name)',
  unused: `(unused|unneeded|unnecessary|redundant|superfluous|dead|unreferenced|needless|obsolete|useless|leftover|
    no longer (used|needed)|never used|assigned but (unused|never used|never read))`,
  not_used: `([that|which] (are|is) (flagged|marked|reported) [as] @unused [by @tool]|
    [flagged|marked|reported] as @unused by @tool|[that|which] [is|are|'s] (not|never|no longer) [being|actually|ever|even|really] (used|needed|referenced|required|read)
    [again] [any more|anymore|any longer|anywhere|at all] [in (file|files|module)]|(that|which) (are|is) @unused|
    (that|which) (are|is) (left over|unused)|(that|which) (have|has) no (uses|usages|references|use)|with no (uses|usages|references)|
    whose (value|values|result|results) (is|are) (never|not) (used|read)|[that|which] (are|is) only [ever] assigned|[that|which] (are|is|get|gets) (assigned|set|written|defined) [to] (and|but) [then] (never|not) (used|read) [again|afterwards]|
    [that|which] (nothing|nobody|no one) [ever|actually] (uses|reads|needs|references) [any more|anymore|any longer]|
    [that|which] (we|you|i|it) (do not|never|no longer) [actually|even|really] (use|need|read) [any more|anymore|any longer|anywhere])`,
  warnings:
    '(warning|warnings|error|errors|violation|violations|finding|findings|problem|problems|issue|issues|complaint|complaints|lint|lints)',
  behavior: '[its|existing|current|any|same|observable] behavior',
  callers: `(callers|caller|call sites|call site|calls|call|usages|usage|uses|use|references|reference|imports|import|
    importers|exports|occurrences|occurrence|users|import path|import paths|import statement|import statements|require|requires|require calls|require statements)`,
  uses_updated: `(@update @all [its|their|rest of] @callers [and @callers]
    [to it|of it|that (refer|refers|point|points) to it] [across project|throughout|in whole project] [accordingly|as well|too|to match|everywhere]|
    @update everything that (imports|uses|calls|references) it|@update (everyone|whoever|anyone) [who|that] (imports|uses|calls) it|[and] fix up (everyone|whoever|anyone) [who|that] (imports|uses|calls) it|with @all [its] @callers (updated|fixed|adjusted)|
    and @all [its] @callers [to it] [too|as well]|
    [with|including|and|but with] @all [its] @callers (included|adapted|adjusted|updated|fixed|following) [accordingly|as well|too|everywhere]|
    @all [its] @callers (must|should|have to|need to|ought to) (follow|be (updated|adapted|adjusted|fixed|changed)) [too|as well|accordingly|everywhere]|
    [and] (fix|clean|update) up @all @callers|
    make sure [that] @all [its] @callers [still|keep [on]|continue to] (work|working|resolve|resolving|follow)|
    (everywhere|wherever) [it is|it 's] (consumed|used|imported|called|referenced)|
    @all [its] @callers (must|should|have to|need to) (keep [on] (working|resolving)|(still|continue to) (work|resolve)))`,
  // What adds nothing
  possible: `((where|wherever|when|whenever|if) [it is|it 's|that is|that 's|they are] (possible|safe|appropriate|needed|necessary|applicable|sensible|you can|we can)|
    as (appropriate|needed|necessary)|safely)`,
  everywhere: '(everywhere|throughout|all over)',
  lint_rule: '[rule] [lint|eslint|linter|ruff|flake8] [rule] [@warnings|cleanup|fixes]',
};
