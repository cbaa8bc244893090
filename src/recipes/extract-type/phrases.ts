const INLINE = '[(inline|anonymous|object)] [object] (type|type literal|type annotation|object type)';
const PLACE = '[(at|in|from) {at}|(on|in|at|of) (line|lines) {range}]';
const KIND = '[new] [named] (type alias <kind=type>|interface <kind=interface>|type)';
const NAMED = `(${KIND} [(called|named)] {name}|{name} ${KIND})`;

/** How people ask for a type to get a name, in the form that router/router.ts describes. */
export const TYPE_PATTERNS: readonly string[] = [
  `(extract|move|pull|turn|convert|make) [out] ${INLINE} ${PLACE} [out] (into|to|in to|as) ${NAMED}`,
  `(extract|create|introduce|make) ${NAMED} (from|for|out of) ${INLINE} ${PLACE}`,
  `(replace|name) ${INLINE} ${PLACE} (with|by) ${NAMED}`,
  `give ${INLINE} ${PLACE} name {name}`,
];
