import type { Argument, Expression, Span, StringLiteral } from 'oxc-parser';
import { languageOf } from '../../domain/language.ts';
import { lineStartsOf } from '../../domain/text.ts';

type Place = { readonly specifier: string; readonly start: number; readonly isCall: boolean };

const CAUGHT = /^\s*\)*\s*\.\s*catch\s*\(/;
const EXPECTED = /@ts-(?:ignore|expect-error)\b|@vite-ignore\b/;

/**
 * The imports of a script that have to succeed, as `line:specifier` with lines from 1: not those by a call in a `try`
 * block or with a `catch` of its own, nor those under `@ts-expect-error`. Null where there is no tree to tell by.
 */
export async function firmScriptImports(path: string, text: string): Promise<ReadonlySet<string> | null> {
  const language = languageOf(path);
  const oxc = await import('oxc-parser');
  const lang =
    language === 'javascript'
      ? 'jsx'
      : language === 'tsx'
        ? 'tsx'
        : /\.d\.[cm]?ts$/.test(path)
          ? 'dts'
          : 'ts';
  const { program, errors } = oxc.parseSync(path, text, { lang });
  if (program.body.length === 0 && errors.length > 0) return null;
  const places: Place[] = [];
  const tried: Span[] = [];
  const made = new Set(['require']);
  const add = (source: StringLiteral | null, start: number): unknown =>
    source === null ? 0 : places.push({ specifier: source.value, start, isCall: false });
  const addCall = (source: Argument | undefined, { start, end }: Span): unknown => {
    const specifier = literalOf(source);
    const isCaught = CAUGHT.test(text.slice(end, end + 60));
    return specifier === null || isCaught ? 0 : places.push({ specifier, start, isCall: true });
  };
  new oxc.Visitor({
    ImportDeclaration: (node) => add(node.source, node.start),
    ExportAllDeclaration: (node) => add(node.source, node.start),
    ExportNamedDeclaration: (node) => add(node.source, node.start),
    TSExternalModuleReference: (node) => addCall(node.expression, node),
    TSImportType: (node) => addCall(node.source, node),
    ImportExpression: (node) => addCall(node.source, node),
    CallExpression: (node) => {
      if (isRequire(node.callee, made)) addCall(node.arguments[0], node);
    },
    VariableDeclarator: ({ id, init }) => {
      if (id.type === 'Identifier' && isMakingRequire(init)) made.add(id.name);
    },
    TryStatement: ({ block, handler }) => {
      if (handler !== null) tried.push({ start: block.start, end: block.end });
    },
  }).visit(program);
  const firm = places.filter(({ start, isCall }) => !isCall || !tried.some((span) => isInside(span, start)));
  return keysOf(text, firm);
}

function isInside(span: Span, at: number): boolean {
  return span.start <= at && at < span.end;
}

/** `require`, a name that `made` knows for one, and `createRequire(import.meta.url)`. */
function isRequire(callee: Expression, made: ReadonlySet<string>): boolean {
  return callee.type === 'Identifier' ? made.has(callee.name) : isMakingRequire(callee);
}

function isMakingRequire(value: Expression | null): boolean {
  if (value?.type !== 'CallExpression') return false;
  const { callee } = value;
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  return name.type === 'Identifier' && name.name === 'createRequire';
}

function literalOf(node: Argument | undefined): string | null {
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? null;
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

function keysOf(text: string, places: readonly Place[]): ReadonlySet<string> {
  const starts = lineStartsOf(text);
  const lines = text.split('\n');
  return new Set(
    places.flatMap(({ start, specifier }) => {
      const line = starts.findLastIndex((at) => at <= start) + 1;
      const isExpected = EXPECTED.test(`${lines[line - 2] ?? ''}\n${lines[line - 1] ?? ''}`);
      return isExpected ? [] : [`${line}:${specifier}`];
    }),
  );
}
