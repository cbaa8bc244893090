import { oxcSyntax } from '../../codebase/languages/oxc.ts';
import { checkSingleFile, type SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { joinPath } from '../../codebase/languages/source-paths.ts';
import { folderOf } from '../../codebase/languages/typescript-config.ts';
import type { Proof } from '../recipe.ts';
import { variableNames } from '../typescript/variable-names.ts';
import { functionsThatDiffer } from './same-functions.ts';
import type { CommonJsModule } from './common-js-module.ts';
import { declarationsOf } from './values.ts';

type Result = { readonly proofs: readonly Proof[] } | { readonly fault: string };

// Names that are not declared, declared twice, or assigned to though they are imports.
const NAME_CODES = new Set([2304, 2552, 18_004, 2300, 2451, 2588, 2632]);
const WRAPPER = ['require', 'module', 'exports', '__dirname', '__filename'];

/** Reads the new modules by themselves: they parse, every import finds its file and its name there, and the code is what it was. */
export async function proveModules(
  before: ReadonlyMap<string, CommonJsModule>,
  texts: ReadonlyMap<string, string>,
  { listed, native }: { readonly listed: ReadonlySet<string>; readonly native: readonly SingleFile[] },
): Promise<Result> {
  const after = new Map<string, SingleFile>();
  for (const [path, module] of before) {
    const text = texts.get(path) ?? module.checked.text;
    const report = await oxcSyntax({ language: 'javascript', path, text, goal: 'module' });
    const [problem] = report.kind === 'parsed' ? report.problems : [];
    if (report.kind !== 'parsed' || problem !== undefined) {
      const line = text.slice(0, problem?.offset ?? 0).split('\n').length;
      return { fault: `${path}:${line} would not be a valid ES module: ${problem?.message ?? 'unreadable'}` };
    }
    const { ts } = module.checked;
    after.set(path, checkSingleFile(ts, { path, text }, { jsx: ts.JsxEmit.Preserve }));
  }
  for (const [path, module] of before) {
    const now = after.get(path);
    const fault = now === undefined ? null : faultOf(module, now, { after, listed });
    if (fault !== null) return { fault: `${path} ${fault}` };
  }
  for (const one of native) {
    const path = one.file.fileName.slice(1);
    const fault = linkFault(path, one, { after, listed });
    if (fault !== null) return { fault: `${path} ${fault}` };
  }
  const [{ checked } = { checked: null }] = before.values();
  const by = `TypeScript ${checked?.ts.version ?? ''}`;
  return {
    proofs: [
      { level: 'S', detail: `each of ${before.size} files is a valid ES module by oxc` },
      { level: 'A', detail: 'every function and class has its tokens but for names of modules and exports' },
      { level: 'D', detail: `no name is new to ${by}, declared twice, or an import that is assigned to` },
      {
        level: 'R',
        detail:
          'every import within the package finds its file and the name in it; no name of CommonJS is left',
      },
    ],
  };
}

function faultOf(
  module: CommonJsModule,
  now: SingleFile,
  around: { readonly after: ReadonlyMap<string, SingleFile>; readonly listed: ReadonlySet<string> },
): string | null {
  const fresh = newNameProblem(module.checked, now);
  if (fresh !== null) return fresh;
  const names = variableNames(now);
  const left = WRAPPER.find((name) =>
    (names.get(name) ?? []).some((node) => declarationsOf(now, node).length === 0),
  );
  if (left !== undefined) return `would still use ${left}`;
  return linkFault(module.path, now, around) ?? functionsThatDiffer(module.checked, now);
}

function newNameProblem({ ts, diagnostics }: SingleFile, now: SingleFile): string | null {
  const messages = (all: readonly TypeScript.Diagnostic[]): readonly string[] =>
    all
      .filter(({ code }) => NAME_CODES.has(code))
      .map(({ code, messageText }) => `${ts.flattenDiagnosticMessageText(messageText, ' ')} (TS${code})`);
  const known = new Set(messages(diagnostics));
  const added = messages(now.diagnostics).find((one) => !known.has(one));
  return added === undefined ? null : `would be wrong: ${added}`;
}

/** An import of a file of the package that finds no file, or no such export there. */
function linkFault(
  path: string,
  { ts, file }: SingleFile,
  {
    after,
    listed,
  }: { readonly after: ReadonlyMap<string, SingleFile>; readonly listed: ReadonlySet<string> },
): string | null {
  for (const statement of file.statements) {
    const loads = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const specifier = loads ? statement.moduleSpecifier : undefined;
    if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.'))
      continue;
    const target = joinPath(folderOf(path), specifier.text);
    if (!listed.has(target)) return `would import ${specifier.text}, which is no file`;
    const loaded = after.get(target);
    if (loaded === undefined) continue;
    const offered = exportedBy(loaded, after, target);
    const missing = wantedBy(ts, statement).find((name) => !offered.has(name));
    if (missing !== undefined) return `would import ${missing} from ${target}, which does not export it`;
  }
  return null;
}

function wantedBy(ts: SingleFile['ts'], statement: TypeScript.Statement): readonly string[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    return exportClause.elements.map(({ propertyName, name }) => (propertyName ?? name).text);
  }
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
  const bindings = clause?.namedBindings;
  const named = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
  return [
    ...(clause?.name === undefined ? [] : ['default']),
    ...named.map(({ propertyName, name }) => (propertyName ?? name).text),
  ];
}

function exportedBy(
  { ts, file }: SingleFile,
  after: ReadonlyMap<string, SingleFile>,
  path: string,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement)) names.add('default');
    const modifiers = ts.canHaveModifiers(statement) ? (statement.modifiers ?? []) : [];
    const has = (kind: TypeScript.SyntaxKind): boolean => modifiers.some((one) => one.kind === kind);
    if (has(ts.SyntaxKind.DefaultKeyword)) names.add('default');
    else if (has(ts.SyntaxKind.ExportKeyword)) for (const name of declaredBy(ts, statement)) names.add(name);
    if (!ts.isExportDeclaration(statement)) continue;
    const { exportClause, moduleSpecifier } = statement;
    if (exportClause !== undefined && ts.isNamedExports(exportClause))
      for (const { name } of exportClause.elements) names.add(name.text);
    if (exportClause === undefined && moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier)) {
      const target = joinPath(folderOf(path), moduleSpecifier.text);
      const loaded = after.get(target);
      if (loaded !== undefined) for (const name of exportedBy(loaded, after, target)) names.add(name);
    }
  }
  return names;
}

function declaredBy(ts: SingleFile['ts'], statement: TypeScript.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}
