import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { TypeScript } from '../typescript.ts';

const OF_OUTPUT =
  'declarationDir declarationMap inlineSourceMap inlineSources outDir outFile sourceMap tsBuildInfoFile'.split(
    ' ',
  );

const manifest = z.object({ version: z.string() });

/** What the project's own options become for a check: what bears on output is set aside, so that declarations can be compared. */
export function checkedOptions(
  ts: typeof TypeScript,
  configured: TypeScript.CompilerOptions,
  folder: string,
): TypeScript.CompilerOptions {
  const defaults = majorVersion(ts, folder) < 6 ? olderDefaults(configured) : {};
  const kept = Object.entries(configured).filter(([name]) => !OF_OUTPUT.includes(name));
  return {
    ...defaults,
    ...Object.fromEntries(kept),
    composite: false,
    incremental: false,
    declaration: true,
    emitDeclarationOnly: true,
    noEmit: false,
    noEmitOnError: false,
    skipLibCheck: true,
  };
}

/** TypeScript 6 is strict and includes no types of packages unless told; a project of an older one relies on the opposite. */
function olderDefaults(configured: TypeScript.CompilerOptions): TypeScript.CompilerOptions {
  return {
    strict: false,
    noUncheckedSideEffectImports: false,
    ...(configured.types === undefined ? { types: ['*'] } : {}),
  };
}

/** The version of TypeScript that the project has installed; 5 where none is, since most projects are older than 6. */
function majorVersion({ sys }: typeof TypeScript, folder: string): number {
  for (let at = folder; ; at = dirname(at)) {
    const text = sys.readFile(join(at, 'node_modules', 'typescript', 'package.json'));
    const read = manifest.safeParse(text === undefined ? null : JSON.parse(text));
    if (read.success) return Number.parseInt(read.data.version, 10);
    if (dirname(at) === at) return 5;
  }
}
