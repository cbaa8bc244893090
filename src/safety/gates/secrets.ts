import { contextAround } from '../../domain/diagnostic.ts';
import type { Gate } from '../../domain/ports.ts';
import { positionAt } from '../../domain/text.ts';
import type { Leak } from '../secrets/leaks.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

const MAX_FINDINGS = 10;

/**
 * Refuses secrets that a change brings into a file: keys and tokens in their issuers' forms, private keys, and random
 * values that are called a password or a key. What it says of them shows no part of them.
 */
export function createSecretsGate(): Gate {
  return gateOf({
    id: 'secrets',
    noun: 'secret',
    judges: 'each-step',
    appliesTo: () => true,
    find: async (changes) => {
      const known = changes.flatMap(({ before }) => before ?? []);
      const findings: Finding[] = [];
      for (const change of changes) {
        if (findings.length < MAX_FINDINGS) findings.push(...(await findIn(change, known)));
      }
      return findings.slice(0, MAX_FINDINGS);
    },
  });
}

async function findIn(
  { path, before, after }: TextChange,
  known: readonly string[],
): Promise<readonly Finding[]> {
  if (after === null || after === before) return [];
  const { findLeaks, withoutSecrets } = await import('../secrets/leaks.ts');
  const leaks = await findLeaks({ path, before, text: after }, known);
  if (leaks.length === 0) return [];
  const shown = withoutSecrets(after, leaks);
  return leaks.slice(0, MAX_FINDINGS).map((leak) => findingOf(leak, { path, shown }));
}

function findingOf(
  { rule, start }: Leak,
  { path, shown }: { readonly path: string; readonly shown: string },
): Finding {
  const place = positionAt(shown, start);
  return {
    path,
    ...place,
    message: `A secret (${rule}) is written into the file. Read it from the environment or a secret store; where a sample is meant, use a placeholder such as \`<your-key>\`.`,
    context: contextAround(shown, place),
  };
}
