import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import { positionAt } from '../../domain/text.ts';
import { changeEachFile, type FileWork } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { openAlone, proveAlone } from '../typescript/file-alone.ts';
import { isWritten, symbolOf, variableNames, type NamedFile } from '../typescript/variable-names.ts';
import { BLOCK_VARIABLES, forNode } from '../typescript/needs-node.ts';
import { varLists, type VarList } from './lists.ts';
import { whatElseChanged } from './prove.ts';
import { reasonToStay, type Variable } from './reasons-to-stay.ts';

type Judged = { readonly list: VarList; readonly keyword: 'let' | 'const' } | { readonly note: string };

/** Turns every `var` of the targets that can be one into `let` or `const`; the others are noted. */
export async function varToLetConstIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return changeEachFile(
    {
      byLanguage: new Map(
        ['javascript', 'typescript', 'tsx'].map((language) => [
          language,
          forNode(BLOCK_VARIABLES, varToLetConst),
        ]),
      ),
      done: (where) => `Turned var into let and const in ${where}.`,
      nothing: (where) => `No var of ${where} can be turned into let or const.`,
    },
    request,
    tree,
  );
}

const varToLetConst: FileWork = async ({ path, text }) => {
  if (!/\bvar\b/.test(text)) return { kind: 'unchanged' };
  const opened = await openAlone({ path, text });
  if (opened.kind === 'refused') return opened;
  const { checked } = opened;
  const lists = varLists(checked);
  if (lists.length === 0) return { kind: 'unchanged' };
  const dynamic = dynamicScope(checked);
  if (dynamic !== null) return { kind: 'refused', reason: `${path} ${dynamic}, which may use any variable.` };
  const names = variableNames(checked);
  const judged = lists.map((list) => judge({ checked, names }, list));
  const turned = judged.flatMap((one) => ('list' in one ? [one] : []));
  const notes = judged.flatMap((one) => ('note' in one ? [`${path}:${one.note}`] : []));
  if (turned.length === 0) return { kind: 'unchanged', notes };
  const edits = turned.map(({ list, keyword }) => {
    const start = list.node.getStart(checked.file);
    return { start, end: start + 'var'.length, newText: keyword };
  });
  const after = applyTextEdits(text, edits);
  const proved = proveAlone(checked, { path, text: after });
  const fault = typeof proved === 'string' ? proved : whatElseChanged(checked, proved.checked, turned.length);
  if (typeof proved === 'string' || fault !== null)
    return { kind: 'refused', reason: `The variables of ${path} were left, because ${fault}.` };
  const detail = 'every token but the turned keywords is the same, and every name means the same declaration';
  return { kind: 'changed', text: after, notes, proofs: [...proved.proofs, { level: 'A', detail }] };
};

/** A list is turned as a whole; it is `const` where each variable has a value at once and is never given another. */
function judge(named: NamedFile, list: VarList): Judged {
  const { ts, file } = named.checked;
  const variables = list.names.map((name) => ({ ...named, list, name, uses: usesOf(named, list, name) }));
  for (const variable of variables) {
    const reason = reasonToStay(variable);
    const { line } = positionAt(file.text, list.node.getStart(file));
    if (reason !== null) return { note: `${line}: ${variable.name.text} stays var, because ${reason}.` };
  }
  const isOfLoop = ts.isForInStatement(list.holder) || ts.isForOfStatement(list.holder);
  const isSet = list.node.declarations.every(({ initializer }) => initializer !== undefined);
  const isConstant = ((list.isInHead && isOfLoop) || isSet) && !variables.some((one) => isReassigned(one));
  return { list, keyword: isConstant ? 'const' : 'let' };
}

function isReassigned({ checked, uses }: Variable): boolean {
  return uses.some((use) => isWritten(checked.ts, use));
}

/** The names in the variable's home that mean it, or may: those that certainly mean another are left out. */
function usesOf(
  { checked, names }: NamedFile,
  { home }: VarList,
  name: TypeScript.Identifier,
): readonly TypeScript.Identifier[] {
  return (names.get(name.text) ?? []).filter(
    (use) => use !== name && home.pos <= use.pos && use.end <= home.end && !meansAnother(checked, use, name),
  );
}

function meansAnother(checked: SingleFile, use: TypeScript.Identifier, name: TypeScript.Identifier): boolean {
  const { ts } = checked;
  const declared = (symbolOf(checked, use)?.declarations ?? []).filter(
    // What a script adds to a function, `Name.part = …`, counts as a declaration of it too.
    (one) => 'name' in one && !ts.isPropertyAccessExpression(one),
  );
  return declared.length > 0 && !declared.some((one) => one === name.parent);
}

/** What lets code name variables that nobody sees in its text. */
function dynamicScope({ ts, file }: SingleFile): string | null {
  const visit = (node: TypeScript.Node): string | undefined => {
    if (ts.isWithStatement(node)) return 'has a with statement';
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'eval')
      return 'calls eval';
    return ts.forEachChild(node, visit);
  };
  return visit(file) ?? null;
}
