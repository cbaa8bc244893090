import { loadTypeScript, type TypeScript } from '../../../codebase/languages/typescript.ts';
import { isProjectSource } from '../../../codebase/languages/typescript-files.ts';
import type { SourceTree } from '../../../domain/ports.ts';
import { readSource } from '../../source-file.ts';
import { membersOf, sortedMember } from './members.ts';
import {
  compareMembers,
  compareModules,
  MEMBER_ORDERS,
  ORDERS,
  type MemberOrder,
  type Order,
  type Sorted,
} from './order.ts';
import { sorterOf } from './sorters.ts';

/** The order of a project's imports, or why a file is to be left. */
export type ImportStyle =
  | { readonly kind: 'style'; readonly modules: Order; readonly members: MemberOrder }
  | { readonly kind: 'refused'; readonly reason: string };

type Run = readonly Sorted[];
type Sample = { readonly modules: readonly Run[]; readonly members: readonly Run[] };

const MAX_FILES = 40;
const MAX_TRIED = 120;
const MAX_HEAD = 20_000;
const LAST_IMPORT = /^(?:import\s|\}\s*from\s)[^\n]*$/gm;
// A tool that sorts leaves hardly a pair in another order; those are blocks that it may not touch.
const MOST_ASTRAY = 0.1;

/** Reads the order off the files that stand nearest; where they show none, that of TypeScript's editor service counts. */
export async function styleAround(path: string, tree: SourceTree): Promise<ImportStyle> {
  const sample = await sampleAround(path, tree);
  const modules = bestOf(ORDERS, sample.modules, compareModules);
  const members = bestOf(MEMBER_ORDERS, sample.members, compareMembers);
  const sorter = await sorterOf(path, tree);
  if (sorter !== null && modules.astray > MOST_ASTRAY) {
    const reason = `${path} was left: ${sorter.path} has its imports sorted by ${sorter.name}, in an order of its own.`;
    return { kind: 'refused', reason };
  }
  return { kind: 'style', modules: modules.order, members: members.order };
}

/** The first of the orders that the fewest neighbours go against, and the share of those that do. */
function bestOf<One>(
  orders: readonly One[],
  runs: readonly Run[],
  compare: (order: One, one: Sorted, other: Sorted) => number,
): { readonly order: One; readonly astray: number } {
  const pairs = runs.flatMap((run) => run.slice(1).map((one, at) => [run[at] ?? one, one] as const));
  const scored = orders.map((order) => ({
    order,
    astray: pairs.filter(([one, other]) => compare(order, one, other) > 0).length / Math.max(pairs.length, 1),
  }));
  return scored.reduce((best, one) => (one.astray < best.astray ? one : best));
}

async function sampleAround(path: string, tree: SourceTree): Promise<Sample> {
  const ts = await loadTypeScript();
  const others = (await tree.list()).filter((one) => one !== path && isProjectSource(one));
  const near = others.toSorted((one, other) => shared(path, other) - shared(path, one)).slice(0, MAX_TRIED);
  const modules: Run[] = [];
  const members: Run[] = [];
  let files = 0;
  for (const one of near) {
    if (files === MAX_FILES) break;
    const source = await readSource(tree, one);
    const head = source.kind === 'source' ? headOf(source.file.text) : '';
    if (head === '') continue;
    files += 1;
    const file = ts.createSourceFile(`/${one}`, head, ts.ScriptTarget.ESNext, true);
    modules.push(...runsIn(ts, file));
    members.push(
      ...file.statements.filter(ts.isImportDeclaration).map((node) => membersOf(ts, node).map(sortedMember)),
    );
  }
  return { modules, members };
}

/** How many folders two paths share. */
function shared(path: string, other: string): number {
  const [folders, others] = [path.split('/'), other.split('/')];
  const differs = folders.findIndex((folder, at) => folder !== others[at]);
  return differs === -1 ? folders.length : differs;
}

/** The text up to its last import: the rest is not worth a parse. */
function headOf(text: string): string {
  const head = text.slice(0, MAX_HEAD);
  const last = [...head.matchAll(LAST_IMPORT)].at(-1);
  return last === undefined ? '' : head.slice(0, last.index + last[0].length);
}

/** Modules of imports that follow each other without a blank line. */
function runsIn(ts: typeof TypeScript, file: TypeScript.SourceFile): readonly Run[] {
  const runs: Sorted[][] = [];
  let isOpen = false;
  for (const statement of file.statements) {
    const one = sortedModule(ts, statement);
    const gap = file.text.slice(statement.pos, statement.getStart(file));
    if (one !== null && isOpen && /^[^\n]*\r?\n$/.test(gap)) runs.at(-1)?.push(one);
    else if (one !== null) runs.push([one]);
    isOpen = one !== null;
  }
  return runs;
}

function sortedModule(ts: typeof TypeScript, statement: TypeScript.Statement): Sorted | null {
  if (!ts.isImportDeclaration(statement) || statement.importClause === undefined) return null;
  const { importClause, moduleSpecifier } = statement;
  return ts.isStringLiteralLike(moduleSpecifier)
    ? { text: moduleSpecifier.text, isTypeOnly: importClause.isTypeOnly }
    : null;
}
