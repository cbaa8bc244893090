/** Parses every file of a folder with one parser, without judging: node parse-alone.ts typescript|ruff FOLDER. */
import { readFileSync } from 'node:fs';
import { filesBelow } from './corpus.ts';
import { parserAlone } from './parsers-alone.ts';

const [name, folder] = process.argv.slice(2);
if ((name !== 'typescript' && name !== 'ruff') || folder === undefined)
  throw new Error('Usage: node bench/gates/parse-alone.ts typescript|ruff FOLDER');
const parse = await parserAlone(name);
for (const path of filesBelow(folder, /./)) parse(path, readFileSync(path, 'utf8'));
