import { textOf } from '../../python/tree.ts';
import { placeOf } from '../../python/project.ts';
import type { SymbolUses } from './renaming.ts';

// Decorators that make nothing of the name of what they stand on, but what Python itself makes of it.
const NAMELESS =
  /^@\s*(?:\w+\.)*(?:staticmethod|classmethod|property|cached_property|setter|getter|deleter|abstractmethod|override|final|overload|wraps|cache|lru_cache|contextmanager|asynccontextmanager|dataclass|total_ordering|runtime_checkable|singledispatch|unique|patch|object|parametrize|skip|skipif|xfail)\b|^@\s*pytest\.mark\./;

/** Decorators that may keep the name under which something is looked up: routes, fixtures, commands, tasks. */
export function namedByDecorators({ renamings }: SymbolUses): readonly string[] {
  return renamings.flatMap(({ file, node }) => {
    const definition = node.field === 'name' ? node.parent : null;
    const whole = definition?.parent?.type === 'decorated_definition' ? definition.parent : null;
    const isDeclared = definition?.type === 'function_definition' || definition?.type === 'class_definition';
    const decorators = isDeclared ? (whole?.children ?? []) : [];
    return decorators
      .filter((one) => one.type === 'decorator' && !NAMELESS.test(textOf(file.tree, one)))
      .map((one) => placeOf(file, one));
  });
}
