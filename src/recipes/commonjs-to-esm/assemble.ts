import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { lineEndOf, startWithComments, usesSemicolons } from '../typescript/insertion.ts';
import { isDirective } from './directive.ts';
import type { NodeAbilities } from './engines.ts';
import { exportEdits } from './export-edits.ts';
import { importEdits, type Imports } from './import-edits.ts';
import { importForm, type FormContext } from './import-forms.ts';
import type { CommonJsModule } from './common-js-module.ts';
import { finalShape, type LinkedPackage, type Shape } from './shapes.ts';
import { createNamer } from './values.ts';
import { wrapperEdits, type WrapperEdits, WRAPPER_NAMES } from './wrapper-edits.ts';

type Layout = { readonly end: string; readonly lineEnd: string };

/** The text of a module as an ES module; that of a script that neither loads nor exports is as it was. */
export function moduleText(
  module: CommonJsModule,
  linked: LinkedPackage & { readonly shapes: ReadonlyMap<string, Shape> },
  abilities: NodeAbilities,
): string {
  const { ts, file, text } = module.checked;
  const shape = linked.shapes.get(module.path) ?? { kind: 'none' };
  const layout = { end: usesSemicolons(ts, file) ? ';' : '', lineEnd: lineEndOf(text) };
  const forwarded = forwardedEdits(module, linked, shape);
  const imports = importsOf(module, linked, { shape, hasJson: abilities.hasJson });
  const isKept = [...imports.values()].some(({ kind }) => kind === 'kept');
  const wrapper = wrapperEdits(module, abilities, isKept);
  const elsewhere = new Set(forwarded.map(({ call }) => call));
  const edits = [
    ...importEdits(module, imports, { elsewhere, ...layout }),
    ...forwarded.map(({ edit }) => edit),
    ...exportEdits(module, shape, layout),
    ...wrapper.edits,
    ...topEdits(module, wrapper, { imports, ...layout }),
  ];
  if (edits.length === 0) return text;
  return applyTextEdits(text, [...edits, ...strictEdits(module)]);
}

/** How every load of a module is written; those of scripts that export nothing among them. */
function importsOf(
  module: CommonJsModule,
  { targets, shapes }: LinkedPackage & { readonly shapes: ReadonlyMap<string, Shape> },
  { shape, hasJson }: { readonly shape: Shape; readonly hasJson: boolean },
): Imports {
  const own = shape.kind === 'default' && shape.name !== null ? [shape.name] : [];
  const namer = createNamer(module, [...own, ...WRAPPER_NAMES]);
  const context: FormContext = { module, shapes, namer, hasJson };
  return new Map(
    module.loads.map((load) => {
      const target = targets.get(load.call);
      return [load, target === undefined ? { kind: 'kept' } : importForm(context, load, target)] as const;
    }),
  );
}

type Forwarded = { readonly call: TypeScript.Node; readonly edit: TextEdit };

/** `module.exports = require('./a')` is `export … from './a.js'`. */
function forwardedEdits(
  { checked }: CommonJsModule,
  { targets, shapes }: LinkedPackage & { readonly shapes: ReadonlyMap<string, Shape> },
  shape: Shape,
): readonly Forwarded[] {
  if (shape.kind !== 'passed') return [];
  const { outer, value } = shape.whole;
  const specifier = targets.get(value)?.specifier ?? '';
  const clause = finalShape(shapes, shape.to).kind === 'named' ? '*' : '{ default }';
  const edit = {
    start: outer.getStart(checked.file),
    end: outer.end,
    newText: `export ${clause} from '${specifier}'`,
  };
  return [{ call: value, edit }];
}

/** Imports of its own go in front of the first statement; what they declare, in front of the first that is no import. */
function topEdits(
  { checked }: CommonJsModule,
  wrapper: WrapperEdits,
  { imports, end, lineEnd }: Layout & { readonly imports: Imports },
): readonly TextEdit[] {
  const { ts, file } = checked;
  const code = file.statements.filter((one) => !isDirective(ts, one));
  const [first] = code;
  if (first === undefined) return [];
  const lines = (texts: readonly string[]): string => texts.map((one) => `${one}${end}${lineEnd}`).join('');
  const loads = [...imports.keys()];
  const isImport = (statement: TypeScript.Statement): boolean => {
    const own = loads.filter((load) => load.statement === statement);
    const isWhole = own.every((load) => imports.get(load)?.kind === 'statements');
    const count = ts.isVariableStatement(statement) ? statement.declarationList.declarations.length : 1;
    return isWhole && own.length === count;
  };
  const start = first.getStart(file);
  const body = code.find((one) => !isImport(one)) ?? first;
  const at = body === first ? start : startWithComments(ts, body);
  return [
    ...(wrapper.imports.length > 0 ? [{ start, end: start, newText: lines(wrapper.imports) }] : []),
    ...(wrapper.declarations.length > 0
      ? [{ start: at, end: at, newText: `${lines(wrapper.declarations)}${lineEnd}` }]
      : []),
  ];
}

/** An ES module is strict by itself. */
function strictEdits({ checked: { ts, file } }: CommonJsModule): readonly TextEdit[] {
  return file.statements.flatMap((statement) => {
    if (!isDirective(ts, statement)) return [];
    const rest = /^[ \t]*(?:\r?\n(?:[ \t]*\r?\n)?|$)/.exec(file.text.slice(statement.end))?.[0];
    if (rest === undefined) return [];
    return [{ start: statement.getStart(file), end: statement.end + rest.length, newText: '' }];
  });
}
