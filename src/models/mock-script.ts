import * as z from 'zod';
import { OuroborosError } from '../domain/errors.ts';

const SCRIPT_FAULTS = ['429', '500', '529', 'reset', 'stall', 'truncated'] as const;

/** What a script can play in place of a reply; `truncated` is a tool call that the token limit cuts short. */
export type ScriptFault = (typeof SCRIPT_FAULTS)[number];

const stopReason = z.string().min(1).optional();
const edit = z.strictObject({ file: z.string(), search: z.string(), replace: z.string() });
const file = z.strictObject({ file: z.string(), content: z.string() });
const patch = {
  edits: z.array(edit).optional(),
  files: z.array(file).optional(),
  explanation: z.string().optional(),
  stop_reason: stopReason,
};

/** The forms of an element, by the key that tells them apart. */
const ELEMENTS = {
  plan: z.strictObject({ plan: z.unknown() }),
  fault: z.strictObject({ fault: z.enum(SCRIPT_FAULTS) }),
  tool_input: z.strictObject({ tool_input: z.unknown(), stop_reason: stopReason }),
  edits: z.strictObject(patch),
  files: z.strictObject(patch),
  text: z.strictObject({ text: z.string(), stop_reason: stopReason }),
} as const;

/** What one call of the builder gets. */
export type ScriptStep =
  | { readonly kind: 'fault'; readonly fault: ScriptFault }
  | { readonly kind: 'tool'; readonly input: unknown; readonly stopReason: string }
  | { readonly kind: 'text'; readonly text: string; readonly stopReason: string };

/** `plan` answers the reasoner, undefined where the script has none; the steps answer the builder, in order. */
export type MockScript = { readonly plan: unknown; readonly steps: readonly ScriptStep[] };

/**
 * Reads the text of a `--mock-script` file: a JSON array, one element for each call of the builder.
 * @throws OuroborosError `usage` naming the element and what is wrong with it
 */
export function parseMockScript(text: string): MockScript {
  const elements = z.array(z.record(z.string(), z.unknown())).safeParse(parseJson(text));
  if (!elements.success) throw badScript(describe(elements.error));
  const [first, ...rest] = elements.data;
  const plan = first !== undefined && 'plan' in first ? checked(ELEMENTS.plan, first, 0).plan : undefined;
  const isPlanned = plan !== undefined;
  const steps = isPlanned ? rest : elements.data;
  const planned = Array.isArray(plan) ? { steps: plan } : plan;
  return {
    plan: planned,
    steps: steps.map((element, index) => stepOf(element, isPlanned ? index + 1 : index)),
  };
}

function stepOf(element: Readonly<Record<string, unknown>>, index: number): ScriptStep {
  if ('plan' in element) throw badScript(`element ${index}: only the first element may be a plan`);
  if ('fault' in element) return { kind: 'fault', fault: checked(ELEMENTS.fault, element, index).fault };
  if ('tool_input' in element) {
    const { tool_input: input, stop_reason: stopReason = 'tool_use' } = checked(
      ELEMENTS.tool_input,
      element,
      index,
    );
    return { kind: 'tool', input, stopReason };
  }
  if ('edits' in element || 'files' in element) {
    const { stop_reason: stopReason = 'tool_use', ...given } = checked(ELEMENTS.edits, element, index);
    return {
      kind: 'tool',
      input: { edits: [], files: [], explanation: 'Played from a script.', ...given },
      stopReason,
    };
  }
  if ('text' in element) {
    const { text, stop_reason: stopReason = 'end_turn' } = checked(ELEMENTS.text, element, index);
    return { kind: 'text', text, stopReason };
  }
  const known = Object.keys(ELEMENTS).join(', ');
  throw badScript(`element ${index}: has none of the keys ${known}`);
}

function checked<T>(schema: z.ZodType<T>, element: unknown, index: number): T {
  const parsed = schema.safeParse(element);
  if (parsed.success) return parsed.data;
  throw badScript(`element ${index}: ${describe(parsed.error)}`);
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
  return `${where}${issue?.message ?? 'wrong form'}`;
}

function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch (error) {
    throw badScript(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function badScript(problem: string): OuroborosError {
  return new OuroborosError('usage', `The mock script cannot be played: ${problem}.`, {
    hint: 'It is a JSON array such as [{"edits":[{"file":"a.py","search":"x = 1","replace":"x = 2"}]}, {"fault":"529"}].',
  });
}
