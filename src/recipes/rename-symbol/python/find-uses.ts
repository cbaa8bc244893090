import { languageOf } from '../../../domain/language.ts';
import type { SourceTree } from '../../../domain/ports.ts';
import { scopesAround } from '../../python/scopes.ts';
import { childIn, nameOf, type PyNode } from '../../python/tree.ts';
import { refused, type Refused } from '../../recipe.ts';
import { readSource } from '../../source-file.ts';
import type { Candidate } from './candidates.ts';
import { relatedNames } from './family.ts';
import { usesOfLocal } from './local.ts';
import { usesOfMember } from './member.ts';
import { usesOfModuleSymbol } from './module-symbol.ts';
import { mentioning, placeOf, readPythonProject, type PythonProject } from '../../python/project.ts';
import type { SymbolUses } from './renaming.ts';
import type { PythonRename } from './request.ts';

/** The symbol with all of its uses, and the files that were read for them. */
export type Found = {
  readonly kind: 'found';
  readonly candidate: Candidate;
  readonly project: PythonProject;
  readonly uses: SymbolUses;
};

/** Finds the uses by the kind of the symbol: of a module, a class, or a function. */
export async function findUses(
  tree: SourceTree,
  { project: first, candidate }: { readonly project: PythonProject; readonly candidate: Candidate },
  request: PythonRename,
): Promise<Found | Refused> {
  const { scope } = candidate;
  if (scope.type === 'module') {
    const uses = usesOfModuleSymbol(first, candidate.file.file.path, request);
    return { kind: 'found', candidate, project: first, uses };
  }
  const isMember = scope.type === 'class_definition';
  if (isMember && candidate.kind !== 'method') {
    const reason = whyNoAttribute(candidate, request.name);
    if (reason !== null) return reason;
  }
  if (!isMember && candidate.kind !== 'parameter') {
    return { kind: 'found', candidate, project: first, uses: usesOfLocal(first, candidate, request) };
  }
  const owner = isMember ? scope : scopesAround(scope)[0];
  const own = isMember ? '' : nameOf(candidate.file.tree, scope);
  const words = [request.name, own].filter((word) => word !== '');
  const isNeeded =
    owner?.type === 'class_definition'
      ? relativesOf(await textsOf(tree, request.signal), nameOf(candidate.file.tree, owner), words)
      : mentioning(words);
  const project = await readPythonProject(tree, isNeeded, request.signal);
  const again = inProject(candidate, project);
  if (again === null) return refused(`${candidate.file.file.path} changed while it was read.`, null);
  const uses = isMember
    ? usesOfMember(project, { file: again.file, node: again.scope }, request)
    : usesOfLocal(project, again, request);
  return { kind: 'found', candidate: again, project, uses };
}

/** Fields that something fills by their names, such as those of dataclasses, are more than attributes. */
function whyNoAttribute(candidate: Candidate, name: string): Refused | null {
  const { scope, node, file } = candidate;
  const isDecorated = scope.parent?.type === 'decorated_definition';
  const isTyped = node.parent?.type === 'assignment' && childIn(node.parent, 'type') !== null;
  return isDecorated || isTyped
    ? refused(
        `${name} is a field that may be given by its name (${placeOf(file, node)}).`,
        'Only methods and plain attributes of a class are renamed.',
      )
    : null;
}

/** A test for files that mention the words, and for those whose classes may be related to a class or to those they name. */
function relativesOf(
  texts: readonly string[],
  className: string,
  words: readonly string[],
): (text: string) => boolean {
  const isUser = mentioning([...words, ...relatedNames(texts, className)]);
  const classes = new Set(
    texts.filter(mentioning(words)).flatMap((text) => text.match(/\b_*[A-Z]\w*/g) ?? []),
  );
  const defines = (text: string): boolean =>
    Array.from(text.matchAll(/^[ \t]*class[ \t]+(\w+)/gm)).some(([, name = '']) => classes.has(name));
  return (text) => isUser(text) || defines(text);
}

async function textsOf(tree: SourceTree, signal: AbortSignal): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const path of await tree.list()) {
    signal.throwIfAborted();
    const source = languageOf(path) === 'python' ? await readSource(tree, path) : null;
    if (source?.kind === 'source') texts.push(source.file.text);
  }
  return texts;
}

/** The same declaration in a project that was read again. */
function inProject(candidate: Candidate, project: PythonProject): Candidate | null {
  const file = project.files.get(candidate.file.file.path);
  const node = file === undefined ? null : sameNode(file.tree.root, candidate.node);
  const scope = file === undefined ? null : sameNode(file.tree.root, candidate.scope);
  return file === undefined || node === null || scope === null ? null : { ...candidate, file, node, scope };
}

function sameNode(root: PyNode, wanted: PyNode): PyNode | null {
  let node: PyNode | undefined = root;
  while (node !== undefined) {
    if (node.type === wanted.type && node.start === wanted.start && node.end === wanted.end) return node;
    node = node.children.find((child) => child.start <= wanted.start && wanted.end <= child.end);
  }
  return null;
}
