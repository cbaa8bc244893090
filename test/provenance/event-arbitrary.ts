import * as fc from 'fast-check';
import * as z from 'zod';
import { runEventSchema, type EventOf, type RunEvent } from '../../src/domain/event.ts';

/** The part of JSON Schema that zod writes for events. */
type JsonSchema = {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
};

/** Any text that a JavaScript string can be, halves of surrogate pairs included. */
const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  maxLength: 12,
});
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);

const EVENTS = (z.toJSONSchema(runEventSchema) as JsonSchema).oneOf ?? [];

/** Any event of a type, made from the schema of events itself. */
export function eventOf<T extends RunEvent['type']>(type: T): fc.Arbitrary<EventOf<T>> {
  const schema = EVENTS.find((event) => typeOf(event) === type);
  if (schema === undefined) throw new TypeError(`There is no event ${type}.`);
  return arbitraryOf(schema) as fc.Arbitrary<EventOf<T>>;
}

/** Any events that may stand between the first and the last of a run. */
export const innerEvents: fc.Arbitrary<readonly RunEvent[]> = fc.array(
  fc.oneof(
    ...EVENTS.filter((event) => !['run.started', 'run.finished'].includes(typeOf(event))).map(
      (event) => arbitraryOf(event) as fc.Arbitrary<RunEvent>,
    ),
  ),
  { maxLength: 12 },
);

function typeOf(event: JsonSchema): string {
  return String(event.properties?.['type']?.const);
}

function arbitraryOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return fc.oneof(...options.map(arbitraryOf));
  if (typeof schema.type === 'object') {
    return fc.oneof(...schema.type.map((type) => arbitraryOf({ ...schema, type })));
  }
  switch (schema.type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}), { maxLength: 3 });
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer({ min: schema.exclusiveMinimum === 0 ? 1 : 0, max: 1e9 });
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      throw new TypeError(`No arbitrary for ${JSON.stringify(schema)}.`);
  }
}

function textOf({ pattern }: JsonSchema): fc.Arbitrary<string> {
  if (pattern === undefined) return anyText;
  return pattern.startsWith('^sha256') ? digest : fc.stringMatching(new RegExp(pattern));
}

function objectOf({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const values = Object.entries(properties).map(([key, value]) => [key, arbitraryOf(value)] as const);
  return fc.record(Object.fromEntries(values), { requiredKeys: [...required] });
}
