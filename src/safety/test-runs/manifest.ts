import { posix } from 'node:path';
import * as z from 'zod';
import type { SourceTree } from '../../domain/ports.ts';

/** What a package.json says of how a project is tested. */
export type Manifest = {
  readonly scripts: Readonly<Record<string, string>>;
  /** The names of the packages that it needs, those for development among them. */
  readonly packages: readonly string[];
  /** `packageManager`: a name with a version. */
  readonly manager: string;
  /** Whether it holds settings of mocha. */
  readonly setsMocha: boolean;
};

const record = z.record(z.string(), z.unknown()).default({});
const manifest = z.object({
  scripts: record,
  dependencies: record,
  devDependencies: record,
  packageManager: z.string().default(''),
  mocha: z.unknown().optional(),
});

/** The package.json of a folder: null where there is none, `broken` where it cannot be read. */
export async function readManifest(folder: string, tree: SourceTree): Promise<Manifest | 'broken' | null> {
  const bytes = await tree.read(posix.join(folder, 'package.json'));
  if (bytes === null) return null;
  const parsed = manifest.safeParse(parseJson(new TextDecoder().decode(bytes)));
  if (!parsed.success) return 'broken';
  const { scripts, dependencies, devDependencies, packageManager, mocha } = parsed.data;
  return {
    scripts: Object.fromEntries(
      Object.entries(scripts).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
    ),
    packages: Object.keys({ ...dependencies, ...devDependencies }),
    manager: packageManager,
    setsMocha: mocha !== undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
