import { isTestFile } from '../../codebase/test-files.ts';
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import { describeInterface } from '../../domain/interface-difference.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { Candidate, Gate, Verdict } from '../../domain/ports.ts';

/**
 * Under `--keep-api` refuses what can break who uses a file: a public name that is removed, renamed or has a signature
 * under which old calls fail or mean something else. Files of tests offer nothing.
 */
export function createPublicInterfaceGate(keepApi: boolean): Gate {
  return {
    id: 'public-interface',
    checkType: 'public-interface',
    isHealable: true,
    judges: 'whole-change',
    appliesTo: (path) => keepApi && !isTestFile(path),
    check: async (candidate) => judge(candidate),
  };
}

async function judge({ changes }: Candidate): Promise<Verdict> {
  const judged = changes.filter(({ path }) => !isTestFile(path));
  const found = await Promise.all(judged.map(breakingChanges));
  const diagnostics = found.flat();
  return {
    passed: diagnostics.length === 0,
    summary:
      diagnostics.length === 0
        ? 'Who uses these files can go on as before.'
        : `The public interface has to stay: ${diagnostics.map(({ path, message }) => `${path} ${message}`).join('; ')}.`,
    diagnostics,
    judged: judged.flatMap(({ path, after }) =>
      after === null ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
    ),
  };
}

async function breakingChanges({ path, before, after }: FileChange): Promise<readonly Diagnostic[]> {
  const { interfaceDifference } = await import('../../codebase/interface/interface-difference.ts');
  const difference = await interfaceDifference(path, before, after);
  const isBreaking = ({ name }: { readonly name: string }): boolean => difference.breaking.includes(name);
  const { added, removed, changed } = difference;
  const told = describeInterface({
    added: added.filter(isBreaking),
    removed: removed.filter(isBreaking),
    changed: changed.filter(isBreaking),
    breaking: [],
  });
  return told.map((message) => {
    return { path, line: 1, column: 1, kind: 'public-interface', message, source: 'guard', context: '' };
  });
}
