import { expect, it } from 'vitest';
import { licenceOf, recogniseLicence } from '../../src/codebase/licence.ts';

async function licenceWith(files: Readonly<Record<string, string>>): Promise<string | null> {
  return licenceOf({ paths: Object.keys(files), readText: async (path) => files[path] ?? null });
}

const MIT = `MIT License

Copyright (c) 2026 Someone

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies.
`;
const BSD_2 = `Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:`;

it.each([
  ['package.json', { 'package.json': '{"license": "Apache-2.0"}' }, 'Apache-2.0'],
  ['an old package.json', { 'package.json': '{"licenses": [{"type": "MIT"}]}' }, 'MIT'],
  ['an expression in brackets', { 'package.json': '{"license": "(MIT OR CC0-1.0)"}' }, 'MIT OR CC0-1.0'],
  [
    'pyproject.toml',
    { 'pyproject.toml': '[project]\nname = "a"\nlicense = "BSD-3-Clause"\n' },
    'BSD-3-Clause',
  ],
  ['the table form', { 'pyproject.toml': '[project]\r\nlicense = { text = "ISC" }\r\n' }, 'ISC'],
  ['Cargo.toml', { 'Cargo.toml': "[package]\nlicense = 'MIT OR Apache-2.0'\n" }, 'MIT OR Apache-2.0'],
  [
    'the first manifest that says one',
    { 'package.json': '{"private": true}', 'pyproject.toml': '[project]\nlicense = "MIT"' },
    'MIT',
  ],
])('takes what %s declares', async (_what, files, expected) => {
  expect(await licenceWith(files)).toBe(expected);
});

it.each([
  ['LICENSE', { LICENSE: MIT }, 'MIT'],
  ['LICENCE.md', { 'LICENCE.md': MIT }, 'MIT'],
  ['COPYING', { COPYING: BSD_2 }, 'BSD-2-Clause'],
  [
    'the file that the manifest names',
    { 'package.json': '{"license": "SEE LICENSE IN legal.txt"}', 'legal.txt': MIT },
    'MIT',
  ],
  [
    'the file of a table',
    { 'pyproject.toml': '[project]\nlicense = {file = "legal.txt"}', 'legal.txt': MIT },
    'MIT',
  ],
  [
    'the text, where the manifest has words of its own',
    { 'package.json': '{"license": "MIT License"}', LICENSE: MIT },
    'MIT',
  ],
])('recognises the text of %s', async (_what, files, expected) => {
  expect(await licenceWith(files)).toBe(expected);
});

it.each([
  ['a text of its own', { LICENSE: 'You may look at it on Sundays.' }],
  ['two licences in two files', { 'LICENSE-MIT': MIT, 'LICENSE-BSD': BSD_2 }],
  ['words in the manifest alone', { 'package.json': '{"license": "ask us first, then do as you are told"}' }],
  ['a file outside of the tree', { 'package.json': '{"license": "SEE LICENSE IN ../other/LICENSE"}' }],
  ['further conditions', { LICENSE: `"Commons Clause" License Condition\n\n${MIT}` }],
])('says unknown of %s', async (_what, files) => {
  expect(await licenceWith(files)).toBe('unknown');
});

it('is null where nothing speaks of a licence', async () => {
  expect(await licenceWith({ 'package.json': '{}', 'src/license.ts': MIT })).toBeNull();
  expect(
    await licenceWith({ 'package.json': 'not JSON', 'pyproject.toml': '[tool.x]\nlicense = "MIT"' }),
  ).toBeNull();
});

it.each([
  ['Apache-2.0', 'Apache License\n  Version 2.0, January 2004'],
  ['MPL-2.0', 'Mozilla Public License Version 2.0\n===='],
  ['GPL-2.0', 'GNU GENERAL PUBLIC LICENSE\n Version 2, June 1991'],
  [
    'GPL-3.0',
    'GNU GENERAL PUBLIC LICENSE\nVersion 3 … under version 3 of the GNU Affero General Public License version 3',
  ],
  ['LGPL-2.1', 'GNU LESSER GENERAL PUBLIC LICENSE\nVersion 2.1, February 1999'],
  ['AGPL-3.0', 'GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3, 19 November 2007'],
  ['Unlicense', 'This is free and unencumbered software released into the public domain.'],
  [
    'ISC',
    'Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that',
  ],
  ['BSD-3-Clause', `${BSD_2}\nNeither the name … may be used to endorse or promote products`],
  ['BSD-2-Clause', BSD_2],
  ['MIT', MIT],
])('knows %s by its sentences', (licence, text) => {
  expect(recogniseLicence(text)).toBe(licence);
});
