import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cssFaults } from '../../../src/codebase/languages/css-faults.ts';

const faultsOf = (text: string): readonly string[] =>
  cssFaults(text).map(({ offset, message }) => `${offset} ${message}`);

it.each([
  ['a { b: c; }\nd {\n e: f;\n', '14 Missing `}` for this `{`'],
  ['a { b: c; }}\n', '11 Nothing is open that this `}` closes'],
  ['a { b: (c; }\nd { e: f; }\n', '7 Missing `)` for this `(`'],
  ['@media (a: b { c { d: e; } }\n', '7 Missing `)` for this `(`'],
  ['a { b: c); }\n', '8 Nothing is open that this `)` closes'],
  ['a { b: "c; }\nd { e: f; }\n', '7 Missing `"` at the end'],
  ['a { b: c; } /* d\ne { f: g; }\n', '12 Missing `*/` at the end'],
  ['a { b: url(c.png; }\n', '7 Missing `)` at the end'],
  ['a { b: c; /* d */ e f; }\n', '18 Missing `:` after a property'],
  ['a { --b: { c(d) }; e f; }\n', '19 Missing `:` after a property'],
  ['a { b: ; }\n', '4 Missing value of a property'],
])('a style sheet is refused for what does not close or says nothing: %j', (text, fault) => {
  expect(faultsOf(text)).toContain(fault);
});

it.each([
  'ul li:not(:has(> form)) { > a { b: c } :root & { d: e } &:hover { f: g } }',
  '@charset "x";\n@import url(foo.css) layer(a);\n@layer b, c;\n@source "./**/*.vue";\n',
  'a { background: url(../b/c;d.woff2) format("e"), url("f)") }',
  'a { --b: ; --c: { d: e }; --f: ; }',
  ':root { --a: function(b) { if (b) { return c } return d(b) }; --e: f; }',
  "a { filter: progid:DXImageTransform.Microsoft.gradient(s='#fff', e='#000'); *zoom: 1; _height: 2px;; }",
  "// don't\na { b: c; }\n  // d\n",
  'a { b: "c\\\nd"; } .e\\:f\\{ { g: h }',
  'a { @apply b c; @media print { d { e: f } } }',
  '',
])('a style sheet may hold what grammars do not know: %j', (text) => {
  expect(faultsOf(text)).toEqual([]);
});

it('a sheet of rules without a fault has one as soon as any of its braces is gone', () => {
  const rule = fc.constantFrom(
    'a { b: c; }\n',
    '@media x { d { e: f } }\n',
    'g{h:i;j:"k"}\n',
    '/* { */ l { m: n }\n',
  );
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1 }), fc.nat(), (rules, at) => {
      const sheet = rules.join('');
      const braces = [...sheet.matchAll(/[{}](?! \*\/)/g)].map(({ index }) => index);
      const gone = braces[at % braces.length] ?? 0;
      expect(cssFaults(sheet)).toEqual([]);
      expect(cssFaults(sheet.slice(0, gone) + sheet.slice(gone + 1))).not.toEqual([]);
    }),
  );
});
