import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import type { ImportForm } from './import-forms.ts';
import type { Load } from './loads.ts';
import type { CommonJsModule } from './common-js-module.ts';

/** The loads of a module with what stands for them afterwards. */
export type Imports = ReadonlyMap<Load, ImportForm>;

type Layout = { readonly end: string; readonly lineEnd: string };

/** The edits that make imports of the loads of a module. Those whose call stands in `elsewhere` are written by others. */
export function importEdits(
  module: CommonJsModule,
  imports: Imports,
  { elsewhere, ...layout }: Layout & { readonly elsewhere: ReadonlySet<TypeScript.Node> },
): readonly TextEdit[] {
  const { ts, file } = module.checked;
  const loads = [...imports.keys()].filter(({ call }) => !elsewhere.has(call));
  const edits: TextEdit[] = [];
  for (const [statement, own] of Map.groupBy(loads, (load) => load.statement)) {
    const forms = own.map((load) => ({ load, form: imports.get(load) ?? { kind: 'kept' as const } }));
    for (const { load, form } of forms) {
      if (form.kind === 'hoisted') edits.push(replaced(file, load.call, form.name));
      if (form.kind === 'statements' && load.use.kind === 'effect')
        edits.push(replaced(file, load.call, form.lines.join(layout.end)));
    }
    if (ts.isVariableStatement(statement)) {
      edits.push(...declarationEdits(file, statement, { forms, ...layout }));
      continue;
    }
    const start = statement.getStart(file);
    const lines = forms.flatMap(({ form }) => (form.kind === 'hoisted' ? [form.line] : []));
    const newText = lines.map((line) => `${line}${layout.end}${layout.lineEnd}`).join('');
    if (newText !== '') edits.push({ start, end: start, newText });
  }
  return edits;
}

type Part = {
  readonly node: TypeScript.VariableDeclaration;
  /** Import statements in front of it. */
  readonly before: readonly string[];
  /** The import statement that it becomes. */
  readonly instead: string | null;
};

/** `var a = require('a'), b = 1;` becomes statements of their own around what stays. */
function declarationEdits(
  file: TypeScript.SourceFile,
  { declarationList }: TypeScript.VariableStatement,
  {
    forms,
    end,
    lineEnd,
  }: Layout & { readonly forms: readonly { readonly load: Load; readonly form: ImportForm }[] },
): readonly TextEdit[] {
  const parts = declarationList.declarations.map((node): Part => {
    const own = forms.filter(({ load }) => load.call.pos >= node.pos && load.call.end <= node.end);
    const before = own.flatMap(({ form }) => (form.kind === 'hoisted' ? [form.line] : []));
    const instead = own.flatMap(({ form }) => (form.kind === 'statements' ? form.lines : []));
    return { node, before, instead: instead[0] ?? null };
  });
  const listStart = declarationList.getStart(file);
  const keyword = file.text.slice(listStart, parts[0]?.node.getStart(file) ?? listStart);
  const edits: TextEdit[] = [];
  for (const [at, part] of parts.entries()) {
    const previous = parts[at - 1];
    const start = part.node.getStart(file);
    const lines = part.before.map((line) => `${line}${end}${lineEnd}`).join('');
    const opening = `${lines}${part.instead === null ? keyword : ''}`;
    if (previous === undefined) {
      edits.push({ start: listStart, end: start, newText: opening });
    } else if (previous.instead !== null || part.instead !== null || lines !== '') {
      const gap = file.text.slice(previous.node.end, start);
      edits.push({
        start: previous.node.end,
        end: start,
        newText: `${end}${parted(gap, lineEnd)}${opening}`,
      });
    }
    if (part.instead !== null) edits.push({ start, end: part.node.end, newText: part.instead });
  }
  return edits.filter(({ start, end: to, newText }) => file.text.slice(start, to) !== newText);
}

/** What stands between two declarations, comments and all, as it stands between two statements. */
function parted(gap: string, lineEnd: string): string {
  const comma = commaIn(gap);
  const text = gap.slice(0, comma) + gap.slice(comma + 1);
  const lastLine = text.lastIndexOf('\n') + 1;
  if (lastLine === 0) return `${text.trimEnd()}${lineEnd}`;
  const rest = text.slice(lastLine).trimStart();
  return text.slice(0, lastLine).replace(/^[ \t]+(?=\r?\n)/, '') + rest;
}

/** The comma between two declarations, none of a comment. */
function commaIn(gap: string): number {
  const blanked = gap.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, (comment) => comment.replace(/,/g, '.'));
  return blanked.indexOf(',');
}

function replaced(file: TypeScript.SourceFile, node: TypeScript.Node, newText: string): TextEdit {
  return { start: node.getStart(file), end: node.end, newText };
}
