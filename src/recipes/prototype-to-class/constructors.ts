import type { TypeScript } from '../../codebase/languages/typescript.ts';

/** A function that is made a class: with the statements that give it methods and a base. */
export type Constructor = {
  readonly node: TypeScript.FunctionDeclaration | TypeScript.FunctionExpression;
  readonly name: TypeScript.Identifier;
  /** The statement that it is, or that declares its variable. */
  readonly statement: TypeScript.Statement;
  /** The statements that it stands among. */
  readonly around: readonly TypeScript.Statement[];
  readonly methods: readonly Method[];
  readonly inheritance: Inheritance | null;
};

/** `Foo.prototype.bar = function () {};` */
export type Method = {
  readonly statement: TypeScript.Statement;
  /** Its name as it is written in a class: `bar`, `'b-r'`. */
  readonly key: string;
  readonly node: TypeScript.FunctionExpression;
};

/** `util.inherits(Foo, Base);` and the like. */
export type Inheritance = {
  readonly statement: TypeScript.Statement;
  readonly base: TypeScript.Expression;
  /** Whether it puts a new object in the place of the prototype: what was on the old one is lost. */
  readonly replaces: boolean;
};

/** What a call that gives a function a base is called by: that of Node, or of a package that does the same. */
const INHERITS = /^(?:[\w$]+\.)?inherits$/;

/** The functions of a file that are given methods or a base by statements beside them, in order. */
export function constructorsIn(ts: typeof TypeScript, file: TypeScript.SourceFile): readonly Constructor[] {
  const found: Constructor[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isSourceFile(node) || ts.isBlock(node)) found.push(...constructorsAmong(ts, node.statements));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The base that a statement gives a constructor by one of the ways that are in use; null for any other statement. */
function inheritanceIn(
  ts: typeof TypeScript,
  statement: TypeScript.Statement,
  name: string,
): Inheritance | null {
  if (!ts.isExpressionStatement(statement)) return null;
  const { expression } = statement;
  if (ts.isCallExpression(expression)) {
    const [child, base] = expression.arguments;
    const callee = expression.expression.getText();
    if (child === undefined || base === undefined || expression.arguments.length !== 2) return null;
    if (INHERITS.test(callee) && child.getText() === name) {
      return { statement, base, replaces: false };
    }
    const isSet = callee === 'Object.setPrototypeOf' && child.getText() === `${name}.prototype`;
    const owner = prototypeOwner(ts, base);
    return isSet && owner !== null ? { statement, base: owner, replaces: false } : null;
  }
  if (!isAssignment(ts, expression) || expression.left.getText() !== `${name}.prototype`) return null;
  const created = expression.right;
  if (!ts.isCallExpression(created) || created.expression.getText() !== 'Object.create') return null;
  const [prototype, own] = created.arguments;
  const owner = prototype === undefined ? null : prototypeOwner(ts, prototype);
  const isPlain = own === undefined || /^\{\s*constructor\s*:\s*\{[^{}]*\}\s*,?\s*\}$/.test(own.getText());
  return owner !== null && isPlain ? { statement, base: owner, replaces: true } : null;
}

/** `Foo.prototype.constructor = Foo;`, which a class has of its own. */
export function isConstructorLink(
  ts: typeof TypeScript,
  statement: TypeScript.Statement,
  name: string,
): boolean {
  if (!ts.isExpressionStatement(statement) || !isAssignment(ts, statement.expression)) return false;
  const { left, right } = statement.expression;
  return left.getText() === `${name}.prototype.constructor` && right.getText() === name;
}

function constructorsAmong(
  ts: typeof TypeScript,
  around: readonly TypeScript.Statement[],
): readonly Constructor[] {
  return around.flatMap((statement): readonly Constructor[] => {
    const declared = declaredBy(ts, statement);
    if (declared === null) return [];
    const { text } = declared.name;
    const methods = around.flatMap((other) => methodIn(ts, other, text) ?? []);
    const [inheritance = null] = around.flatMap((other) => inheritanceIn(ts, other, text) ?? []);
    return methods.length === 0 && inheritance === null
      ? []
      : [{ ...declared, statement, around, methods, inheritance }];
  });
}

function declaredBy(
  ts: typeof TypeScript,
  statement: TypeScript.Statement,
): Pick<Constructor, 'node' | 'name'> | null {
  if (ts.isFunctionDeclaration(statement)) {
    return statement.name === undefined || statement.body === undefined
      ? null
      : { node: statement, name: statement.name };
  }
  if (!ts.isVariableStatement(statement)) return null;
  const [declaration, second] = statement.declarationList.declarations;
  if (declaration === undefined || second !== undefined || !ts.isIdentifier(declaration.name)) return null;
  const { initializer, name } = declaration;
  return initializer !== undefined && ts.isFunctionExpression(initializer)
    ? { node: initializer, name }
    : null;
}

function methodIn(ts: typeof TypeScript, statement: TypeScript.Statement, name: string): Method | null {
  if (!ts.isExpressionStatement(statement) || !isAssignment(ts, statement.expression)) return null;
  const { left, right } = statement.expression;
  if (!ts.isFunctionExpression(right)) return null;
  const isNamed = ts.isPropertyAccessExpression(left) && ts.isIdentifier(left.name);
  if (isNamed && left.expression.getText() === `${name}.prototype`) {
    return { statement, key: left.name.text, node: right };
  }
  const isKeyed = ts.isElementAccessExpression(left) && ts.isStringLiteral(left.argumentExpression);
  if (!isKeyed || left.expression.getText() !== `${name}.prototype`) return null;
  return { statement, key: left.argumentExpression.getText(), node: right };
}

function isAssignment(
  ts: typeof TypeScript,
  node: TypeScript.Expression,
): node is TypeScript.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** `Base` of `Base.prototype`. */
function prototypeOwner(ts: typeof TypeScript, node: TypeScript.Expression): TypeScript.Expression | null {
  return ts.isPropertyAccessExpression(node) && node.name.text === 'prototype' ? node.expression : null;
}
