/**
 * Measures what the gates cost beyond the parsers they ask: all gates on one edited file of 500 lines, warm, and `check`
 * over 1,000 files as a process against a process that only parses them. Exit 1 over a bound.
 * Usage: node bench/gates/speed.ts [--files=1000] [--rounds=3] FOLDER…, which hold Python, JavaScript and TypeScript.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { SourceTree } from '../../src/domain/ports.ts';
import { openPython3 } from '../../src/codebase/languages/python3.ts';
import { interleave, LAUNCHER, median, reportFigures, type Figure } from '../measure.ts';
import { filesBelow, LAUNCHER_FLAG, randomFrom, sampleOf, useLauncherMode } from './corpus.ts';
import { parserAlone } from './parsers-alone.ts';
import { gatesIn, objectionsTo } from './run-gates.ts';

const SEED = 500;
const EDITED_LINES = 500;
// Warm is when the compiler of V8 has seen all gates often enough.
const EDIT_ROUNDS = 40;
const MAX_EDIT_MS = 60;
const MAX_PEAK_MB = 300;
const MAX_FILE_BYTES = 200_000;
const PARSE_ALONE = fileURLToPath(new URL('parse-alone.ts', import.meta.url));

const LANGUAGES = [
  { name: 'JavaScript', pattern: /\.[cm]?js$/, authority: 'oxc', measure: 'typescript', bound: 1.3 },
  {
    name: 'TypeScript',
    pattern: /(?<!\.d)\.[cm]?tsx?$/,
    authority: 'typescript',
    measure: 'typescript',
    bound: 2.5,
  },
  { name: 'Python', pattern: /\.py$/, authority: 'ruff', measure: 'ruff', bound: 4 },
] as const;

const EMPTY_TREE: SourceTree = { read: async () => null, list: async () => [] };

type Language = (typeof LANGUAGES)[number];

type Options = { readonly files: number; readonly rounds: number };

/** For each language: the edit's time beyond its parser's, the ratio of `check` to parsing alone, and the peak of memory. */
export async function measureSpeed(folders: readonly string[], options: Options): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const language of LANGUAGES) {
    const all = folders.flatMap((folder) => filesBelow(folder, language.pattern));
    const fit = all.filter((path) => statSync(path).size <= MAX_FILE_BYTES);
    figures.push(await measureEdit(language, fit));
    figures.push(
      ...(await measureCheck(language, sampleOf(fit, options.files, randomFrom(SEED)), options.rounds)),
    );
  }
  return figures;
}

async function measureEdit({ name, authority }: Language, paths: readonly string[]): Promise<Figure> {
  const { path, text } = nearestTo(EDITED_LINES, paths);
  const parse = await parserAlone(authority);
  const python = openPython3();
  const gates = gatesIn(tmpdir(), python);
  const gateMs: number[] = [];
  const parseMs: number[] = [];
  const cpuMs: number[] = [];
  for (let round = 0; round < EDIT_ROUNDS; round++) {
    const after = `${text.trimEnd()}\n${name === 'Python' ? pythonEdit(round) : scriptEdit(round)}\n`;
    const file = `edited${extname(path)}`;
    const change = { path: file, before: Buffer.from(text), after: Buffer.from(after), tolerances: [] };
    const startedCpu = process.threadCpuUsage();
    const started = performance.now();
    const objections = await objectionsTo([change], { tree: EMPTY_TREE, gates });
    const between = performance.now();
    const { user, system } = process.threadCpuUsage(startedCpu);
    if (objections.length > 0) throw new Error(`The edit is refused: ${JSON.stringify(objections)}`);
    cpuMs.push((user + system) / 1_000);
    parse(file, after);
    gateMs.push(between - started);
    parseMs.push(performance.now() - between);
  }
  python.close();
  // The fastest round: what others do on the machine can only add to it.
  const gateBestMs = Math.min(...gateMs);
  const parseBestMs = Math.min(...parseMs);
  return {
    name: `all gates on an edited ${name} file of ${text.split('\n').length} lines, beyond ${authority}`,
    value: gateBestMs - parseBestMs,
    unit: 'ms',
    bound: MAX_EDIT_MS,
    detail: `${gateBestMs.toFixed(1)} ms, of which the thread worked ${Math.min(...cpuMs).toFixed(1)}; ${authority} ${parseBestMs.toFixed(1)} ms`,
  };
}

/** A statement more, which every gate has to look at. */
function scriptEdit(round: number): string {
  return `if (Date.now() < ${round}) throw new RangeError('${round}');`;
}

function pythonEdit(round: number): string {
  return `if len(__name__) == ${round + 100}:\n    raise ValueError("${round}")`;
}

function nearestTo(
  lines: number,
  paths: readonly string[],
): { readonly path: string; readonly text: string } {
  const distance = (text: string): number => Math.abs(text.split('\n').length - lines);
  const read = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const nearest = read.toSorted((a, b) => distance(a.text) - distance(b.text))[0];
  if (nearest === undefined) throw new Error('The folders hold no such files.');
  return nearest;
}

/** The files are copied, so that both processes find them, and nothing else, in one folder. */
async function measureCheck(
  { name, measure, bound }: Language,
  paths: readonly string[],
  rounds: number,
): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  mkdirSync(join(folder, 'src'));
  for (const [index, path] of paths.entries()) cpSync(path, join(folder, 'src', `${index}${extname(path)}`));
  const [checked = [], parsed = []] = await interleave(
    [
      { args: [LAUNCHER, 'check', 'src', '--json'], cwd: folder },
      { args: [LAUNCHER_FLAG, PARSE_ALONE, measure, 'src'], cwd: folder },
    ],
    rounds,
  );
  rmSync(folder, { recursive: true, force: true });
  if (parsed.some(({ exitCode }) => exitCode !== 0)) throw new Error(parsed[0]?.output);
  const wallMs = median(checked.map((one) => one.wallMs));
  const aloneMs = median(parsed.map((one) => one.wallMs));
  const peakMb = median(checked.map((one) => one.peakMb));
  return [
    {
      name: `check of ${paths.length} ${name} files, whole process`,
      value: wallMs / aloneMs,
      unit: `x ${measure}`,
      bound,
      detail: `${wallMs.toFixed(0)} ms; ${measure} alone ${aloneMs.toFixed(0)} ms`,
    },
    { name: 'the same: peak memory', value: peakMb, unit: 'MB', bound: MAX_PEAK_MB, detail: '' },
  ];
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { files: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '3' } },
    allowPositionals: true,
  });
  if (positionals.length === 0)
    throw new Error('Usage: node bench/gates/speed.ts [--files=1000] [--rounds=3] FOLDER…');
  console.log(useLauncherMode());
  reportFigures(
    await measureSpeed(positionals, { files: Number(values.files), rounds: Number(values.rounds) }),
  );
}
