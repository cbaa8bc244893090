import { childIn, nameOf, nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import { scopesAround, usesOfName } from '../../python/scopes.ts';
import { placeOf } from '../../python/project.ts';
import { refused, type Refused } from '../../recipe.ts';
import { isMoved, type Definition } from './definition.ts';
import type { Need } from './needs.ts';

const OF_MODULE = /^__(?:name|file|package|spec|path|loader|doc|builtins|dict)__$/;
const SEES_MODULE = new Set(['globals', 'eval', 'exec', 'vars', 'locals', 'dir']);
const FIXTURE = /^@\s*(?:\w+\.)*(?:yield_)?fixture\s*(?:\(|$)/;
const FOUND_BY_PLACE =
  /^(?:test|Test|pytest_|setup_module|teardown_module|setUpModule|tearDownModule|load_tests)/;

/** Why the text means something else in another module, or is found by the one that it stands in; null where it does not. */
export function whyBound(definition: Definition, needs: readonly Need[]): Refused | null {
  const { name, file } = definition;
  if (FOUND_BY_PLACE.test(name)) {
    return refused(`${name} is found by test runners in the file where it stands.`, null);
  }
  const fixture = nodesIn(definition).find(
    (node) => node.type === 'decorator' && FIXTURE.test(textOf(file.tree, node)),
  );
  if (fixture !== undefined) {
    return refused(`${name} is a fixture, which tests find by its place (${placeOf(file, fixture)}).`, null);
  }
  const state = assigned(definition);
  if (state !== null) {
    return refused(
      `${name} assigns ${textOf(file.tree, state)}, a variable of its module (${placeOf(file, state)}).`,
      'Move that state along by hand, or pass it as a parameter first.',
    );
  }
  const own = needs.find(
    (need) => need.bindings.length === 0 && (OF_MODULE.test(need.name) || seesModule(definition, need)),
  );
  const [place] = own?.reads ?? [];
  if (own !== undefined && place !== undefined) {
    return refused(
      `${name} uses ${own.name}, which differs from module to module (${placeOf(file, place)}).`,
      null,
    );
  }
  return stateRead(definition, needs) ?? tableByFolder(definition);
}

/** `globals()`, and `exec` and the like without names of their own to work on. */
function seesModule({ file }: Definition, { name, reads }: Need): boolean {
  if (!SEES_MODULE.has(name) || file.tree.text.includes(`def ${name}(`)) return false;
  const enough = name === 'eval' || name === 'exec' ? 2 : 1;
  return reads.some((node) => {
    const call = node.parent?.type === 'call' ? node.parent : null;
    const given = call === null ? [] : (childIn(call, 'arguments')?.children ?? []);
    return name === 'globals' || given.filter(({ type }) => !/^[(),]$|^comment$/.test(type)).length < enough;
  });
}

/** A variable that a function of the module assigns: an import would hold the value of one moment. */
function stateRead({ name, file }: Definition, needs: readonly Need[]): Refused | null {
  const changing = needs
    .flatMap(({ bindings }) => bindings)
    .find((node) => scopesAround(node)[0]?.type === 'function_definition');
  return changing === undefined
    ? null
    : refused(
        `${name} uses ${textOf(file.tree, changing)}, which a function of its module assigns (${placeOf(file, changing)}).`,
        'Move that state along by hand, or pass it as a parameter first.',
      );
}

/** The name of a variable of the module that the moved text gives a value. */
function assigned(definition: Definition): PyNode | null {
  const { tree } = definition.file;
  for (const name of tree.identifiers.keys()) {
    if (name === definition.name) continue;
    const use = usesOfName(tree, name).find(
      ({ role, home, node }) =>
        isMoved(definition, node) &&
        (role === 'declared' ? isGlobal(node) : role === 'bound' && home === tree.root),
    );
    if (use !== undefined) return use.node;
  }
  return null;
}

function isGlobal(node: PyNode): boolean {
  return node.parent?.type === 'global_statement';
}

/** Django names the table of a model by the folder of its module. */
function tableByFolder(definition: Definition): Refused | null {
  const { tree } = definition.file;
  const model = nodesIn(definition).find((node) => {
    const bases = node.type === 'class_definition' ? childIn(node, 'superclasses') : null;
    return bases?.children.some((base) => /(?:^|\.)models\.Model$/.test(textOf(tree, base))) === true;
  });
  return model === undefined
    ? null
    : refused(
        `${nameOf(tree, model)} is a model, and the folder of its module names its table (${placeOf(definition.file, model)}).`,
        'Move it by hand, with a migration.',
      );
}

function nodesIn({ statements }: Definition): readonly PyNode[] {
  return statements.flatMap((statement) => [...nodesBelow(statement)]);
}
