import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gatedProject, type GatedProject } from './tests-gate.ts';
import { makeFolder, type Files } from './work-tree.ts';

/** A package whose script would leave a file and fail. */
const THREE = {
  'package/package.json':
    '{"name":"three","version":"1.0.0","main":"i.js","scripts":{"install":"touch ran && exit 1"}}',
  'package/i.js': 'module.exports = 3;',
};

/** A project that takes a package from a file of its own, so that nothing has to be fetched; its settings name programs. */
export const VENDORING = {
  'package.json': JSON.stringify({
    name: 'p',
    version: '1.0.0',
    scripts: { test: 'node --test', postinstall: 'exit 1' },
    dependencies: { three: 'file:vendor/three.tgz' },
  }),
  '.npmrc': 'ignore-scripts=false\nscript-shell=./evil.sh\n',
  'a.js': 'exports.six = () => 2 * require("three");\n',
  'a.test.js': `
    const { six } = require('./a.js');
    require('node:test').test('six', () => { if (six() !== 6) throw new Error('not six'); });
  `,
};

/** Makes a project with a packed package at `vendor/three.tgz`, and with no lock file yet. */
export function vendoringProject(
  config: Parameters<typeof gatedProject>[1],
  files: Files = VENDORING,
): GatedProject & { readonly archive: string } {
  const project = gatedProject(files, config);
  const archive = join(project.root, 'vendor/three.tgz');
  mkdirSync(join(project.root, 'vendor'));
  execFileSync('tar', ['-czf', archive, '-C', makeFolder(THREE), 'package']);
  return { ...project, archive };
}
