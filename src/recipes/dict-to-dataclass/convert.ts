import type { FileChange } from '../../domain/patch.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import { oldestVersion } from '../python/oldest-version.ts';
import { refused, type Proof, type RecipeResult } from '../recipe.ts';
import { changeTo } from '../source-file.ts';
import type { Candidate } from './candidates.ts';
import { classNameFor, nameFault } from './class-name.ts';
import { editsOf } from './edits.ts';
import { planOf, type Plan } from './plan.ts';
import { proveChange } from './prove.ts';
import { UNKNOWN_TYPE } from './shape.ts';
import type { World } from './sites.ts';

const FIRST_WITH_DATACLASSES = 7;

/** Makes one dictionary a dataclass, in every file that takes its keys, or says what speaks against it. */
export async function convert(
  candidate: Candidate,
  given: string | undefined,
  world: World,
): Promise<RecipeResult> {
  const { name, place } = candidate;
  const because = (reason: string, hint: string | null = null): RecipeResult =>
    refused(`${name} (${place}) stays a dictionary, because ${reason}.`, hint);
  const className = given ?? classNameFor(candidate);
  const fault = nameFault(candidate, className);
  if (fault !== null) return because(fault, 'Give the class another name: to=NAME');
  const oldest = await oldestVersion(candidate.file.file.path, world.tree);
  if (oldest !== null && oldest.minor < FIRST_WITH_DATACLASSES)
    return because(`${oldest.saidBy} asks for Python ${oldest.version}, which has no dataclasses`);
  const plan = await planOf(candidate, world);
  if ('lost' in plan) return because(plan.lost, 'Every use must take a known key: d["key"].');
  const changed = await changesOf(plan, className);
  if (typeof changed === 'string') return because(changed);
  const { changes, proofs } = changed;
  return {
    kind: 'changed',
    changes,
    summary: `${name} of ${candidate.file.file.path} is a dataclass, ${className}.`,
    notes: notesOf(plan, className),
    proofs: [...proofs, usesProof(plan, changes.length)],
  };
}

type Changed = { readonly changes: readonly FileChange[]; readonly proofs: readonly Proof[] };

async function changesOf(plan: Plan, className: string): Promise<Changed | string> {
  const edits = editsOf(plan, className);
  if ('lost' in edits) return edits.lost;
  const files = new Map([plan.candidate, ...plan.members].map(({ file }) => [file.file.path, file]));
  const own = plan.candidate.file;
  files.set(own.file.path, own);
  const changes: FileChange[] = [];
  let proofs: readonly Proof[] = [];
  for (const [path, file] of files) {
    const after = applyTextEdits(file.file.text, edits.get(path) ?? []);
    const proven = await proveChange(plan, className, { file, after });
    if (typeof proven === 'string') return proven;
    proofs = proven;
    changes.push(changeTo(file.file, after));
  }
  return { changes, proofs };
}

function usesProof({ members, unknown }: Plan, files: number): Proof {
  const listed = unknown.length === 0 ? '' : `; ${unknown.length} on values of unknown type are listed`;
  return {
    level: 'R',
    detail: `every use was found: ${members.length} in ${files} file${files === 1 ? '' : 's'}${listed}`,
  };
}

const MAX_UNKNOWN = 10;

function notesOf({ candidate, shape, unknown }: Plan, className: string): readonly string[] {
  const untyped = [...shape].flatMap(([key, type]) => (type === UNKNOWN_TYPE ? [key] : []));
  const { home, name } = candidate;
  const notes = [
    `${className} prints otherwise than a dictionary, and what lacks a field raises AttributeError in the place of KeyError.`,
  ];
  if (untyped.length > 0)
    notes.push(`${UNKNOWN_TYPE} stands where the values do not tell the type: ${untyped.join(', ')}.`);
  if (home.type === 'module') notes.push(`Code outside of this project that takes ${name} was not seen.`);
  const shown = unknown.slice(0, MAX_UNKNOWN).join(', ');
  const more = unknown.length > MAX_UNKNOWN ? ` and ${unknown.length - MAX_UNKNOWN} more` : '';
  if (unknown.length > 0) notes.push(`.${name} of values whose type is not known was left: ${shown}${more}.`);
  return notes;
}
