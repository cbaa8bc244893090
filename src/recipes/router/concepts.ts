// Requests by what they speak of, whatever the order and the grammar: the gists here are made of short phrases, and what
// may stand between is wide. Direction is in the phrases ("to x", "instead of y"), and `never` holds the other way round.
import type { Gist } from '../recipe.ts';

/** What leads to what is wanted. */
const TOWARDS = `(to|into|onto|on to|in to|as|with|by|via|using|through|use|be|become|becomes|becoming|want|wants|like|love|prefer|have|see|get|->|make [it|them|this|these|those|that]|for|adopt|introduce|favor|rather|in favor of|give (me|us)|replace (it|them) with|mean|meaning)`;

/** Verbs of change and of wishes, and what stands between what they are about. */
export const CHANGING = `(turn|convert|change|transform|rewrite|write|switch|migrate|move|go|make|express|bring|fix|replace|swap|exchange|substitute|
  refactor|modernize|update|upgrade|port|rework|restructure|adapt|translate|use|apply|do|put|clean up|tidy up|shorten|simplify|
  transition|flatten|unwrap|unroll|redo|rephrase|reformulate|improve|drop|remove|avoid|eliminate|abandon|ditch|retire|
  conversion|migration|transformation|replacement|modernization|rewriting|switching|adoption|introduction|removal|replacing|converting|changing|
  alter|modify|adjust|revise|recast|amend|reshape|morph|trade|supersede|phase out|kick out|throw out|go through|walk through|roll over|carry over|take|bring over|start|begin|
  relies|rely|relying|littered|riddled|filled|sprinkled|scattered|peppered|strewn|consists|contains|contain|employs|employ|appears|appear|occurs|belongs|belong|full|has|have|does|goes|carries|sticks|drives|turns|rewrites|
  like|want|wants|love|wish|prefer|let|let's|try|see|read|stop|using|become|becomes|going|help|go ahead|gone|show|tell)`;
const BETWEEN = `(at least|section|sections|part of|through|upon|within|to|into|in to|as|with|by|via|using|from|for|than|of|on|onto|out|up|off|away|over|instead|rather|both|new|modern|
  where|wherever|whenever|respectively|like|based|more|less|left|used|uses|called|written|done|made)`;

/** What may be said around a change that a recipe makes as a whole. */
const AROUND: readonly string[] = [
  CHANGING,
  BETWEEN,
  '(instead of|rather than|in place of|in lieu of|and not [be|as]|no more|get rid of)',
  '[that|which] (is|are) [still] [currently] (written|built|done|made|used|expressed) [as|with|in|using|by]',
  '(would|could|should|can) be [so|much|far] (easier|nicer|better|cleaner|clearer|shorter|great|nice)',
  '(do|does) not (like|want|use|do|allow|need|have) [any]',
  '(is|are) [just|really] one [single] [long|big|huge|giant|large|deep|ugly]|one (long|big|huge|giant|endless)',
  '(dislike|dislikes|hate|hates|banned|bans|forbids|frown|frowned upon|better off|off|than|time to|reformat|rework|overhaul|construct|compose|leave behind|say goodbye|goodbye|farewell)',
  '(we|i) (can|could|may|might) [now] (use|have)',
  "(there is|there are|there 's) no (reason|need|point|excuse)",
  '(so that|so) (it|they|file|code) (reads|read|is|are|looks|look) [much] (better|nicer|cleaner|clearer|shorter|easier|consistent)',
];

type Turn = {
  /** What there is, and what it is to be; both are patterns. */
  readonly from: string;
  readonly to: string;
  /** Words of the recipe's own that may stand around. */
  readonly knows?: readonly string[];
  readonly never?: readonly string[];
};

const OLD_ONES = `[all|any|every|each] [of] [these|those|this|that|our|my|the] @ugly [plain|ordinary|classic|regular|normal|usual|explicit|traditional|real]`;
const NEW_ONES = `[real|proper|native|plain|clean|nice|modern|good old|standard|single|normal|new|pure]`;

/** Requests to turn one thing into another, in any words that say both. */
export function turningGists({ from, to, knows = [], never = [] }: Turn): readonly Gist[] {
  const may = [...AROUND, ...knows, from, to, `${to} only`];
  const reverse = [
    `(to|into|back to|back into|in to) [using] ${OLD_ONES} ${from}`,
    `(with|by|as|use|using|prefer) ${OLD_ONES} ${from} (instead of|rather than|over|in place of) ${NEW_ONES} ${to}`,
    `(instead of|rather than|in place of|in lieu of|from|no|no more|not|never|stop|avoid|without|drop|remove|get rid of|replace|swap|eliminate|ditch|ban|off|away from) [use|using|have|see|want|get|write|any|all|these|those|our] ${NEW_ONES} ${to}`,
    `${to} (back|to|into|by|with) ${OLD_ONES} ${from}`,
    `${to} [should|must|need|needs|has|have|to|be|are|is]  (removed|replaced|gone|dropped|avoided|banned|forbidden)`,
    `back to`,
    '(write|add|create|build|generate) [new] (wrapper|wrappers|helper|helpers|tool|script|rule|codemod)',
    `${to} only (for|when|where|if|in)`,
    `${to} (is|are|was|were|should|must|can|could) [be] not`,
    ...never,
  ];
  return [
    { must: [from, `${TOWARDS} [be|use|using|have|a|of] ${NEW_ONES} ${to}`], may, never: reverse },
    {
      must: [
        `((instead of|rather than|over|in place of|in lieu of|no more|no|not with|not using|than [as|a]|replace|stop using|stop|leave|dislike|hate|from|goodbye [to]|tired of|sick of) ${OLD_ONES} ${from}|(leave|leaving) ${from} behind)`,
        to,
      ],
      may,
      never: reverse,
    },
    { must: [`(make|turn|convert|get|have) ${OLD_ONES} ${from}`, to], may, never: reverse },
    {
      must: [
        from,
        `(make|turn|convert|change|get|move|switch|rewrite) (it|them|this|that|these|those|one|ones|each one|all|everything) [(in|of|from|on|inside) [@files] {file} [@files]] [over] [into|to|use|using|as] [be] ${NEW_ONES} ${to}`,
      ],
      may,
      never: reverse,
    },
    {
      must: [from, `${NEW_ONES} ${to} (only|instead|it|them|this|these|would|will|reads|read|looks|look)`],
      may,
      never: reverse,
    },
  ];
}

/** Requests for what is the goal by its name alone, "use f-strings", with what it is for. */
export function wantingGists(
  to: string,
  knows: readonly string[],
  never: readonly string[] = [],
): readonly Gist[] {
  return [
    {
      must: [
        `(use|using|to|into|as|want|like|love|prefer|have|adopt|apply|introduce|be|become|via|by|with|rather|make [it|them|these|those]) [use|using|have|see|read|be] ${NEW_ONES} ${to}|${to} (conversion|migration|instead)`,
      ],
      may: [...AROUND, ...knows],
      never: [
        `(no|not|no more|stop|avoid|without|drop|remove|from|instead of|rather than|get rid of|ban|replace|off|over) [use|using|have|see|want|get|write|all|any] ${NEW_ONES} ${to}`,
        'back to',
        `${to} (to|into|by|with)`,
        ...never,
      ],
    },
  ];
}

/** That nothing uses a thing, behind it or before it. */
const UNUSED = `(unused|unneeded|unnecessary|redundant|superfluous|needless|useless|dead|leftover|orphaned|orphan|unreferenced|extraneous|dangling|unread|
  [that|which|who] [is|are|was|were|be|being|get|gets|has|have|had|do|does|did|we|they|it|you|i|file|code|module|script] [been] (not|never|no longer|nowhere|n't) [actually|really|ever|even|at all|being|been] [be|to] (used|use|uses|using|needed|need|needs|read|reads|referenced|referred|required|accessed|consumed|called|touched) [any more|anymore|any longer|anywhere|again|afterwards|at all|by anything|for anything]|
  [that|which] (nothing|nobody|no one|none|no code) [here|there] [in (it|them|{file}|there|file|module|code|script|this file)] [ever|actually|really|else] (use|uses|need|needs|read|reads|reference|references|refer to|refers to|refer|touch|touches|looks at|depends on|depend on|relies on|wants|cares about) [them|it] [any more|anymore|any longer|anywhere|again|at all]|
  (without|with no|has no|have no|having no) [any] (use|uses|usage|usages|reference|references|user|users|reader|readers)|
  what [is|are|was] [now] (unused|unneeded|not used|not needed|no longer used|no longer needed|never used)|
  [just] (serve|serves|have|has) no purpose|for nothing|(left|lying|hanging|sitting) (over|behind|around))`;

const REMOVING = `(removal|deletion|elimination|cleanup|cleaning|pruning|@remove|rm|@fix|vanish|disappear|go|go away|be gone|gone|away|rid|kick out|toss|toss out|bin|scrap|dispose of|sweep|wipe|wipe out|yank|yank out|
  (throw|clean|get|take|clear|strip|rip|cut|sort|tidy|sweep|chuck|kick|weed|pull) [it|them|that|this|these|those|all] (away|up|out|rid|off) [of]|do not (want|need)|want no|no more|free of|stop importing|unimport)`;

/** Requests to remove what nothing uses, in any words that say what, that it is unused, and that it is to go. */
export function removingGists(things: string, codes: string, knows: readonly string[] = []): readonly Gist[] {
  const may = [
    ...knows,
    things,
    UNUSED,
    REMOVING,
    '(declared|defined|assigned|assign|set|used|uses|needed) [but|and] [then]',
    '(in|out of|from|of|to|up|off|out|for|with|by) [all]',
    '(names|ones|wide|cleanup|clean up|pass|sweep|grey|gray|greyed out)',
    '(should|must|have to|need to|needs to) be|to be|be',
    `[@tool] ${codes}`,
    '@warnings',
    '[do] (want|like|wish|love|have|help|try)',
    '(nothing|nobody|no one) (misses|will miss|would miss) (it|them)',
  ];
  const never = [
    '(which|where) [are|is] [unused]',
    '(list|show|tell|report|see|find out|know|check) [me|us] (what|which|whether|if)',
    `(comment|commented) out`,
    '(remove|delete|drop|rm) (it|this)',
    `${things} of it`,
    '(unused|dead|unneeded) (module|modules|file|files|package|packages|dependency|dependencies|code)',
    '(nothing|nobody|no one) [here|else] (uses|needs|imports|reads) {file}',
  ];
  return [
    { must: [UNUSED, `${things} [please] (out|away|gone|begone)`], may, never },
    { must: [things, UNUSED, REMOVING], may, never },
    { must: [`[@tool] ${codes}`], may: [...may, 'imported but unused|assigned but never used'], never },
  ];
}

/** Requests for something that is to be there, in any words; `@add` and wishes are among them. */
export const GIVING = `(addition|adding|introduction|at least|@add|@wish|fill [them|it] in|fill|slap|scaffold|stub out|infer|want|wants|like|love|missing|miss|misses|lack|lacks|(has|have|having|with|is|are) (no|none)|(do|does) not have|without|wanted|needed|required|desired|requested|due|needs|need|get|gets|have|has|for|on|onto|over|declare|declares|
  specify|spell out|write out|demands|demand|requires|require|would be|give|carry|write|bring|generate|see|say|says|state|document|annotate|put|express|tell|tells|note|equip|enrich|prepare|set up|supply|produce|mark|stick|attach|must have|should have)`;
const MISSED = `((missing|absent|lacking) (on|in|from|for) (most|many|some|several|lots) [of]|(most|all|many) of|to|into|onto|for|of|on|in|with|via|using|as|by|over|out|down|up|where|wherever|which|that|what|they|it|them|(@add|scaffold|give|have|has|get|gets|need|needs|want|lack|lacks|miss|without|missing) [explicit|proper|real] (one|ones|some)|missing|absent|lacking|without|none|no|any|each one|explicitly|everywhere|fail|fails|failing|from|about|yet|so far|hits)`;

/** Requests to add what is said to functions or files, in any words. */
export function addingGists(
  thing: string,
  knows: readonly string[],
  never: readonly string[] = [],
): readonly Gist[] {
  return [
    {
      must: [thing],
      says: [GIVING],
      may: [GIVING, MISSED, 'but (do|does) not have (them|it|one|any)', ...knows],
      never: [
        '(wrong|correct|remove|drop|delete|strip|style|old|outdated|check|checked|update|replace|turn|convert|rename|move|fix|sort|clear|instead)',
        '(no|not|without) (need|want|add|adding|more)',
        '(want|wants|need|needs) (no|none|nothing)',
        'not [be|being|really] (needed|wanted|required|desired|requested)',
        ...never,
      ],
    },
  ];
}

/** What a recipe that follows a name through the project does anyway, said in any words. */
export const FOLLOWING: readonly string[] = [
  `[and|with|all|every|each|incl|including|plus|of] [the|our|its|their|rest of] @callers [to it|of it] [(should|must|have to|need to|needs to|ought to|need|are to|will|shall|to|has to)] [be]
    (follow|following|follows|included|too|accordingly|adapted|adjusted|adjusting|updated|updating|fixed|changed|adapting|fixing|as well|know|know about it|knowing|kept working|keep working|work|working|still work|well|along|likewise|move along|come along|in sync)`,
  `[and|also|please|then|including|with] (update|fix|fix up|adjust|adapt|follow|include|change|patch|correct|rewrite|repair|mind|remember|keep|take care of|also update) [up] [all|every|each|any] [of] [the|our|its|their|rest of] @callers [to it|of it|that use it|accordingly|too|as well|everywhere|working|in sync|intact]`,
  `[and|also] (update|fix|fix up|adjust|adapt|change|including|include|with|tell|for) [up] (whoever|everyone|everything|anyone|anything|everybody|all|all files|every file|each file|all modules|every module|all places|every place|wherever|everywhere|places) [(who|that|which|where)] [it is|it 's] (imports|import|uses|use|calls|call|references|reference|used|called|imported|referenced|refer to|refers to) [it|them]`,
  `(everywhere|wherever|where|in all files where|in all places where|all files where|every file that|in every place where) [it|they|that] [is|are|gets|it 's] (used|called|imported|referenced|mentioned|uses it|imports it)`,
  '(throughout|across|over|in|through|for) [all|whole|entire|complete|full|our|this] [of] (project|repo|repository|code base|codebase|code|package|files|tree|app|application)',
  '(all|every|each) @callers [too|included|as well|likewise]',
  '@callers (too|included|follow|following|as well)',
];
