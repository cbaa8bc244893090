import { positionAt } from '../../../domain/text.ts';
import { namesOf, type ImportedName } from '../../python/imports.ts';
import { effectIn, fixtureIn } from '../../python/module-effects.ts';
import { modulesOf, type Module, type Place } from '../../python/project-modules.ts';
import { childIn, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import { TEST_FILE } from './reasons-to-keep.ts';

// Modules that people import for what that does: line editing, or a registration.
const FOR_EFFECT =
  /^(?:readline|rlcompleter|antigravity|this|sitecustomize|usercustomize|mpl_toolkits\.mplot3d)(?:\.|$)/;

/**
 * Why an import stays for the sake of the module that it loads, or null. Only modules of the project are looked into,
 * and not what they import in turn. A module that the statement loads anyway, for a name that stays, gives no reason.
 */
export async function moduleToKeep(
  parsed: PyTree,
  name: ImportedName,
  place: Place & { readonly leaving: ReadonlySet<PyNode> },
): Promise<string | null> {
  const from = fromOf(parsed, name);
  const own = textOf(parsed, childIn(name.node, 'name') ?? name.node).replace(/\s+/g, '');
  const module = from ?? own;
  if (FOR_EFFECT.test(module)) return `importing ${module} has an effect of its own`;
  if (from !== null && TEST_FILE.test(place.path)) {
    const fixture = await fixtureOf(await modulesOf(from, place), own);
    if (fixture !== null) return fixture;
  }
  const isLoadedAnyway = from !== null && !namesOf(name.statement).every((node) => place.leaving.has(node));
  const wanted = [
    ...(isLoadedAnyway ? [] : withParents(module)),
    ...(from === null ? [] : [from.endsWith('.') ? from + own : `${from}.${own}`]),
  ];
  for (const one of wanted) {
    for (const loaded of await modulesOf(one, place)) {
      const effect = effectIn(loaded.tree);
      if (effect !== null) return `importing ${one} runs code at ${placeIn(loaded, effect)}`;
    }
  }
  return null;
}

function fromOf(parsed: PyTree, { statement }: ImportedName): string | null {
  const from = childIn(statement, 'module_name');
  return from === null ? null : textOf(parsed, from).replace(/\s+/g, '');
}

/** `a.b.c` loads `a` and `a.b` too; the packages around a relative import are loaded already. */
function withParents(module: string): readonly string[] {
  if (module.startsWith('.')) return /^\.+$/.test(module) ? [] : [module];
  const parts = module.split('.');
  return parts.map((_, at) => parts.slice(0, at + 1).join('.'));
}

async function fixtureOf(modules: readonly Module[], name: string): Promise<string | null> {
  for (const module of modules) {
    const fixture = fixtureIn(module.tree, name);
    if (fixture !== null) return `it is a pytest fixture at ${placeIn(module, fixture)}`;
  }
  return null;
}

function placeIn({ path, tree }: Module, node: PyNode): string {
  return `${path}:${positionAt(tree.text, node.start).line}`;
}
