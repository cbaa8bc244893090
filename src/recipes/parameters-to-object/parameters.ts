import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { placeAt } from '../place.ts';
import { refused, type RecipeResult } from '../recipe.ts';
import type { FunctionWithBody } from '../typescript/functions.ts';
import { hasModifier } from '../typescript/syntax.ts';
import type { Uses } from './uses.ts';

/** One parameter that becomes a property. */
export type Parameter = {
  readonly node: TypeScript.ParameterDeclaration;
  readonly name: string;
  readonly isOptional: boolean;
  /** The type to write, where the parameter has none of its own; null in JavaScript. */
  readonly inferred: string | null;
};

export type Parameters = { readonly kind: 'parameters'; readonly parameters: readonly Parameter[] };

const PLAIN = /^(?:string|number|boolean|bigint)$/;

/** The parameters of a function that may become one object, or why they may not. */
export function parametersOf(
  project: TypeScriptProject,
  { node, path }: Uses,
  name: string,
): Parameters | Exclude<RecipeResult, { readonly kind: 'changed' }> {
  const { ts } = project;
  const file = node.getSourceFile();
  const [first] = node.parameters;
  if (node.parameters.length === 1 && first !== undefined && ts.isObjectBindingPattern(first.name)) {
    return { kind: 'unchanged', summary: `${name} takes one object already.` };
  }
  const place = placeAt(path, file.text, node.getStart(file));
  const why = whyNot(project, node);
  if (why !== null) return refused(`${name} (${place}) ${why}.`, null);
  const isTyped = /\.[cm]?tsx?$/.test(path);
  const parameters: Parameter[] = [];
  for (const parameter of node.parameters) {
    const inferred = isTyped && parameter.type === undefined ? inferredType(project, parameter) : null;
    if (!ts.isIdentifier(parameter.name) || inferred === 'unknown') {
      return refused(
        `The parameter ${parameter.name.getText(file)} of ${name} (${place}) has a default whose type would have to be guessed.`,
        'Write its type.',
      );
    }
    const isOptional = parameter.questionToken !== undefined || parameter.initializer !== undefined;
    parameters.push({ node: parameter, name: parameter.name.text, isOptional, inferred });
  }
  return { kind: 'parameters', parameters };
}

function inferredType(
  { checker }: TypeScriptProject,
  { name, initializer }: TypeScript.ParameterDeclaration,
): string {
  if (initializer === undefined) return 'any';
  const type = checker.typeToString(checker.getTypeAtLocation(name));
  return PLAIN.test(type) ? type : 'unknown';
}

function whyNot(project: TypeScriptProject, node: FunctionWithBody): string | null {
  const { ts } = project;
  const { parameters, parent } = node;
  if (parameters.length === 0) return 'has no parameters';
  if (ts.isMethodDeclaration(node) && !ts.isClassLike(parent))
    return 'is a method of an object, not of a class';
  if (hasModifier(ts, node, ts.SyntaxKind.DefaultKeyword)) {
    return 'is the default export, which others import under any name';
  }
  const hasType = ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent);
  if (hasType && parent.type !== undefined) return 'has its parameters by the type that is declared for it';
  if (hasDecorators(ts, node) || hasDecorators(ts, parent)) return 'has decorators';
  return (
    parameters.map((one) => whyNotParameter(ts, one)).find((why) => why !== null) ??
    whyNotSignature(project, node) ??
    whyNotBody(ts, node) ??
    whyNotText(node)
  );
}

function whyNotParameter(
  ts: typeof TypeScript,
  { name, dotDotDotToken, modifiers }: TypeScript.ParameterDeclaration,
): string | null {
  if (dotDotDotToken !== undefined) return `has the rest parameter ${name.getText()}`;
  if (modifiers !== undefined) return `has the parameter ${name.getText()} with modifiers or decorators`;
  if (!ts.isIdentifier(name)) return `has a parameter without a name, ${name.getText().replace(/\s+/g, ' ')}`;
  if (name.text === 'this' || name.text === '__proto__') return `has a parameter ${name.text}`;
  return null;
}

function whyNotSignature({ ts, checker }: TypeScriptProject, node: FunctionWithBody): string | null {
  const signature = checker.getSignatureFromDeclaration(node);
  const predicate = signature === undefined ? undefined : checker.getTypePredicateOfSignature(signature);
  const names = predicate?.parameterName;
  if (names !== undefined) return `says by its type something about its parameter ${names}`;
  const tags = [node, node.parent].flatMap((one) => ts.getJSDocTags(one));
  const tag = tags.find(({ tagName }) => /^(?:overload|type|satisfies)$/.test(tagName.text));
  return tag === undefined ? null : `has its type from @${tag.tagName.text}`;
}

/** What works only with the parameters as they are: a pattern of parameters forbids directives. */
function whyNotBody(ts: typeof TypeScript, { body }: FunctionWithBody): string | null {
  const [first] = ts.isBlock(body) ? body.statements : [];
  if (first !== undefined && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression)) {
    return `has the directive ${first.getText()}`;
  }
  const used: string[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node) && /^(?:arguments|eval)$/.test(node.text)) used.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(body);
  const [name] = used;
  return name === undefined ? null : `uses \`${name}\``;
}

/** Comments between the parts of the parameters would have no place. */
function whyNotText({ parameters }: FunctionWithBody): string | null {
  const gaps: (readonly [from: number, to: number])[] = [];
  let at = parameters.pos;
  for (const { name, questionToken, type, initializer } of parameters) {
    for (const part of [name, questionToken, type, initializer]) {
      if (part === undefined) continue;
      gaps.push([at, part.getStart()]);
      at = part.end;
    }
  }
  const { text } = parameters[0]?.getSourceFile() ?? { text: '' };
  const end = /^[\s,]*/.exec(text.slice(at))?.[0].length ?? 0;
  const isPlain = gaps.every(([from, to]) => /^[\s,:=]*$/.test(text.slice(from, to)));
  return isPlain && !text.startsWith('/', at + end) ? null : 'has comments among its parameters';
}

function hasDecorators(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return ts.canHaveDecorators(node) && (ts.getDecorators(node) ?? []).length > 0;
}
