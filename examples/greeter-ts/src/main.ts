import { badgeLines, formatName, greet } from './index.ts';

const ada = { first: 'Ada', last: 'Lovelace' };

console.log(greet(ada));
console.log(formatName(ada).length);
console.log(badgeLines(ada, { title: 'Speaker', formatName: true }).join(' | '));
