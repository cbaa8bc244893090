import { tooDeepFiles } from '../../codebase/languages/typescript-depth.ts';
import { checkSingleFile, type SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import { loadTypeScript, type TypeScript } from '../../codebase/languages/typescript.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type RecipeResult, type Refused } from '../recipe.ts';
import { changeTo, readSource, rememberingTree, type SourceFile } from '../source-file.ts';
import { moduleText } from './assemble.ts';
import { isDirective } from './directive.ts';
import { abilitiesOf } from './engines.ts';
import { isEmptyImport } from './import-forms.ts';
import { asModulePackage, isRecord } from './manifest.ts';
import { readModule } from './module.ts';
import type { CommonJsModule } from './common-js-module.ts';
import { objectionAt, type Objection } from './objection.ts';
import { orderObjections } from './order.ts';
import { packageObjections } from './package-objections.ts';
import { proveModules } from './prove.ts';
import { outsideObjections } from './outside.ts';
import { targetOf, type LoadScope, type Target } from './resolve.ts';
import { mainOf, scopeOf, type PackageScope } from './scope.ts';
import { shapesOf, type LinkedPackage, type Shape } from './shapes.ts';
import { strictObjections } from './strict.ts';

const MAX_SHOWN = 5;
// What a module at the top of a file shows, whatever its package says.
const COMMONJS = /^(?:module\.exports|exports\.\w+)\b.*=|^(?:const|let|var)\b.*=\s*require\(/m;
const NATIVE = /^(?:import|export)\b/m;

/** Makes ES modules of all files of a package, or of none; see commonjs-to-esm.ts for what keeps it from it. */
export async function commonjsToEsmIn(request: RecipeRequest, base: SourceTree): Promise<RecipeResult> {
  const tree = rememberingTree(base);
  const scope = await scopeOf(request, tree);
  if (scope.kind === 'refused') return scope;
  const { json, manifest } = scope;
  const sources = await sourcesOf(scope, tree);
  if (json['type'] === 'module' && !sources.some(({ text }) => COMMONJS.test(text) && !NATIVE.test(text)))
    return { kind: 'unchanged', summary: `${manifest.path} says that its modules are ES modules already.` };
  const untouched = untargeted(request, scope);
  if (untouched !== null) return untouched;
  const read = await readModules(sources, typeof json['name'] === 'string' ? json['name'] : '');
  const linked = await linkedPackage(read.modules, { scope, tree, signal: request.signal });
  const { shapes, objections } = shapesOf(linked.linked);
  const all = [
    ...(await packageObjections(scope, tree)),
    ...(await outsideObjections(tree, { ...loadScopeOf(scope), files: scope.files })),
    ...read.objections,
    ...linked.objections,
    ...objections,
    ...orderObjections(linked.linked),
    ...(objections.length > 0 ? [] : emptyImports(linked.linked, shapes)),
  ];
  return all.length > 0
    ? refusedFor(scope, all)
    : conclude({ scope, sources, tree, linked: { ...linked.linked, shapes } });
}

/** Modules of one package change together: a target that is but a part of them is not what was asked for. */
function untargeted({ targets }: RecipeRequest, { scripts, manifest }: PackageScope): Refused | null {
  const wanted = new Set(targets);
  const others = scripts.filter((path) => !wanted.has(path));
  if (wanted.size === 0 || wanted.has(manifest.path) || others.length === 0) return null;
  const shown = `${others.slice(0, 3).join(', ')}${others.length > 3 ? ` and ${others.length - 3} more` : ''}`;
  return refused(
    `The modules of a package change together, and these are not among the targets: ${shown}.`,
    `Name the package: -t ${manifest.path}`,
  );
}

async function sourcesOf({ scripts }: PackageScope, tree: SourceTree): Promise<readonly SourceFile[]> {
  const sources: SourceFile[] = [];
  for (const path of scripts) {
    const source = await readSource(tree, path);
    if (source.kind === 'source') sources.push(source.file);
  }
  return sources;
}

async function readModules(
  sources: readonly SourceFile[],
  packageName: string,
): Promise<{
  readonly modules: ReadonlyMap<string, CommonJsModule>;
  readonly objections: readonly Objection[];
}> {
  const ts = await loadTypeScript();
  const modules = new Map<string, CommonJsModule>();
  const objections: Objection[] = [];
  for (const { path, text } of sources) {
    if (tooDeepFiles(ts, new Map([[path, text]])).length > 0) {
      objections.push({ place: path, why: 'is nested too deeply to be read' });
      continue;
    }
    const checked = checkSingleFile(ts, { path, text }, { jsx: ts.JsxEmit.Preserve });
    const fault = checked.syntaxErrors[0];
    const native = checked.file.statements.find((one) => isNative(ts, one));
    if (fault !== undefined) {
      objections.push(objectionAt({ path, text }, fault.start ?? 0, 'has a syntax error'));
    } else if (native !== undefined) {
      const why = 'is written as an ES module already, for a compiler to change';
      objections.push(objectionAt({ path, text }, native.getStart(), why));
    } else {
      const calling = /(?:^|\/)index\.js$/.test(path) && !/\/.*\//.test(path) ? packageName : path;
      const { module, objections: own } = readModule(path, calling, checked);
      modules.set(path, module);
      objections.push(...own, ...strictObjections(path, checked));
    }
  }
  return { modules, objections };
}

function isNative(ts: typeof TypeScript, statement: TypeScript.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (statement.modifiers ?? []) : [];
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

async function linkedPackage(
  modules: ReadonlyMap<string, CommonJsModule>,
  around: { readonly scope: PackageScope; readonly tree: SourceTree; readonly signal: AbortSignal },
): Promise<{ readonly linked: LinkedPackage; readonly objections: readonly Objection[] }> {
  const { tree, scope, signal } = around;
  const targets = new Map<TypeScript.Node, Target>();
  const objections: Objection[] = [];
  const known = loadScopeOf(scope);
  for (const { path, checked, loads } of modules.values()) {
    signal.throwIfAborted();
    for (const { call, specifier } of loads) {
      const target = await targetOf(tree, { from: path, specifier }, known);
      if (typeof target !== 'string') targets.set(call, target);
      else objections.push(objectionAt({ path, text: checked.text }, call.getStart(), target));
    }
  }
  return { linked: { modules, targets }, objections };
}

function loadScopeOf({ scripts, listed, folder, json }: PackageScope): LoadScope {
  return { modules: new Set(scripts), listed, folder, ownName: json['name'] };
}

function emptyImports(
  { modules, targets }: LinkedPackage,
  shapes: ReadonlyMap<string, Shape>,
): readonly Objection[] {
  return [...modules.values()].flatMap(({ path, checked, loads }) =>
    loads.flatMap((load) => {
      const target = targets.get(load.call);
      const isEmpty = target !== undefined && isEmptyImport({ shapes }, load, target);
      const why = `takes a value from ${load.specifier}, which exports nothing`;
      return isEmpty ? [objectionAt({ path, text: checked.text }, load.call.getStart(), why)] : [];
    }),
  );
}

function refusedFor({ manifest }: PackageScope, objections: readonly Objection[]): Refused {
  const shown = objections.slice(0, MAX_SHOWN).map(({ place, why }) => `${place} ${why}`);
  const more = objections.length - shown.length;
  const rest = more > 0 ? `; and ${more} more` : '';
  return refused(
    `The package of ${manifest.path} stays CommonJS, all of it: ${shown.join('; ')}${rest}.`,
    'Change these places by hand first, or leave them to a model.',
  );
}

async function conclude({
  scope,
  sources,
  tree,
  linked,
}: {
  readonly scope: PackageScope;
  readonly tree: SourceTree;
  readonly sources: readonly SourceFile[];
  readonly linked: LinkedPackage & { readonly shapes: ReadonlyMap<string, Shape> };
}): Promise<RecipeResult> {
  const { manifest, json, listed } = scope;
  const engines = isRecord(json['engines']) ? json['engines']['node'] : undefined;
  const abilities = abilitiesOf(engines);
  const texts = new Map<string, string>();
  for (const module of linked.modules.values()) texts.set(module.path, moduleText(module, linked, abilities));
  const main = mainOf(scope);
  const packageText = asModulePackage(manifest.text, main);
  if (packageText === null)
    return refused(`${manifest.path} has no line to write "type" behind.`, 'Add "type": "module" by hand.');
  const proved = await proveModules(linked.modules, texts, {
    listed,
    native: await nativeModules(scope, tree),
  });
  if ('fault' in proved) return refused(`The package was left, because ${proved.fault}.`, null);
  const changed = sources.flatMap((file): readonly FileChange[] => {
    const text = texts.get(file.path) ?? file.text;
    return text === file.text ? [] : [changeTo(file, text)];
  });
  const count = changed.length === 1 ? '1 module' : `${changed.length} modules`;
  return {
    kind: 'changed',
    changes: [...changed, ...(packageText === manifest.text ? [] : [changeTo(manifest, packageText)])],
    summary: `${count} of ${manifest.path} ${changed.length === 1 ? 'is an ES module' : 'are ES modules'} now, and its type is module.`,
    notes: notesOf(engines, nowStrict(linked)),
    proofs: proved.proofs,
  };
}

/** The files that are ES modules already, which import what others export. */
async function nativeModules({ files }: PackageScope, tree: SourceTree): Promise<readonly SingleFile[]> {
  const ts = await loadTypeScript();
  const native: SingleFile[] = [];
  for (const path of files.filter((one) => one.endsWith('.mjs'))) {
    const source = await readSource(tree, path);
    if (source.kind === 'source')
      native.push(checkSingleFile(ts, { path, text: source.file.text }, { jsx: ts.JsxEmit.Preserve }));
  }
  return native;
}

/** The files that were not strict and give members to objects: to one that is read-only, that throws in strict mode. */
function nowStrict({ modules }: LinkedPackage): readonly string[] {
  return [...modules.values()].flatMap(({ path, checked: { ts, file } }) => {
    const isSloppy = !file.statements.some((one) => isDirective(ts, one));
    return isSloppy && /\.\w+\s*=[^=>]/.test(file.text) ? [path] : [];
  });
}

function notesOf(engines: unknown, strict: readonly string[]): readonly string[] {
  const range = typeof engines === 'string' ? ` Its engines say ${engines}.` : '';
  const more = strict.length > 3 ? ` and ${strict.length - 3} more` : '';
  return [
    `Who loads the package with require needs Node 22.12 or newer, and finds a default export under .default.${range}`,
    ...(strict.length === 0
      ? []
      : [
          `These become strict, so that writing to a read-only member throws: ${strict.slice(0, 3).join(', ')}${more}.`,
        ]),
  ];
}
