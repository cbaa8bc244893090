import { readFacts } from '../../codebase/index/facts/read-facts.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import type { Candidate } from '../../domain/ports.ts';
import { withoutTexts } from '../code-text.ts';
import { codeIn } from '../imports/added-imports.ts';
import { createJudgedTree } from '../imports/judged-tree.ts';
import { createLookup, importersOf, leadsTo, type Lookup } from './importers.ts';
import { hasOnlyShownMembers } from './left-uses.ts';
import type { LostDefinition } from './lost-definitions.ts';
import { importStatement } from './module-members.ts';
import { createBaseLacks, type BaseLacks } from './outside-bases.ts';
import { receiverUse } from './receivers.ts';
import type { StrandedImport } from './stranded-imports.ts';

/**
 * Where other files still use lost methods of classes that are left, of a value that they make of the class or declare as
 * one. Of any other value nothing is claimed.
 */
export async function strandedMethods(
  lost: readonly LostDefinition[],
  candidate: Candidate,
  root: string,
): Promise<readonly StrandedImport[]> {
  const baseLacks = createBaseLacks(candidate, root);
  const methods = (await Promise.all(lost.map((one) => asMethod(one, baseLacks)))).flat();
  if (methods.length === 0) return [];
  const tree = await createJudgedTree(candidate, root);
  let lookup: Promise<Lookup> | null = null;
  const found: StrandedImport[] = [];
  for (const method of methods) {
    const { path, owner, name } = method;
    const importers = await importersOf(tree, { path, names: new Set([owner]), isDeleted: false });
    for (const importer of importers.filter(({ text }) => text.includes(name))) {
      lookup ??= createLookup(candidate, tree);
      const line = await useIn(await lookup, importer, method);
      if (line !== null) found.push({ ...importer, line, name: `${owner}.${name}`, module: path });
    }
  }
  return found;
}

type Method = { readonly path: string; readonly owner: string; readonly name: string };

/** A method of an exported class of which the file shows every member there is. */
async function asMethod(
  { path, symbol, after }: LostDefinition,
  baseLacks: BaseLacks,
): Promise<readonly Method[]> {
  const [owner = '', name, ...deeper] = symbol.qualifiedName.split('.');
  const owners = after?.facts.symbols.filter(({ qualifiedName }) => qualifiedName === owner) ?? [];
  const [whole, ...others] = owners;
  if (symbol.kind !== 'method' || name === undefined || deeper.length > 0 || after === null) return [];
  if (whole?.kind !== 'class' || others.length > 0 || whole.exportedAs.length > 0) return [];
  const isDecorated = /^\s*@/.test(after.text.split('\n')[whole.startLine - 1] ?? '');
  const isOpen = isDecorated || /\bsetattr\(|\.prototype\b|\bdefineProperty\b/.test(after.text);
  if (isOpen || !(await hasOnlyShownMembers(whole, { path, ...after, member: name, baseLacks }))) return [];
  return [{ path, owner, name }];
}

async function useIn(
  { before }: Lookup,
  importer: { readonly path: string; readonly text: string },
  { path, owner, name }: Method,
): Promise<number | null> {
  const { path: from, text } = await codeIn(importer.path, importer.text);
  const imports = (await readFacts(from, text))?.imports ?? [];
  const taking = imports.find(
    (one) =>
      one.names.includes(owner) &&
      before.edges(from, { ...one, names: [owner] }).some((edge) => leadsTo(edge, path)),
  );
  if (taking === undefined) return null;
  const statement = importStatement(text, taking.line);
  const alias = new RegExp(String.raw`(?<![\w$])${literalPattern(owner)}\s+as\s+([\w$]+)`).exec(statement);
  const rest = text.replace(statement, (all) => all.replaceAll(/[^\n]/g, ' '));
  return receiverUse({ path: from, code: withoutTexts(from, rest), alias: alias?.[1] ?? owner, name });
}
