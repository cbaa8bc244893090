import type {
  CallExpression,
  Expression,
  NewExpression,
  ParamPattern,
  Span,
  VisitorObject,
} from 'oxc-parser';
import { languageOf } from '../../domain/language.ts';
import type { LintProblem } from '../languages/ruff-lint.ts';
import { keyName } from '../index/facts/javascript-tree.ts';
import { ruleOfCall } from './script-calls.ts';
import { addDeclared, addImport, namesOfModule } from './script-names.ts';
import {
  ruleOfAssignment,
  ruleOfSetting,
  ruleOfProperty,
  SCRIPT_RULES,
  type ScriptRule,
} from './script-rules.ts';
import { createScopes } from './script-scopes.ts';

/** What every text that breaks a rule holds; others need not be parsed. */
const HINT =
  /\beval\b|\bFunction\b|\.constructor\b|["'](?:node:)?vm["']|\bset(?:Timeout|Interval)\b|child_process|(?:inner|outer)HTML|HTMLUnsafe|ContextualFragment|ServerIdentity|srcdoc|insertAdjacentHTML|\.(?:send|end|html)\(|\.write(?:ln)?\b|__html|[rR]ejectUnauthori|strictSSL|(?:[vV]erif|[vV]alidat|[cC]heck)\w*(?:SSL|Ssl|TLS|Tls|Cert|Hostname|Https)|(?:ssl|tls|cert\w*)_?(?:[vV]erif|[cC]heck|[vV]alidat)|NODE_TLS_REJECT|minVersion|secureProtocol|[Cc]ipher|createHash/;
const SQL_HINT = /\b(?:select|insert|update|delete)\s/i;

type Check = () => ScriptRule | null;

/** Where JavaScript or TypeScript breaks the rules of security, in the order of the text. */
export async function scriptSecurity(path: string, text: string): Promise<readonly LintProblem[]> {
  if (!HINT.test(text) && !SQL_HINT.test(text)) return [];
  const oxc = await import('oxc-parser');
  const { visitor, problems } = createVisitor();
  new oxc.Visitor(visitor).visit(oxc.parseSync(path, text, { lang: dialectOf(path) }).program);
  return problems().toSorted((a, b) => a.offset - b.offset);
}

/** Nodes are judged once the whole file has been seen: a constant may stand below what uses it. */
function createVisitor(): {
  readonly visitor: VisitorObject;
  readonly problems: () => readonly LintProblem[];
} {
  const scopes = createScopes();
  const commands = namesOfModule('child_process');
  const machines = namesOfModule('vm');
  const checks: { readonly offset: number; readonly check: Check }[] = [];
  const later = ({ start }: Span, check: Check): unknown => checks.push({ offset: start, check });
  const judgeCall = (node: CallExpression | NewExpression): unknown => {
    const constants = scopes.current();
    return later(node, () => ruleOfCall(node, { constants, commands, machines }));
  };
  const enterFunction = (node: { readonly params: readonly ParamPattern[] }): void => {
    scopes.enter();
    scopes.bind(node.params);
  };
  const judgeDefault = (value: Expression, name: string | null): unknown => {
    const constants = scopes.current();
    return later(value, () => ruleOfSetting(name, value, constants));
  };
  const visitor: VisitorObject = {
    ImportDeclaration: (node) => {
      for (const known of [commands, machines]) addImport(node, known);
    },
    VariableDeclaration: (node) => {
      scopes.declare(node);
      for (const declarator of node.declarations) {
        for (const known of [commands, machines]) addDeclared(declarator, known);
      }
    },
    CallExpression: judgeCall,
    NewExpression: judgeCall,
    AssignmentExpression: (node) => {
      const constants = scopes.current();
      if (node.left.type === 'Identifier') scopes.assign(node.left.name, node.operator, node.right);
      later(node, () => ruleOfAssignment(node, constants));
    },
    AssignmentPattern: ({ left, right }) =>
      judgeDefault(right, left.type === 'Identifier' ? left.name : null),
    PropertyDefinition: ({ key, value, computed }) =>
      value === null ? null : judgeDefault(value, keyName(key, computed)),
    ObjectExpression: ({ properties }) => {
      const constants = scopes.current();
      for (const one of properties) {
        if (one.type === 'Property') later(one, () => ruleOfProperty(one, constants));
      }
    },
    BlockStatement: scopes.enter,
    'BlockStatement:exit': scopes.leave,
    FunctionDeclaration: enterFunction,
    'FunctionDeclaration:exit': scopes.leave,
    FunctionExpression: enterFunction,
    'FunctionExpression:exit': scopes.leave,
    ArrowFunctionExpression: enterFunction,
    'ArrowFunctionExpression:exit': scopes.leave,
  };
  return { visitor, problems: () => checks.flatMap(problemsOf) };
}

function problemsOf({
  offset,
  check,
}: {
  readonly offset: number;
  readonly check: Check;
}): readonly LintProblem[] {
  const code = check();
  return code === null ? [] : [{ code, message: SCRIPT_RULES[code], offset }];
}

function dialectOf(path: string): 'jsx' | 'ts' | 'tsx' {
  const language = languageOf(path);
  return language === 'javascript' ? 'jsx' : language === 'tsx' ? 'tsx' : 'ts';
}
