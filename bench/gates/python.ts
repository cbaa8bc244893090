/**
 * Runs the syntax gate over Python's own test-suite: the programs there that the compiler of this interpreter refuses, and
 * every file of the standard library that it compiles. Of the former at most 2 % may pass where the interpreter is not
 * asked, and none where it is; no valid file may be refused. Exit 1 over a bound.
 * Usage: node bench/gates/python.ts [PYTHON]; an interpreter with its tests, as from source, from pyenv, or from Debian's
 * packages python3 and libpython3-testsuite.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { openPython3, type Python3 } from '../../src/codebase/languages/python3.ts';
import { newerSyntaxIn } from '../../src/codebase/languages/ruff.ts';
import { checkSyntax } from '../../src/safety/syntax-check.ts';
import { reportFigures, type Figure } from '../measure.ts';
import { useLauncherMode } from './corpus.ts';

const COLLECTOR = fileURLToPath(new URL('python-cases.py', import.meta.url));
const MAX_OUTPUT_BYTES = 50_000_000;
const MAX_ACCEPTED_PERCENT = 2;

const offered = z.object({
  version: z.string(),
  library: z.string(),
  cases: z.array(z.object({ kind: z.string(), file: z.string(), text: z.string() })),
  valid: z.array(z.string()),
});

type Offered = z.infer<typeof offered>;

/** Collects what the interpreter's library offers, judges it with the interpreter and without, and prints what escapes. */
export async function measurePython(command: string): Promise<readonly Figure[]> {
  const output = execFileSync(command, [COLLECTOR], { encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES });
  const corpus = await withoutNewer(offered.parse(JSON.parse(output)));
  const kinds = Object.entries(Object.groupBy(corpus.cases, ({ kind }) => kind));
  const counts = kinds.map(([kind, cases = []]) => `${cases.length} by ${kind}`).join(', ');
  console.log(
    `Python ${corpus.version}: ${corpus.cases.length} refused programs (${counts}), ${corpus.valid.length} valid files`,
  );
  const python = openPython3({ command });
  try {
    return [
      acceptedFigure(corpus, await escapesOf(corpus, null), {
        how: 'without the interpreter',
        bound: MAX_ACCEPTED_PERCENT,
      }),
      acceptedFigure(corpus, await escapesOf(corpus, python), { how: 'with the interpreter', bound: 0 }),
      await refusedFigure(corpus, python),
    ];
  } finally {
    python.close();
  }
}

/** What a newer Python accepts is not wrong, and left to ruff: see python3.ts. It is counted apart. */
async function withoutNewer(corpus: Offered): Promise<Offered> {
  const version = corpus.version.split('.').slice(0, 2).join('.');
  const cases: Offered['cases'] = [];
  for (const one of corpus.cases) if ((await newerSyntaxIn(one.text, version)) === null) cases.push(one);
  console.log(`apart: ${corpus.cases.length - cases.length} refused programs are right in a newer Python`);
  return { ...corpus, cases };
}

async function isAccepted(bytes: Uint8Array, python: Python3 | null): Promise<boolean> {
  return (await checkSyntax({ path: 'case.py', before: null, after: bytes }, { python })).valid;
}

async function escapesOf(corpus: Offered, python: Python3 | null): Promise<Offered['cases']> {
  const escaped: Offered['cases'] = [];
  for (const one of corpus.cases) if (await isAccepted(Buffer.from(one.text), python)) escaped.push(one);
  return escaped;
}

function acceptedFigure(
  { cases }: Offered,
  escaped: Offered['cases'],
  { how, bound }: { readonly how: string; readonly bound: number },
): Figure {
  for (const { file, text } of escaped) console.log(`  ${file}, ${how}: ${JSON.stringify(text)}`);
  return {
    name: `refused programs accepted ${how}`,
    value: (100 * escaped.length) / cases.length,
    unit: '%',
    bound,
    detail: `${escaped.length} of ${cases.length}`,
  };
}

/** What is accepted with the interpreter is accepted without it, which only adds to what speaks against a file. */
async function refusedFigure({ library, valid }: Offered, python: Python3): Promise<Figure> {
  let refused = 0;
  for (const path of valid) {
    if (await isAccepted(readFileSync(path), python)) continue;
    refused += 1;
    console.log(`  ${relative(library, path)} is refused`);
  }
  return {
    name: 'valid files refused, with the interpreter and without',
    value: refused,
    unit: 'files',
    bound: 0,
    detail: `of ${valid.length}`,
  };
}

if (import.meta.main) {
  console.log(useLauncherMode());
  reportFigures(await measurePython(process.argv[2] ?? 'python3'));
}
