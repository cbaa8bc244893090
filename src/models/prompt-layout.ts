import type { ModelRequest } from '../domain/ports.ts';

/** The mark behind what a server is to keep, for five minutes. */
export const CACHED = { type: 'ephemeral' } as const;

const AFTER_STABLE = '\n\n';

/** The texts of a request as they are: what every server understands. */
export function plainPrompt({ system, stable, messages }: ModelRequest) {
  const before = hasStable(stable) ? stable + AFTER_STABLE : '';
  return {
    system,
    messages: messages.map(({ role, text }, index) => ({
      role,
      content: index === 0 ? before + text : text,
    })),
  };
}

/** Whether there is such a part: a server refuses a block of text that holds none. */
export function hasStable(stable: string | undefined): stable is string {
  return stable !== undefined && stable.trim() !== '';
}

/**
 * Marks where that ends which later calls will begin with too: the tool with the system text, and the stable part. With
 * the mark on the last message that makes three of the four that a request may have.
 * https://platform.claude.com/docs/en/build-with-claude/prompt-caching
 */
export function markedPrompt(stable: string, { system, messages }: ModelRequest) {
  const first = textBlock(stable + AFTER_STABLE, CACHED);
  return {
    system: [textBlock(system, CACHED)],
    messages: messages.map(({ role, text }, index) => ({
      role,
      content: index === 0 ? [first, textBlock(text)] : text,
    })),
  };
}

function textBlock(text: string, mark?: typeof CACHED) {
  return { type: 'text', text, ...(mark === undefined ? {} : { cache_control: mark }) } as const;
}
