import { COMMENT_LINE } from '../domain/language-comments.ts';
import type { Recipe } from './recipe.ts';
import { LINT_RULES } from './router/lint-rules.ts';

const KIND =
  '(header|headers|notice|notices|comment|banner|text|line|lines|header line|header lines|header comment|comment line)';
const HEADER = `((copyright|license|spdx|legal) [copyright|license] [${KIND}]|[file] (header|headers|header line|header lines|header comment|banner))`;
const ANY = `(${HEADER}|${KIND})`;
const FILES = '@all [source|target|given|selected] @files';
const WHERE = `[(above|to|at|on|onto|in|into|of) [(top|beginning|start|head) of] (${FILES}|{file})] [(without|missing|lacking|that lack|that miss|which lack) (one|it|them)] [(at|on) top]`;
const SAYING = '[(saying|reading|that says|which says|with text|with|of|that reads)]';
const TEXT = `(${SAYING} {text}|(from|in|of) [file] {source})`;

const PUT = `(@add|needed|required|due|put|paste|prepend|stamp|should|must|start|starts|begin|begins|need|needs|missing|carry|have|has|@wish|wants|want|demands|requires|for|no)`;
const KNOWN = [
  PUT,
  HEADER,
  ANY,
  '(at|on|to|in|above|with|as) [(very|top|beginning|start|head|first|top line|first line|first lines)] [line|lines] [of|in]',
  '[our|all] (source|go|rust|java|python|typescript|javascript|js|ts|c|kotlin|swift|php|ruby) [source] (file|files|code)',
  'source',
  '(comment|line|notice|text)',
  '(that|which|it) (says|reads|goes)',
  'to (it|them)',
  '(where|wherever|if|when) [(it|one|they|that|this) (is|are)] (missing|absent|lacking)',
  '(under|below|beneath) {file}',
  LINT_RULES.addHeader,
  '[legal|compliance|lawyers|management|security|boss|lead] (asked|asks|wants|want|insists|insist|demands|requested|ask) [for|on|about] (it|this|that|them)',
];

const NO_HEADER = [
  '(requests|responses|readme|footer|page|html|css|email|response|http|request|column|table|csv|update|remove|replace|year|endpoint|docs)',
  'not {text}',
  'no (file|files)|must go',
];

/** Puts a header, such as a licence, above the code of files that have none. */
export const addHeader: Recipe = {
  id: 'add-header',
  version: '1.0.0',
  title: 'Add a licence or copyright header to files without one',
  languages: Object.keys(COMMENT_LINE),
  slots: [
    { name: 'text', description: 'the header, in quotes, without comment marks', isRequired: false },
    { name: 'source', description: 'a file with the text of the header', isRequired: false },
  ],
  patterns: [
    `(@add|prepend|apply) [new|missing] ${HEADER} ${TEXT} ${WHERE}`,
    `(@add|prepend) [new|missing] ${HEADER} ${WHERE} ${TEXT}`,
    `(@add|prepend) [missing] [our|usual|same|standard|project] (copyright|license|spdx|legal) [copyright|license] ${KIND} ${WHERE}`,
    `(@add|prepend) (missing|our|usual|same|standard|project) ${HEADER} ${WHERE}`,
    `(@add|prepend) ([text|contents|content] {text}|[text|contents|content] of {source}|{source}) as [first] ${ANY} ${WHERE}`,
    `(@add|prepend) [(contents|content|text) of] {source} to (top|start|beginning) of ${FILES}`,
    // without the word for it, the text itself has to be a legal one
    `(@add|prepend|stamp) [[new] ${ANY}] ${SAYING} {text:legal} [as [first] ${ANY}] ${WHERE}`,
    `(@add|prepend) ${ANY} ${WHERE} ${SAYING} {text:legal}`,
    `@use {source} as ${HEADER} [(of|for|in) ${FILES}]`,
    `give ${FILES} [${ANY}] {text:legal}`,
    `give ${FILES} ${HEADER} {text}`,
    `(${FILES} (should|must) (start|begin)|make sure [that] ${FILES} (starts|start|begins|begin)) with ([${ANY}] {text:legal}|${HEADER} ${TEXT})`,
    `make sure [that] ${FILES} (has|have|carries|carry|contains|contain) ${HEADER} ${TEXT}`,
  ],
  gists: [
    {
      must: [`[${SAYING}] {text}`],
      says: [`(header|headers|licence|license|copyright|spdx|notice|banner)`, PUT],
      may: [
        ...KNOWN,
        '(as|at|on|to|in|into|above|with|for|of|over|by|insert|put|paste|place|set|include|apply|give|get|use|reads|saying|following|this|comment|line|lines|file|block|every|each|own|main|source|text|begin|start)',
        '{file}',
      ],
      never: NO_HEADER,
    },
    {
      must: [`${HEADER} [${SAYING}] {text}`, `(on|to|in|for|above|(top|beginning|start) of) ${FILES}`],
      may: KNOWN,
      never: [...NO_HEADER, '(drop|change|delete|wrong)'],
    },
    { must: [`[${SAYING}] {text:legal}`, PUT], may: KNOWN, never: NO_HEADER },
    {
      must: [
        `[${SAYING}] {text}`,
        PUT,
        `(${HEADER}|comment (at|on|as) [very] (top|beginning|start|head|first line)|(start|starts|begin|begins) with [this] comment)`,
      ],
      may: KNOWN,
      never: NO_HEADER,
    },
    {
      must: [
        `[${HEADER} (of|from|in)|(text|contents|content) of] [file] {source}`,
        PUT,
        `(${HEADER}|(first|top) (line|lines))`,
      ],
      may: KNOWN,
      never: NO_HEADER,
    },
  ],
  proves: ['A'],
  effect: 'preserves',
  examples: [
    'Add the header "SPDX-License-Identifier: MIT" to every file',
    'Add a licence header from HEADER.txt',
    'Add the missing licence headers',
  ],
  refuses: [
    'a header that nobody gave, unless most files of the tree share one',
    'files that have another header with a copyright or a licence',
    'files that begin with a comment which has to come first, such as one for Jest',
  ],
  run: async (request, tree) => (await import('./add-header/run.ts')).addHeaderTo(request, tree),
};
