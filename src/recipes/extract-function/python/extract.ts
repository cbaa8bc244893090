import { languageOf } from '../../../domain/language.ts';
import type { SourceTree } from '../../../domain/ports.ts';
import { usesOfName } from '../../python/scopes.ts';
import { lineWidthOf } from '../../python/line-width.ts';
import { isPythonName } from '../../python/names.ts';
import { nameOf, parsePython, type PyTree } from '../../python/tree.ts';
import { laidOut } from '../../python/wrapped.ts';
import { refused, type RecipeResult } from '../../recipe.ts';
import { changeTo, readSource } from '../../source-file.ts';
import type { Extraction } from '../extraction.ts';
import { planOf, type Plan } from './plan.ts';
import { proveExtraction } from './prove.ts';
import { regionOf } from './region.ts';
import { extractedText } from './write.ts';

/** Takes whole statements of a function out into one of their own; see extract-function.ts for what it refuses. */
export async function extractFromPython(extraction: Extraction, tree: SourceTree): Promise<RecipeResult> {
  const { file, name, range, span } = extraction;
  const parsed = await parsePython(file.text);
  if (parsed === null) {
    return refused(`${file.path} has a syntax error.`, `See it with: ouroboros check ${file.path}`);
  }
  const fault = nameFault(extraction, parsed);
  if (fault !== null) return refused(fault, 'Choose another name.');
  const region = regionOf(parsed, span);
  const plan = typeof region === 'string' ? region : planOf(region, name);
  if (typeof plan === 'string') {
    return refused(
      `Lines ${range} of ${file.path} cannot be taken out: ${plan}.`,
      'Name the first and the last line of whole statements of a function.',
    );
  }
  if (isListedPackage(extraction, parsed) && plan.receiver === null && !name.startsWith('_')) {
    return refused(
      `${file.path} lists its public names in __all__, and ${name} would be one more of the package.`,
      `Choose a name that starts with an underscore: _${name}`,
    );
  }
  const taken = await nameElsewhere(plan, extraction, tree);
  if (taken !== null) return refused(`${taken} uses the name ${name} already.`, 'Choose another name.');
  if (plan.receiver === null && isCalledByItsClass(plan)) {
    return refused(`The class calls ${nameOf(parsed, plan.region.home)} before ${name} would exist.`, null);
  }
  const plain = extractedText(plan);
  const proofs = await proveExtraction(plan, plain);
  if (typeof proofs === 'string')
    return refused(`Lines ${range} were not taken out, because ${proofs}.`, null);
  const offsets = [plan.region.start, plain.lastIndexOf(`def ${name}(`)];
  const after = await laidOut(plain, { offsets, width: await lineWidthOf(file, tree) });
  const kind = plan.receiver === null ? 'function' : 'method';
  return {
    kind: 'changed',
    changes: [changeTo(file, after)],
    summary: `Lines ${range} of ${file.path} are now the ${plan.isAsync ? 'async ' : ''}${kind} ${name}.`,
    notes: [],
    proofs,
  };
}

/** The name may stand nowhere in the file. */
function nameFault({ file, name }: Extraction, parsed: PyTree): string | null {
  if (!isPythonName(name)) return `"${name}" is not a name that a function of Python may have.`;
  return parsed.identifiers.has(name) ? `${file.path} uses the name ${name} already.` : null;
}

/** Whether the file is a package that says which of its names are public: others may hold it to that. */
function isListedPackage({ file }: Extraction, parsed: PyTree): boolean {
  return /(?:^|\/)__init__\.py$/.test(file.path) && parsed.identifiers.has('__all__');
}

/** A method would meet those of other classes, a function the names of modules that take all of its module's. */
async function nameElsewhere(
  { receiver }: Plan,
  { file, name, signal }: Extraction,
  tree: SourceTree,
): Promise<string | null> {
  const member = new RegExp(
    String.raw`\.${name}(?!\w)|^[ \t]+(?:(?:async[ \t]+)?def[ \t]+)?${name}(?!\w)`,
    'm',
  );
  const word = new RegExp(String.raw`(?<!\w)${name}(?!\w)`);
  for (const path of await tree.list()) {
    if (languageOf(path) !== 'python' || path === file.path) continue;
    signal.throwIfAborted();
    const source = await readSource(tree, path);
    const text = source.kind === 'source' ? source.file.text : '';
    const isMet =
      receiver === null ? word.test(text) && /\bimport[ \t]*\(?[ \t]*\*/.test(text) : member.test(text);
    if (isMet) return path;
  }
  return null;
}

/** The new function comes behind the whole class, whose body may run the method while it is made. */
function isCalledByItsClass({ region: { tree, home } }: Plan): boolean {
  return usesOfName(tree, nameOf(tree, home)).some(
    ({ role, home: scope }) => role === 'read' && scope.type === 'class_definition',
  );
}
