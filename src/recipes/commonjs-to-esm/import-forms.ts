import { takenBy, writeOf } from './escapes.ts';
import type { Load } from './loads.ts';
import type { CommonJsModule } from './common-js-module.ts';
import { finalShape, type Shape } from './shapes.ts';
import type { Target } from './resolve.ts';
import { nameFrom } from './values.ts';

/** What stands for a load afterwards; no statement has its closing semicolon. */
export type ImportForm =
  /** `require` stays, made by `createRequire`. */
  | { readonly kind: 'kept' }
  /** Statements that take the place of the declaration or statement. */
  | { readonly kind: 'statements'; readonly lines: readonly string[] }
  /** An import in front of the statement, and a name for the call. */
  | { readonly kind: 'hoisted'; readonly line: string; readonly name: string };

/** What the forms of a module's imports depend on. */
export type FormContext = {
  readonly module: CommonJsModule;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly namer: (wanted: readonly string[]) => string;
  readonly hasJson: boolean;
};

type Style = {
  /** The clause that brings the whole value in under a name. */
  readonly whole: (name: string) => string;
  readonly from: string;
  /** Whether a member can be imported by its name, with the value that it has. */
  readonly hasNamed: (member: string) => boolean;
};

/** How a load of some target is written as an import. */
export function importForm(context: FormContext, load: Load, target: Target): ImportForm {
  const { module } = context;
  const { ts, file } = module.checked;
  if (target.kind === 'json' && !context.hasJson) return { kind: 'kept' };
  const { whole, from, hasNamed } = styleOf(context, load, target);
  const imported = (name: string): string => `import ${whole(name)} from ${from}`;
  const { use } = load;
  // What is written anew would lose it.
  const hasComment = 'declaration' in use && /\/[/*]/.test(use.declaration.getText(file));
  switch (use.kind) {
    case 'effect':
      return { kind: 'statements', lines: [`import ${from}`] };
    case 'name': {
      if (writeOf(module, use.name) === null && !hasComment)
        return { kind: 'statements', lines: [imported(use.name.text)] };
      break;
    }
    case 'pattern': {
      const taken = takenBy(ts, use.pattern);
      const isNamed = taken?.every(({ member, name }) => hasNamed(member) && writeOf(module, name) === null);
      if (taken !== null && isNamed === true && taken.length > 0 && !hasComment)
        return { kind: 'statements', lines: [`import ${clauseOf(use.pattern.getText(file))} from ${from}`] };
      break;
    }
    case 'member': {
      if (!hasNamed(use.member) || writeOf(module, use.name) !== null || hasComment) break;
      const clause = use.member === use.name.text ? use.member : `${use.member} as ${use.name.text}`;
      return { kind: 'statements', lines: [`import { ${clause} } from ${from}`] };
    }
    case 'value':
      break;
  }
  const name = context.namer([nameFrom(load.specifier.replace(/^[./]*$/, module.calling))]);
  return { kind: 'hoisted', line: imported(name), name };
}

function styleOf({ shapes, module }: FormContext, { call }: Load, target: Target): Style {
  const quote = call.arguments[0]?.getText(module.checked.file)[0] ?? "'";
  const from = `${quote === '`' ? "'" : quote}${target.specifier}${quote === '`' ? "'" : quote}`;
  const plain: Style = { whole: (name) => name, from, hasNamed: () => false };
  switch (target.kind) {
    case 'builtin':
      return { ...plain, hasNamed: (member) => isExportedBy(target.specifier, member) };
    case 'json':
      return { ...plain, from: `${from} with { type: 'json' }` };
    case 'commonjs':
      return plain;
    case 'module': {
      const shape = finalShape(shapes, target.path);
      if (shape.kind !== 'named') return plain;
      return { whole: (name) => `* as ${name}`, from, hasNamed: (member) => shape.locals.has(member) };
    }
  }
}

function isExportedBy(specifier: string, member: string): boolean {
  const library = process.getBuiltinModule(specifier);
  return library !== undefined && member !== 'default' && Object.hasOwn(library, member);
}

/** `{ a: b }` of a pattern is `{ a as b }` of an import. */
function clauseOf(pattern: string): string {
  return pattern.replace(/\s*:\s*/g, ' as ');
}

/** Whether a load would leave an import that gets no value: of a module that exports nothing. */
export function isEmptyImport(
  { shapes }: Pick<FormContext, 'shapes'>,
  { use }: Load,
  target: Target,
): boolean {
  const isModule = target.kind === 'module';
  return isModule && use.kind !== 'effect' && finalShape(shapes, target.path).kind === 'none';
}
