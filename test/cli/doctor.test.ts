import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { describe, expect, it, onTestFinished } from 'vitest';
import { judgedLanguages } from '../../src/codebase/languages/judge-syntax.ts';
import { checkModel, checkNode, checkProgram, checkSandbox } from '../../src/cli/commands/doctor-checks.ts';
import { runDoctor } from '../../src/cli/commands/doctor.ts';
import { processIo } from '../../src/cli/process-io.ts';

const reportSchema = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      id: z.string(),
      present: z.boolean(),
      required: z.boolean(),
      detail: z.string(),
      cost: z.string().optional(),
      remedy: z.string().optional(),
    }),
  ),
});

const signal = new AbortController().signal;
const SECRET = 'sk-ant-this-is-never-shown';

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder for PATH with these programs in it, each a shell script. */
function programs(scripts: Readonly<Record<string, string>>): string {
  const folder = scratch();
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

async function doctor(cwd: string, environment: Readonly<Record<string, string>>, json = true) {
  const lines: string[] = [];
  const io = {
    ...processIo({ cwd, color: false, isDebug: false, signal }),
    stdout: (line: string) => void lines.push(line),
    environment,
    isTerminal: false,
  };
  const exitCode = await runDoctor({ json }, io);
  return { exitCode, text: lines.join('\n'), lines };
}

describe('doctor', () => {
  it('finds what a machine has, and never shows a key', async () => {
    const cwd = scratch();
    const PATH = programs({
      git: 'echo git version 2.47.1',
      python3: 'echo Python 3.13.2',
      bash: 'echo "GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)"',
      bwrap: 'if [ "$1" = --version ]; then echo bubblewrap 0.11.0; fi',
    });
    const { exitCode, text } = await doctor(cwd, { PATH, ANTHROPIC_API_KEY: SECRET });
    const { ok, checks } = reportSchema.parse(JSON.parse(text));
    expect(checks.map(({ id, present, detail }) => [id, present, detail])).toEqual([
      ['node', true, process.versions.node],
      ['folders', true, join(cwd, 'artifacts')],
      ['parsers', true, judgedLanguages().join(', ')],
      ['git', true, '2.47.1'],
      ['model', true, 'ANTHROPIC_API_KEY is set'],
      ['python3', true, '3.13.2'],
      ['bash', true, '5.2.15'],
      ['sandbox', true, 'bubblewrap 0.11.0'],
    ]);
    expect([exitCode, ok]).toEqual([0, true]);
    expect(text).not.toContain(SECRET);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('says what each missing thing costs and how to get it, and passes where nothing required is missing', async () => {
    const { exitCode, lines } = await doctor(scratch(), { PATH: scratch() }, false);
    const python = lines.indexOf('missing  python3    python3 is not on the PATH');
    expect(lines.slice(python + 1, python + 3)).toEqual([
      '                    without it Python files are then checked by tree-sitter and ruff alone',
      '                    install Python 3',
    ]);
    expect(lines.at(-1)).toBe('Everything that is required is there.');
    expect(exitCode).toBe(0);
  });

  it('fails with 5 where records cannot be kept', async () => {
    const cwd = scratch();
    // A file where the folder should be: the one obstacle that also stops the superuser.
    writeFileSync(join(cwd, 'artifacts'), '');
    const { exitCode, text } = await doctor(cwd, { PATH: scratch() });
    const missing = reportSchema
      .parse(JSON.parse(text))
      .checks.filter((check) => !check.present && check.required);
    expect(missing.map(({ id }) => id)).toEqual(['folders']);
    expect(exitCode).toBe(5);
  });

  it('looks for the folders at the place that the config names', async () => {
    const cwd = scratch();
    mkdirSync(join(cwd, 'logs'));
    writeFileSync(join(cwd, 'ouroboros.config.json'), '{"artifactsDir": "logs/runs"}');
    const { text } = await doctor(cwd, { PATH: scratch() });
    const folders = reportSchema.parse(JSON.parse(text)).checks.find(({ id }) => id === 'folders');
    expect(folders).toMatchObject({ present: true, detail: join(cwd, 'logs', 'runs') });
  });
});

describe('checks', () => {
  it.each([
    ['24.0.0', true],
    ['25.1.0', true],
    ['22.20.0', false],
  ])('take Node %s: %s', (version, isPresent) => {
    expect(checkNode(version)).toEqual({ isPresent, detail: version });
  });

  it.each([
    [{}, false, 'no key in the environment'],
    [{ ANTHROPIC_AUTH_TOKEN: SECRET }, true, 'ANTHROPIC_AUTH_TOKEN is set'],
    [{ ANTHROPIC_BASE_URL: 'http://127.0.0.1:8080' }, true, 'requests go to 127.0.0.1:8080, on this machine'],
    [
      { ANTHROPIC_BASE_URL: 'http://me:pass@127.0.0.1:8080/v1' },
      false,
      'ANTHROPIC_BASE_URL is not an http address without a user name.',
    ],
    [
      { ANTHROPIC_API_KEY: SECRET, ANTHROPIC_BASE_URL: 'https://models.example.org' },
      true,
      'ANTHROPIC_API_KEY is set, requests go to models.example.org',
    ],
  ])('read %j', (environment, isPresent, detail) => {
    expect(checkModel(environment, {})).toEqual({ isPresent, detail });
  });

  it('tell a sandbox that is installed from one that works', async () => {
    const PATH = programs({
      bwrap:
        'if [ "$1" = --version ]; then echo bubblewrap 0.8.0; else echo "setting up uid map" >&2; exit 1; fi',
    });
    expect(await checkSandbox({ environment: { PATH }, signal })).toEqual({
      isPresent: false,
      detail: 'bubblewrap cannot make a box here: setting up uid map',
    });
  });

  it('end when the signal is aborted', async () => {
    const PATH = programs({ git: 'exec sleep 60' });
    const controller = new AbortController();
    const checking = checkProgram('git', ['--version'], {
      environment: { PATH: `${PATH}:${process.env['PATH']}` },
      signal: controller.signal,
    });
    controller.abort(new Error('enough'));
    await expect(checking).rejects.toThrow('enough');
  });
});
