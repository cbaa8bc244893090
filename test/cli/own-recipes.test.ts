import { expect, it } from 'vitest';
import { createProject } from '../support/cli.ts';

const RULE = `id: named-rounding
language: python
message: Round by name
rule: { pattern: 'round($A, $B)' }
constraints: { B: { kind: integer } }
fix: 'round($A, ndigits=$B)'
metadata: { sentences: [Round by name], effect: preserves }
`;
const PLACE = 'ouroboros.recipes/rounding.yml';
const FILES = { 'a.py': 'x = round(1.234, 2)\n', [PLACE]: RULE };

it('runs a rule that the project wrote, by its sentence or its id, through the gates and on record', async () => {
  const project = await createProject(FILES);
  const bySentence = await project.ouroboros(['refactor', 'Round by name', '-t', 'a.py', '--auto-apply']);
  expect(bySentence).toMatchObject({ exitCode: 0 });
  expect(project.read('a.py')).toBe('x = round(1.234, ndigits=2)\n');
  const [artifact] = project.artifacts();
  expect(artifact?.models_used).toContainEqual(
    expect.objectContaining({
      model_name: expect.stringMatching(/^recipe:named-rounding@[\da-f]{12}$/),
      tokens_used: 0,
    }),
  );
  const again = await project.ouroboros([
    'refactor',
    '--recipe',
    'named-rounding',
    '-t',
    'a.py',
    '--auto-apply',
  ]);
  expect(again.stdout).toContain('named-rounding has nothing to change in a.py');
});

it('does not apply by itself what a gate refuses, or what may change the behaviour', async () => {
  const undefinedName = RULE.replace("'round($A, ndigits=$B)'", "'rounded($A, $B)'");
  const project = await createProject({ ...FILES, [PLACE]: undefinedName });
  const refused = await project.ouroboros(['refactor', 'Round by name', '-t', 'a.py', '--auto-apply']);
  expect(refused).toMatchObject({ exitCode: 1 });
  expect(refused.stdout).toContain('Undefined name `rounded`');
  project.write(PLACE, RULE.replace(', effect: preserves', ''));
  const held = await project.ouroboros(['refactor', 'Round by name', '-t', 'a.py', '--auto-apply']);
  expect(held).toMatchObject({ exitCode: 4 });
  expect(project.read('a.py')).toBe(FILES['a.py']);
});

it('lists it beside its own recipes, and names what is wrong with it', async () => {
  const project = await createProject(FILES);
  expect((await project.ouroboros(['recipes'])).stdout).toContain('named-rounding, for python');
  expect((await project.ouroboros(['recipes', 'show', 'named-rounding'])).stdout).toContain('Round by name');
  project.write(PLACE, 'id: half\n');
  const wrong = await project.ouroboros(['refactor', 'Round by name', '-t', 'a.py']);
  expect(wrong).toMatchObject({ exitCode: 2 });
  expect(wrong.stderr).toContain(`${PLACE} is no recipe: language`);
});
