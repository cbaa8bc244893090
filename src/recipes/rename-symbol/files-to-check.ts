import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import { declarationsIn } from './candidates.ts';
import { reachedFrom } from '../typescript/importers.ts';
import type { NameIndex } from './name-index.ts';
import { deepestAt, wordOffsets } from './occurrences.ts';
import type { RenamePlan } from './rename-plan.ts';
import { seersOfNames } from './seers.ts';
import { isUseAlone } from './use-alone.ts';

/**
 * The files in which a rename can show: those that hold either name, and those that see the shape of what changed. A
 * member whose name another shape has too shows wherever its module is imported, however far: one shape may be passed
 * there for the other. Anything else shows only where a module is taken as a whole.
 */
export function filesToCheck(plan: RenamePlan, taken: NameIndex): readonly string[] {
  const { found, edits, importers } = plan;
  const isMember = found.declarations.some((one) => one.isMember);
  const touched = [...edits.texts.keys()];
  const reached =
    isMember && mayMeetOther(plan, taken)
      ? reachedFrom(importers.any, touched)
      : reachedFrom(importers.entire, reshapedBy(plan));
  const takers = taken.occurrences.map(({ path }) => path);
  return [...new Set([...touched, ...takers, ...spellersOf(plan), ...reached])];
}

/** Whether the name is a key even where nobody takes its module as an object: of a type, a namespace or the globals. */
function isKeyAnyhow({ found }: RenamePlan): boolean {
  const { ts, sourceFile } = found.project;
  return found.declarations.some(({ path, start, isMember, isExported, isVisible }) => {
    const file = sourceFile(path);
    const isInside =
      file === undefined || ts.findAncestor(deepestAt(ts, file, start), ts.isModuleDeclaration) !== undefined;
    return isMember || isInside || (isVisible && !isExported);
  });
}

/** The files whose own exports may look different: a file that only uses the name has the same types as before. */
function reshapedBy({ found, edits }: RenamePlan): ReadonlySet<string> {
  const shaping = edits.renamings.filter(({ occurrence }) => !isUseAlone(found.project, occurrence.node));
  return new Set(shaping.map(({ occurrence }) => occurrence.path));
}

/** Whether any other shape, of the project or of the language, has a member of the old or of the new name. */
function mayMeetOther({ found, request }: RenamePlan, taken: NameIndex): boolean {
  const { project, declarations, candidate } = found;
  const others = declarationsIn(project, found.index).filter(({ group }) => group !== candidate.group);
  const isTaken = [...others, ...declarationsIn(project, taken)].some(({ isMember }) => isMember);
  if (isTaken || declarations.some(({ kind }) => kind === 'member')) return true;
  return isKnownToLibrary(project, request.name) || isKnownToLibrary(project, request.to);
}

function isKnownToLibrary({ ts, program, pathOf }: TypeScriptProject, name: string): boolean {
  return program
    .getSourceFiles()
    .some((file) => pathOf(file) === null && wordOffsets(file.text, name, ts).length > 0);
}

/** Files that hold the name within another word too, in any case, and see a key of it: a type may make `onAdd` of `add`. */
function spellersOf(plan: RenamePlan): readonly string[] {
  const { found, request } = plan;
  const { files } = found.project;
  const seers = isKeyAnyhow(plan) ? null : seersOfNames(found.project, reshapedBy(plan));
  const bare = bareLetters(request.name);
  return files.sources.filter(
    (path) => (seers === null || seers.has(path)) && bareLetters(files.texts.get(path) ?? '').includes(bare),
  );
}

function bareLetters(text: string): string {
  return text.replace(/[_-]/g, '').toLowerCase();
}
