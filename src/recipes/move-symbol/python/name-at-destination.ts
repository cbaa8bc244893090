import { attributesOf } from '../../python/attributes.ts';
import { importedNames } from '../../python/imports.ts';
import { moduleOf, modulesNamed, sourceOfImport } from '../../python/modules.ts';
import { placeOf, type PythonFile } from '../../python/project.ts';
import { usesOfName } from '../../python/scopes.ts';
import { nodesBelow } from '../../python/tree.ts';
import { refused, type Refused } from '../../recipe.ts';
import { takesSymbol } from './importers.ts';
import { isAnnotation, postponesAnnotations } from '../../python/annotations.ts';
import { needsOf } from './needs.ts';
import { fromOf, type Situation } from './situation.ts';

/** Why the destination cannot take the name as it stands; null where it can. */
export function whyNotThere(situation: Situation, destination: PythonFile): Refused | null {
  const { definition, project, to } = situation;
  const { tree } = destination;
  const own = importedNames(tree).filter((one) => takesSymbol(situation, destination, one));
  const uses = usesOfName(tree, definition.name).filter(({ home }) => home === tree.root);
  const taken = uses.find(
    ({ role, node }) =>
      (role === 'bound' || role === 'declared' || (own.length === 0 && role === 'read')) &&
      !own.some(({ statement }) => statement.start <= node.start && node.end <= statement.end),
  );
  if (taken !== undefined) {
    return refused(
      `${definition.name} already means something in ${to} (${placeOf(destination, taken.node)}).`,
      'Rename one of the two first.',
    );
  }
  const alias = own.find(({ bound }) => bound !== definition.name);
  const attribute = attributesOf(destination, definition.name).find((node) => {
    const object = node.parent?.children[0];
    const value = object === undefined ? null : moduleOf(project, destination, object);
    return value?.kind === 'project' && value.paths.includes(fromOf(situation));
  });
  const other = alias?.node ?? attribute;
  if (other !== undefined) {
    return refused(
      `${to} uses ${definition.name} in a way that is left: under another name, or through its module (${placeOf(destination, other)}).`,
      `Use it there by its plain name first: from … import ${definition.name}.`,
    );
  }
  const star = [...nodesBelow(tree.root)].find(({ type }) => type === 'wildcard_import');
  if (star !== undefined) {
    return refused(
      `${to} takes all names of another module, and may get others than it has now (${placeOf(destination, star)}).`,
      null,
    );
  }
  return starMeaning(situation) ?? annotationsDiffer(situation, destination);
}

/** `import *` of the destination would bring the name to a module where it means something else. */
function starMeaning(situation: Situation): Refused | null {
  const { definition, project, to } = situation;
  for (const file of project.files.values()) {
    if (
      !starSources(situation, file).includes(to) ||
      starSources(situation, file).includes(fromOf(situation))
    )
      continue;
    const own = importedNames(file.tree).filter((one) => takesSymbol(situation, file, one));
    const use = usesOfName(file.tree, definition.name).find(
      ({ role, home, node }) =>
        home === file.tree.root &&
        (role === 'bound' || role === 'read') &&
        own.every(({ statement }) =>
          role === 'read' ? false : node.start < statement.start || statement.end < node.end,
        ),
    );
    if (use !== undefined) {
      return refused(
        `\`import *\` of ${to} would bring ${definition.name} to a module where it means something else (${placeOf(file, use.node)}).`,
        `List the exports of ${to} in \`__all__\` first.`,
      );
    }
  }
  return null;
}

/** The modules of which a file takes everything. */
function starSources({ project }: Situation, file: PythonFile): readonly string[] {
  return [...nodesBelow(file.tree.root)]
    .filter(({ type }) => type === 'wildcard_import')
    .flatMap((node) => modulesNamed(project, file.file.path, sourceOfImport(file, node) ?? ''));
}

/** What one of the modules evaluates while it loads and the other never: only what is always there may do. */
function annotationsDiffer(situation: Situation, destination: PythonFile): Refused | null {
  const { definition, to } = situation;
  const { tree } = definition.file;
  if (postponesAnnotations(tree) === postponesAnnotations(destination.tree)) return null;
  const annotation = definition.statements
    .flatMap((statement) => [...nodesBelow(statement)])
    .find(
      (node) =>
        node.type === 'type' &&
        isAnnotation(node) &&
        !/^(?:int|str|bytes|bool|float|None|object|list|dict|set|tuple)$/.test(
          tree.text.slice(node.start, node.end),
        ),
    );
  const isRead = annotation !== undefined && (postponesAnnotations(tree) || needsOf(definition).length > 0);
  return isRead && postponesAnnotations(tree)
    ? refused(
        `${to} evaluates annotations while it loads and ${definition.file.file.path} does not (${placeOf(definition.file, annotation)}).`,
        `Put "from __future__ import annotations" into ${to} first.`,
      )
    : null;
}
