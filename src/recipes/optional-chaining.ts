import type { Recipe } from './recipe.ts';
import { turningGists, wantingGists } from './router/concepts.ts';
import { conversionGists, ruleGist } from './router/gist-phrases.ts';
import { conversionPatterns, rulePattern } from './router/phrases.ts';

const CHAINING = `[javascript|typescript|js|ts] (optional chaining [operator|operators|syntax|expressions]|optional chains|
  optional chain [operator|operators|expressions]|?. [operator|chains|chaining]|\`?.\`)`;
const KIND =
  '(&&|null|nullish|undefined|existence|truthiness|guard|guarded|nested|chained|repeated|logical and|property|access|deep|null safe|null check|null guard|explicit|and)';
const GUARDS =
  '(chain|chains|check|checks|guard|guards|expression|expressions|pattern|patterns|conditions|idiom|accesses|access|tests)';
const CHECKS = `((${KIND} [${KIND}] [${KIND}]|\`&&\`) [style] ${GUARDS} [(like|such as) \`&&\`|with &&]|${GUARDS} (like|such as) \`&&\`|
  [property] [access|existence] guards|&& chained property (access|accesses)|[manual] null (or|and) undefined checks|
  null/undefined ${GUARDS}|(checking|testing) for (null|undefined|existence) [(or|and) undefined] [manually|by hand|with &&]|
  chains of (&&|and|null checks|checks)|guarding with &&|(&&|\`&&\`) [null] (checks|guards) before [property] (access|accesses|lookups|reads)|&&|\`&&\`)`;

const GUARDED = `(&&|\`&&\`|(null|nullish|undefined|null/undefined|existence|truthiness|guard|guarded|nested|chained|repeated|logical and|safety) (check|checks|guard|guards|chain|chains|conditions)|guards|guard|chained conditions)`;
const KNOWN = [
  GUARDED,
  '(chained|chain|chains|check|checks|null|undefined|property|properties|access|accesses|accessing|nested|condition|conditions|expression|expressions|deep|repeated|operator|operators|guarding|and|or|an|syntax|manual|safe)',
  '[@tool] prefer optional chain [rule]',
];

/** Writes chains of checks, `a && a.b && a.b.c`, as `a?.b?.c`. */
export const optionalChaining: Recipe = {
  id: 'optional-chaining',
  version: '1.0.0',
  title: 'Write chains of && checks with optional chaining',
  languages: ['javascript', 'typescript', 'tsx'],
  slots: [],
  patterns: [
    ...conversionPatterns({ from: CHECKS, to: CHAINING, isToEnough: true, isFromEnough: false }),
    rulePattern('prefer optional chain'),
  ],
  gists: [
    ...conversionGists({ from: CHECKS, to: CHAINING, isToEnough: true, isFromEnough: false }),
    ruleGist('prefer optional chain'),
    ...turningGists({ from: GUARDED, to: CHAINING, knows: KNOWN }),
    ...wantingGists(CHAINING, KNOWN),
  ],
  proves: ['A', 'D'],
  effect: 'may-differ',
  examples: [
    'Use optional chaining',
    'Replace && chains with optional chaining',
    'Convert null checks to optional chaining in src/app.js',
  ],
  refuses: [
    'chains whose value is used, unless the types say that no check can yield anything but undefined',
    'calls and steps over several members, where a value such as 0 or "" would then be asked for them, unless the types exclude it',
    'members that texts, numbers and truth values have too, such as `trim`; computed keys; calls that would run once less',
    '`import.meta`, `process.env` and `module`, which builds look for; checks with comments between them',
    'declaration files; a file with a syntax error',
  ],
  run: async (request, tree) =>
    (await import('./optional-chaining/run.ts')).optionalChainingIn(request, tree),
};
