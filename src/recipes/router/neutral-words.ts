// Words that change nothing about what is asked for, wherever they stand, by what they are there for. None that denies
// ("not"), limits ("only", "some"), conditions ("if"), or could be what a change is made to ("error", "test", "comment")
// is among them: these belong to the phrases of recipes.

/** What stands for a thing that is named elsewhere, or joins words. */
const REFERRING = `this that these those there here it they them its their our my your us me who whom which i we you he she
  is are was were be been being am has have having had do does did get gets got gotten 's
  although though however whereas yet can could would should must shall may might will ought need needs and but because since thus hence so
  all any every each whole entire everything everywhere throughout across complete
  in on at of for inside within over`;

const POLITE = `u r ur tho cuz thanks thx cheers hi hello hey hiya folks team guys someone somebody anyone everyone everybody please
  maybe perhaps ok okay well happy glad grateful appreciate appreciated nice great good lovely kind kindly favor moment sorry
  gladly pretty thank welcome`;

/** How sure, how much, since when: of the whole, never of a part. */
const DEGREE = `itself themselves ourselves myself yourself fully horribly badly terribly awfully incredibly overly needlessly unnecessarily poorly
  wholly merely notoriously increasingly really actually simply quickly finally now nowadays currently still already today asap very quite much far
  completely entirely totally consistently always properly correctly nicely cleanly neatly carefully safely basically
  essentially honestly personally ideally obviously clearly apparently presently immediately directly straight right
  automatically accordingly respectively appropriately too sadly unfortunately hopefully way lot long often
  constantly repeatedly ever probably certainly definitely surely therefore else though anyway
 lately recently globally generally overall altogether effectively exactly plainly frankly`;

/** Judgements, which are reasons. */
const JUDGING = `deprecated discouraged frowned outmoded antiquated retro oldschool dozen dozens hundred hundreds thousand thousands ton unloved
  dreadful lousy unwanted undesirable needless superfluous ugly nasty hideous old older outdated dated ancient archaic obsolete legacy clumsy clunky awkward verbose messy
  mess untidy cluttered clutter noisy noise confusing cryptic misleading unclear vague ambiguous unreadable hard harder difficult
  tedious painful annoying brittle fragile terrible horrible awful bad worse poor weird odd strange silly ridiculous
  inconsistent inelegant unwieldy unmaintainable unpleasant cumbersome fashioned school huge big bigger large crowded
  overlong unhelpful many several lots countless plenty tons loads full better nicer cleaner clearer shorter simpler easier
  tidier neater prettier friendlier readable maintainable consistent idiomatic proper neat elegant
  concise best preferable handy useful sensible reasonable fine cool ideal pleasant crap cruft garbage junk pointless
  hell pain nightmare eyesore smell sin shame`;

/** Where requests come from, and what they are called. */
const OCCASION = `convention conventions style styleguide guide guideline guidelines policy habit habits taste sake readability
  clarity consistency legibility maintainability maintenance testability brevity simplicity hygiene tidiness review reviewer reviewers reviewing
  ticket task todo cleanup refactoring refactor refactorings chore nit request reason reasons purpose course kind lot amount bunch
  couple moment day days week weeks month months year years morning time times occasion colleague colleagues coworker boss
  lead manager newcomer newcomers reader readers people person user opinion idea suggestion
  approach fashion manner technique practice goal aim plan step debt standard standards`;

/** Who complains. */
const TOOLS = `eslint ruff flake8 pylint pyflakes pycodestyle pydocstyle mypy pyright tsc sonar sonarqube sonarlint biome linter linting lint`;

/** The whole of what there is to work on. */
const WHOLE = `code codebase file files module modules script scripts place places spot spots thing things stuff project repo
  repository package library program sources tree base source wide`;

const NEUTRAL = new Set([REFERRING, POLITE, DEGREE, JUDGING, OCCASION, TOOLS, WHOLE].join(' ').split(/\s+/));

/** Whether a word changes nothing about a request. */
export function isNeutral(key: string): boolean {
  return NEUTRAL.has(key);
}
