// A symbol that a place names, as `--at` does: "inline this variable", "rename it to total".
import type { Recipe, SlotValues } from '../recipe.ts';

/** A symbol, and the place at which a task names it. */
export type PlacedSymbol = {
  readonly name: string;
  readonly kind: 'function' | 'method' | 'class' | 'type' | 'variable';
  /** The class that has it as a member, or null. */
  readonly owner: string | null;
};

const NOUNS =
  'function|method|helper|class|type|interface|enum|variable|constant|const|local|parameter|argument|property|field|attribute|symbol|dict|dictionary';
const REFERENCE = new RegExp(
  `\\b(?:(?:this|that|the)\\s+((?:[a-z]+\\s+)?(${NOUNS}))|(?:it|this|that))\\b(?!['’])`,
  'gi',
);
const KINDS: ReadonlyMap<string, RegExp> = new Map([
  ['function', /^(?:function|method|variable)$/],
  ['method', /^method$/],
  ['class', /^class$/],
  ['type', /^(?:type|class)$/],
  ['interface', /^type$/],
  ['enum', /^(?:type|class)$/],
  ['helper', /^(?:function|method)$/],
  ['symbol', /^/],
]);

/** The ways to say a sentence with the name in the place of what refers to it. */
export function sentencesWith({ name, kind }: PlacedSymbol, sentence: string): readonly string[] {
  return Array.from(sentence.matchAll(REFERENCE)).flatMap(({ 0: said, 1: thing, 2: noun, index }) => {
    if (noun !== undefined && !(KINDS.get(noun.toLowerCase()) ?? /^variable$/).test(kind)) return [];
    const put = (text: string): string =>
      `${sentence.slice(0, index)}${text}${sentence.slice(index + said.length)}`;
    return thing === undefined ? [put(`\`${name}\``)] : [put(`the ${thing} \`${name}\``), put(`\`${name}\``)];
  });
}

/** The slot of a recipe that takes a symbol that there is. */
export function symbolSlot({ slots }: Recipe): string | null {
  return slots.find(({ isSymbol }) => isSymbol === true)?.name ?? null;
}

/**
 * The slots that were given, with those that the place fills: its symbol where the recipe asks for one and the sentence
 * names none. A recipe that takes no place gets the symbol and its class instead.
 */
export function givenWith(
  placed: PlacedSymbol | undefined,
  recipe: Recipe,
  { said, given }: { readonly said: SlotValues; readonly given: SlotValues },
): SlotValues {
  const slot = recipe.slots.find(({ isSymbol }) => isSymbol === true);
  if (placed === undefined || slot === undefined) return given;
  const { at, ...others } = given;
  const takesPlace = recipe.slots.some(({ name }) => name === 'at');
  const named = said[slot.name] ?? given[slot.name];
  if (takesPlace)
    return named === undefined && slot.isRequired ? { ...given, [slot.name]: placed.name } : given;
  if (at === undefined || (named ?? placed.name) !== placed.name) return given;
  const hasClass = slot.name !== 'class' && recipe.slots.some(({ name }) => name === 'class');
  const owner = hasClass && placed.owner !== null ? { class: placed.owner } : {};
  return { ...owner, ...others, [slot.name]: placed.name };
}
