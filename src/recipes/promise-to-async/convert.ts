import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { indentAt, indented, newLine, textOfLines, type CodeLines } from '../typescript/code-lines.ts';
import { formatFor } from '../typescript/code-edits.ts';
import type { FunctionWithBody } from '../typescript/functions.ts';
import { lineEndOf, usesSemicolons } from '../typescript/insertion.ts';
import { hasModifier, unwrapped } from '../typescript/syntax.ts';
import { tokensOf } from '../typescript/tokens.ts';
import { objectionTo, type Candidate } from './candidates.ts';
import { freeName, parametersOf, type Parameters } from './names.ts';
import { planOf, type Objection, type Plan } from './plan.ts';
import type { Declared } from './prove.ts';
import { returning, type Writing } from './render.ts';

/** The edits that take the chains of one function apart. */
export type Conversion = {
  readonly kind: 'conversion';
  readonly candidate: Candidate;
  readonly edits: readonly TextEdit[];
  readonly declared: Declared;
};

type Chain = { readonly node: TypeScript.Expression; readonly plan: Plan; readonly parameters: Parameters };

/** Writes a function with `async` and `await`, or says why it stays. */
export function conversionOf(
  project: TypeScriptProject,
  candidate: Candidate,
  { caughtIsAny }: { readonly caughtIsAny: boolean },
): Conversion | Objection {
  const { ts } = project;
  const { node } = candidate;
  const file = node.getSourceFile();
  const objection = objectionTo(project, candidate);
  if (objection !== null) return objection;
  const chains: Chain[] = [];
  for (const chain of candidate.chains) {
    const judged = judge(project, node, chain);
    if (judged.kind === 'objection') return judged;
    chains.push(judged);
  }
  const errorName = freeName(ts, node);
  if (errorName === null && chains.some(({ plan }) => plan.needsErrorName)) {
    return { kind: 'objection', node, why: 'what it catches needs a name' };
  }
  const { convertTabsToSpaces = true, indentSize = 2 } = formatFor(ts, file.text);
  const shared = {
    project,
    file,
    unit: convertTabsToSpaces ? ' '.repeat(indentSize) : '\t',
    semicolon: usesSemicolons(ts, file) ? ';' : '',
    errorName: errorName ?? '',
    caughtIsAny,
  };
  const edits = chains.map((one) =>
    editOf({ ...shared, ...one.parameters, kept: new Set(one.plan.kept) }, node, one.node),
  );
  const isAsync = hasModifier(ts, node, ts.SyntaxKind.AsyncKeyword);
  const at = asyncPlace(ts, node);
  return {
    kind: 'conversion',
    candidate,
    edits: isAsync ? edits : [{ start: at, end: at, newText: 'async ' }, ...edits],
    declared: declaredBy(ts, chains, errorName),
  };
}

function judge(
  project: TypeScriptProject,
  owner: FunctionWithBody,
  node: TypeScript.Expression,
): (Chain & { readonly kind: 'chain' }) | Objection {
  const { parent } = node;
  const isInBody = parent.parent === owner.body || parent === owner;
  const region = isInBody ? owner : project.ts.isBlock(parent.parent) ? parent.parent : parent;
  const plan = planOf(project, node, { use: 'return', region });
  if (plan.kind === 'objection') return plan;
  const parameters = parametersOf(project, plan.merged, owner);
  return parameters.kind === 'objection' ? parameters : { kind: 'chain', node, plan, parameters };
}

/** The statement that returns the chain, or the body of an arrow function that is the chain, as statements. */
function editOf(writing: Writing, owner: FunctionWithBody, chain: TypeScript.Expression): TextEdit {
  const { project, file, unit, semicolon } = writing;
  const { ts } = project;
  const { lines, goesOn } = returning(writing, unwrapped(ts, chain), { inTry: false });
  const lineEnd = lineEndOf(file.text);
  const block = (inside: CodeLines): CodeLines => [
    ...newLine('{'),
    ...indented(inside, unit),
    ...newLine('}'),
  ];
  if (chain === owner.body) {
    const arrow = ts.isArrowFunction(owner) ? owner.equalsGreaterThanToken : owner;
    const newText = textOfLines(block(lines), { indent: indentAt(file.text, arrow.getStart(file)), lineEnd });
    const start = chain.getStart(file);
    const isNext = file.text.slice(arrow.end, start).trim() === '';
    return { start: isNext ? arrow.end : start, end: chain.end, newText: isNext ? ` ${newText}` : newText };
  }
  const statement = chain.parent;
  const isLast = ts.isBlock(owner.body) && owner.body.statements.at(-1) === statement;
  const all = goesOn && !isLast ? [...lines, ...newLine(`return${semicolon}`)] : lines;
  const start = statement.getStart(file);
  const newText = textOfLines(ts.isBlock(statement.parent) ? all : block(all), {
    indent: indentAt(file.text, start),
    lineEnd,
  });
  return { start, end: statement.end, newText };
}

function asyncPlace(ts: typeof TypeScript, node: FunctionWithBody): number {
  const file = node.getSourceFile();
  if (ts.isMethodDeclaration(node)) return node.name.getStart(file);
  const keyword = node.getChildren(file).find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
  return (keyword ?? node).getStart(file);
}

function declaredBy(ts: typeof TypeScript, chains: readonly Chain[], errorName: string | null): Declared {
  const callbacks = chains.flatMap(({ plan }) => plan.merged.map(({ callback }) => callback));
  const words = callbacks.flatMap(({ parameter }) =>
    parameter === null ? [] : tokensOf(parameter, parameter.getSourceFile()),
  );
  const added = chains.some(({ plan }) => plan.needsErrorName) ? errorName : null;
  return {
    moved: new Set([
      ...words,
      ...chains.flatMap(({ node }) => handedOver(ts, node)),
      ...(added === null ? [] : [added]),
    ]),
    added,
    unnamed: chains.flatMap(({ parameters: { unnamed } }) =>
      callbacks.flatMap(({ node, parameter }) =>
        unnamed.has(node) ? (parameter?.name.getText() ?? []) : [],
      ),
    ),
  };
}

/** The names that are given to calls as they are: functions among them. */
function handedOver(ts: typeof TypeScript, chain: TypeScript.Node): readonly string[] {
  const found: string[] = [];
  const visit = (node: TypeScript.Node): void => {
    const isGiven = ts.isCallExpression(node.parent) && node.parent.expression !== node;
    if (ts.isIdentifier(node) && isGiven) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(chain);
  return found;
}
