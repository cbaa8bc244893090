import { codeOfFile } from '../../codebase/languages/code-of-file.ts';
import type { TextChange } from '../gates/text-guard.ts';

const COMPONENT = /\.(?:vue|svelte|astro)$/;

/** Changes with the scripts of components in place of the components, and what gives the path of the file for theirs. */
export type ScriptChanges = {
  readonly changes: readonly TextChange[];
  readonly pathOf: (path: string) => string;
};

/** Changes in which a component is its scripts, every line in its place, under a path that tells their language. */
export async function scriptsOf(files: readonly TextChange[]): Promise<ScriptChanges> {
  const read = await Promise.all(files.map(async (file) => ({ file, change: await scriptOf(file) })));
  const paths = new Map(read.map(({ file, change }) => [change.path, file.path]));
  return { changes: read.map(({ change }) => change), pathOf: (path) => paths.get(path) ?? path };
}

async function scriptOf(file: TextChange): Promise<TextChange> {
  const { path, before, after } = file;
  if (!COMPONENT.test(path) || before === null || after === null) return file;
  const [old, now] = [await codeOfFile(path, before), await codeOfFile(path, after)];
  if (old === null || now === null) return file;
  return { path: now.name, before: old.text, after: now.text };
}
