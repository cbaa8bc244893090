type Block = Readonly<Record<string, unknown>>;
type Message = { readonly role: string; readonly content: string | readonly Block[] };
type Body = {
  readonly model?: string;
  readonly tools?: readonly Block[];
  readonly system?: string | readonly Block[];
  readonly messages?: readonly Message[];
  readonly cache_control?: unknown;
};

/** So many blocks before a mark, a server still looks for what it has kept. */
const LOOK_BACK_BLOCKS = 20;

/** How many characters of a request are read from the cache, written to it, and neither. */
export type CacheUse = { readonly read: number; readonly written: number; readonly rest: number };

/**
 * Keeps what requests mark, as the Messages API documents it: a mark keeps everything up to its block, and a later request
 * of the same model reads the longest beginning that was kept. Time and the least length are left out.
 */
export function createPromptCache(): (body: object) => CacheUse {
  const kept = new Set<string>();
  return (body) => {
    const blocks = blocksOf(body);
    const beginnings = blocks.map((_, index) => JSON.stringify(blocks.slice(0, index + 1).map(withoutMark)));
    const marks = [...blocks.keys()].filter((index) => isMarked(blocks[index]));
    const last = marks.at(-1) ?? -1;
    const found = beginnings.findLastIndex(
      (beginning, index) => index <= last && index >= last - LOOK_BACK_BLOCKS && kept.has(beginning),
    );
    for (const mark of marks) kept.add(beginnings[mark] ?? '');
    const lengthAt = (index: number): number => beginnings[index]?.length ?? 0;
    const read = lengthAt(found);
    const written = Math.max(0, lengthAt(last) - read);
    return { read, written, rest: lengthAt(blocks.length - 1) - read - written };
  };
}

/** In the order in which a server reads them; marks that differ do not make a block another one. */
function blocksOf({
  model,
  tools = [],
  system = [],
  messages = [],
  cache_control: mark,
}: Body): readonly Block[] {
  const blocks = [
    { model },
    ...tools,
    ...listOf(system),
    ...messages.flatMap(({ role, content }) => listOf(content).map((block) => ({ ...block, role }))),
  ];
  return mark === undefined
    ? blocks
    : blocks.map((block, index) => (index === blocks.length - 1 ? { ...block, cache_control: mark } : block));
}

function listOf(content: string | readonly Block[]): readonly Block[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

function isMarked(block: Block | undefined): boolean {
  return block?.['cache_control'] !== undefined;
}

function withoutMark(block: Block): Block {
  return { ...block, cache_control: undefined };
}
