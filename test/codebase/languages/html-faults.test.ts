import { expect, it } from 'vitest';
import { htmlFaults } from '../../../src/codebase/languages/html-faults.ts';

const faultsOf = (text: string): readonly string[] =>
  htmlFaults(text).map(({ offset, message }) => `${offset} ${message}`);

const page = (body: string): string => `<!doctype html>\n<html>\n<body>${body}</body>\n</html>\n`;

it.each([
  ['<p>a</p>\n<p>b</p\n', '13 Missing `>` of this `</p`'],
  ['<p>a</p\n<p>b</p>\n', '4 Missing `>` of this `</p`'],
  ['<a href="b>c</a> <a href="d">e</a>\n', '0 Missing `>` of this `<a`'],
  ['<p>a</p> <!-- b\n<p>c</p>\n', '9 Missing `-->` of this comment'],
  ['<script>\nlet a = "</b>";\n', '0 Missing `</script>` of this `<script>`'],
  [page('<div><span>a</div>'), '34 Missing `</span>` of this `<span>`'],
  [page('<div>a</div></div>'), '41 Nothing is open that this `</div>` closes'],
  [page('<section><p>a</p>'), '29 Missing `</section>` of this `<section>`'],
])('a page is refused for what does not end: %j', (text, fault) => {
  expect(faultsOf(text)).toEqual([fault]);
});

it.each([
  page('<p>a<p>b <ul><li>c<li>d</ul> <table><tr><td>e<tr><td>f</table><br><input disabled>'),
  page('a & b < c > d && e <= f'),
  page('<svg><path d="g"/></svg> <my-element /> <textarea><div></textarea>'),
  page('<script>if (a<b) c("</div>")</script><style>d > e {}</style>'),
  page('<a href=b/c?d=1&e=2>f</a> <p title=\'g"h\' class="i"id=j>k</p>'),
  page('<td><a href="b" /></a></td><td class="c" /><span d="e" />'),
  '<div class="wrap">\n',
  '</body>\n</html>\n',
  '@if (a() > -1) {\n  <b [c]="d < e" (click)="f(\'>\')" #g>{h}</b>\n}\n',
  '<!-- <div> --><p>',
  '<!-- a --!><p>b</p><!--><!---><i>c</i>\n',
])('a page or a part of one may be written so: %j', (text) => {
  expect(faultsOf(text)).toEqual([]);
});
