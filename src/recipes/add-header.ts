import { COMMENT_LINE } from '../domain/language-comments.ts';
import type { Recipe } from './recipe.ts';

const HEADER = `[(copyright|licence|license|spdx|legal|file)] [(copyright|licence|license)] (header|headers|notice|notices|comment|
  banner|line|lines|header line|header lines|header comment)`;
const WHERE = `[(to|at|on|in|into) [top of] [(all|every|each|these|those|given|selected)] [(source|target)] (file|files|module|modules)]
  [(at|on) top]`;
const TEXT = '([(saying|reading|with text|with|of|that says|that reads)] {text}|from [file] {source})';

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
    `(add|insert|prepend|put) [new] ${HEADER} ${TEXT} ${WHERE}`,
    `(add|insert|prepend|put) [new] ${HEADER} ${WHERE} ${TEXT}`,
    `(add|insert|prepend|put) {text} [as] [${HEADER}] ${WHERE}`,
    `(add|insert|prepend|put) [missing] [our|usual|same|standard] ${HEADER} ${WHERE}`,
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
