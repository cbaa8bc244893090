import { dirname } from 'node:path';
import type { Candidate } from '../domain/ports.ts';
import type { JavaScriptGoal } from '../codebase/package-goal.ts';
import { mixedModule } from './mixed-modules.ts';
import { checkSyntax, type SyntaxOptions } from './syntax-check.ts';
import type { SyntaxInput } from './syntax-input.ts';
import type { SyntaxVerdict } from './syntax-verdict.ts';

/** A changed file of a tree; the goal is what its package says. */
type PackagedInput = SyntaxInput & { readonly goal: JavaScriptGoal | null };

const MAX_SIBLINGS = 5;

/**
 * Judges a changed file as its package says that JavaScript is read; but where the code is no such JavaScript anyhow, and a
 * compiler reads it, as the other kind: so it was before, or so are the files beside a new one.
 */
export async function checkAsRead(
  input: PackagedInput,
  candidate: Candidate,
  options: SyntaxOptions,
): Promise<SyntaxVerdict> {
  const verdict = await checkSyntax(input, options);
  const { goal } = input;
  if (goal === null && verdict.valid) {
    const diagnostics = await mixedModule(input, candidate);
    return diagnostics.length === 0 ? verdict : { ...verdict, kind: 'invalid', valid: false, diagnostics };
  }
  if (goal === null || (verdict.valid && verdict.warnings.length === 0)) return verdict;
  const other = goal === 'module' ? 'commonjs' : 'module';
  const isRead = async (path: string, after: Uint8Array): Promise<boolean> => {
    const alone = { path, before: null, after };
    const asOther = await checkSyntax({ ...alone, goal: other }, options);
    return asOther.valid && !(await checkSyntax({ ...alone, goal }, options)).valid;
  };
  for (const [path, bytes] of await asItWas(input, candidate))
    if (await isRead(path, bytes)) return checkSyntax({ ...input, goal: other }, options);
  return verdict;
}

/** The file before, or some of its folder beside a new one. */
async function asItWas(
  { path, before }: PackagedInput,
  candidate: Candidate,
): Promise<readonly (readonly [path: string, bytes: Uint8Array])[]> {
  if (before !== null) return [[path, before]];
  const changed = new Set(candidate.changes.map((change) => change.path));
  const siblings = (await candidate.list()).filter(
    (one) => one.endsWith('.js') && dirname(one) === dirname(path) && !changed.has(one),
  );
  const found: [string, Uint8Array][] = [];
  for (const sibling of siblings.slice(0, MAX_SIBLINGS)) {
    const bytes = await candidate.read(sibling);
    if (bytes !== null) found.push([sibling, bytes]);
  }
  return found;
}
