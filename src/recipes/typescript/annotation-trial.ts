import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import type { Proof } from '../recipe.ts';
import { proveTexts } from './conclude.ts';
import { functionsIn, type FunctionWithBody } from './functions.ts';

/** A function with the edits that write types at it. */
export type Annotation = { readonly node: FunctionWithBody; readonly edits: readonly TextEdit[] };

/** What was found at a function: what to write, or why nothing is, as the end of a sentence. */
export type Found = Annotation | { readonly node: FunctionWithBody; readonly why: string };

/** The project without and with annotations in one file. */
export type Attempt = {
  readonly before: TypeScriptProject;
  readonly after: TypeScriptProject;
  readonly path: string;
};

/** A kind of annotation; what else a trial changed keeps it from being made. */
export type AnnotationKind = {
  readonly find: (project: TypeScriptProject, file: TypeScript.SourceFile) => readonly Found[];
  readonly whatElseChanged: (attempt: Attempt) => string | null;
  /** Whether others may see another type than before; without it, what holds for all kinds of the recipe. */
  readonly touchesExports?: boolean;
};

/** Something that is written by edits of one file. */
type Written = { readonly edits: readonly TextEdit[] };

type Trial<One> = {
  readonly project: TypeScriptProject;
  readonly path: string;
  /** What else they changed together, as the end of a sentence; null for nothing. */
  readonly whatElseChanged: (attempt: Attempt, ones: readonly One[]) => string | null;
  /** Whether others may see another type than before, so that they are checked too. */
  readonly touchesExports: boolean;
  readonly signal: AbortSignal;
  /** Told of each that cannot be made, with the reason. */
  readonly fail: (one: One, why: string) => void;
};

/** What is proved together, with the project that has it. */
export type Best<One> = {
  readonly ones: readonly One[];
  readonly after: TypeScriptProject;
  readonly text: string;
  readonly proofs: readonly Proof[];
};

/** As many of them as can be proved; null for none. What cannot be proved together is halved until the ones at fault are found. */
export function bestOf<One extends Written>(trial: Trial<One>, ones: readonly One[]): Best<One> | null {
  const [first] = ones;
  if (first === undefined) return null;
  const whole = proved(trial, ones);
  if (typeof whole !== 'string') return whole;
  if (ones.length === 1) {
    trial.fail(first, whole);
    return null;
  }
  const middle = Math.ceil(ones.length / 2);
  const left = bestOf(trial, ones.slice(0, middle));
  const right = bestOf(trial, ones.slice(middle));
  if (left === null || right === null) return left ?? right;
  const both = proved(trial, [...left.ones, ...right.ones]);
  return typeof both === 'string' ? left : both;
}

/** Tries edits on a second program, those that several share once; says what is wrong with them. */
function proved<One extends Written>(trial: Trial<One>, ones: readonly One[]): Best<One> | string {
  const { project, path, whatElseChanged, touchesExports, signal } = trial;
  const all = ones.flatMap((one) => one.edits);
  const edits = [...new Map(all.map((edit) => [`${edit.start} ${edit.end} ${edit.newText}`, edit])).values()];
  const text = applyTextEdits(project.files.texts.get(path) ?? '', edits);
  const texts = new Map([[path, text]]);
  const result = proveTexts({ project, texts, touchesExports, rewritesLines: true, signal });
  if (result.kind === 'refused') return result.reason.replace(/\.$/, '');
  const { after, proofs } = result;
  return whatElseChanged({ before: project, after, path }, ones) ?? { ones, after, text, proofs };
}

/** The types of all functions of a file, with the modules that the types come from. */
export function typesOf({ ts, checker, sourceFile }: TypeScriptProject, path: string): readonly string[] {
  const file = sourceFile(path);
  const { NoTruncation, UseFullyQualifiedType } = ts.TypeFormatFlags;
  return (file === undefined ? [] : functionsIn(ts, file)).map((node) => {
    const signature = checker.getSignatureFromDeclaration(node);
    if (signature === undefined) return '';
    const text = checker.signatureToString(signature, node, NoTruncation);
    return `${text} ${checker.typeToString(signature.getReturnType(), undefined, NoTruncation | UseFullyQualifiedType)}`;
  });
}
