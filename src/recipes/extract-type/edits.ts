import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import { inFrontOf, lineEndOf, usesSemicolons } from '../typescript/insertion.ts';

/** An object type, the name that it gets, and whether as an interface. */
export type TypeExtraction = {
  readonly file: TypeScript.SourceFile;
  readonly node: TypeScript.TypeLiteralNode;
  readonly name: string;
  readonly isInterface: boolean;
};

/** The text with the type declared in front of its statement, as it is written, and its name in its place. */
export function extractedText(ts: typeof TypeScript, extraction: TypeExtraction): string {
  const { file, node, name, isInterface } = extraction;
  const lineEnd = lineEndOf(file.text);
  const body = outdented(file, node);
  const end = usesSemicolons(ts, file) ? ';' : '';
  const code = isInterface ? `interface ${name} ${body}` : `type ${name} = ${body}${end}`;
  const edit = inFrontOf(ts, topStatement(file, node), `${code}${lineEnd}${lineEnd}`);
  return applyTextEdits(file.text, [edit, { start: node.getStart(file), end: node.end, newText: name }]);
}

/** Whether most object types of the file that have a name are interfaces. */
export function prefersInterfaces(ts: typeof TypeScript, file: TypeScript.SourceFile): boolean {
  const interfaces = file.statements.filter((one) => ts.isInterfaceDeclaration(one));
  const aliases = file.statements.filter(
    (one) => ts.isTypeAliasDeclaration(one) && ts.isTypeLiteralNode(one.type),
  );
  return interfaces.length > aliases.length;
}

/** The text of a node with as much indentation taken off each line as its first line has. */
function outdented(file: TypeScript.SourceFile, node: TypeScript.Node): string {
  const start = node.getStart(file);
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  const [indent = ''] = /^[ \t]*/.exec(file.text.slice(lineStart)) ?? [];
  return node.getText(file).replaceAll(`\n${indent}`, '\n');
}

function topStatement(file: TypeScript.SourceFile, node: TypeScript.Node): TypeScript.Statement {
  const found = file.statements.find(({ pos, end }) => pos <= node.pos && node.end <= end);
  if (found === undefined) throw new RangeError('A type stands in a statement.');
  return found;
}
