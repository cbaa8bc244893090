import { describe, expect, it } from 'vitest';
import { checkSyntax } from '../../src/safety/syntax-check.ts';

const CHART = 'metadata:\n  {{- if .Values.a }}\n  name: {{ .Values.b }}\n  {{- end }}\nspec: [1, 2]\n';
const PLAYBOOK = '- name: "{{ a }}"\n  run: ${{ b }} # {{ c }}\n  with: [1, 2]\n';

/** What becomes of a change, and what is said of it. */
async function outcome(path: string, before: string | null, after: string): Promise<readonly string[]> {
  const sides = { before: before === null ? null : Buffer.from(before), after: Buffer.from(after) };
  const { kind, verifiedBy, diagnostics } = await checkSyntax({ path, ...sides }, { python: null });
  return [kind, ...verifiedBy, ...diagnostics.map(({ line }) => `line ${line}`)];
}

describe('a template that makes YAML', () => {
  it('is not judged, new or changed, since YAML cannot be told from template in it', async () => {
    expect(await outcome('a.yaml', null, CHART)).toEqual(['not-judged']);
    expect(await outcome('a.yaml', CHART, `${CHART}b: {{ c }}\n`)).toEqual(['not-judged']);
    expect(await outcome('a.yml', CHART, CHART.replace('2]', '2'))).toEqual(['not-judged']);
    expect(await outcome('a.yml', 'a: 1\n', 'a: 1\n{% if b %}\nc: 2\n{% endif %}\n')).toEqual(['not-judged']);
  });

  it('is judged where it was YAML before and the change brings no more of a template', async () => {
    const before = 'a: {{ b }}\nc: [1, 2]\n';
    expect(await outcome('a.yaml', before, before.replace('2]', '2'))).toEqual(['invalid', 'yaml', 'line 3']);
    expect(await outcome('a.yaml', before, before.replace('2', '3'))).toEqual(['valid', 'yaml']);
  });

  it('is none for a value in quotes, in a comment or of a workflow', async () => {
    expect(await outcome('a.yml', null, PLAYBOOK)).toEqual(['valid', 'yaml']);
    expect(await outcome('a.yml', null, PLAYBOOK.replace(']', ''))).toEqual(['invalid', 'yaml', 'line 4']);
  });
});

describe('an error in YAML that was there before', () => {
  it('does not count, and one beside it does', async () => {
    const before = 'a: 1\na: 2\nb:\n  c: 1\n';
    expect(await outcome('a.yml', before, before.replace('c: 1', 'c: 3'))).toEqual(['valid', 'yaml']);
    expect(await outcome('a.yml', before, before.replace('c: 1', 'c: [1'))).toEqual([
      'invalid',
      'yaml',
      'line 5',
    ]);
  });
});

describe('HTML and CSS', () => {
  it('are refused for what nobody can dispute, new or changed, by tree-sitter', async () => {
    expect(await outcome('a.css', null, 'a { b: c;\n')).toEqual(['invalid', 'tree-sitter', 'line 1']);
    expect(await outcome('a.css', 'a { b: c; }\n', 'a { b c; }\n')).toEqual([
      'invalid',
      'tree-sitter',
      'line 1',
    ]);
    expect(await outcome('a.html', null, '<p>a</p\n')).toEqual(['invalid', 'tree-sitter', 'line 1']);
    expect(await outcome('a.html', '<p>a</p>\n', '<p>a</p\n')).toEqual(['invalid', 'tree-sitter', 'line 1']);
  });

  it('are not judged where only the grammar minds, and in templates, changed files too', async () => {
    expect(await outcome('a.html', '<p>a</p>\n', '<p>a & b</p>\n')).toEqual(['not-judged']);
    expect(await outcome('a.css', 'a { b: c; }\n', 'a { b: url(../c.png); }\n')).toEqual(['not-judged']);
    expect(await outcome('a.html', null, '<p {% if a == b %}>{{ c }}</p\n')).toEqual(['not-judged']);
  });

  it('have their old errors for themselves', async () => {
    const before = '<html>\n<p>a</p>\n</div>\n</html>\n';
    expect(await outcome('a.html', before, before.replace('a', 'c'))).toEqual(['valid', 'tree-sitter']);
  });
});
