import * as z from 'zod';

const nameSchema = z.object({ name: z.string(), signature: z.string() });

/** What a change does to what other files can use of its file. Members of what is new or gone are not told of again. */
export const interfaceDifferenceSchema = z.object({
  added: z.array(nameSchema),
  removed: z.array(nameSchema),
  changed: z.array(z.object({ name: z.string(), before: z.string(), after: z.string() })),
  /** The names of those that can break who uses the file. */
  breaking: z.array(z.string()),
});

export type InterfaceDifference = z.infer<typeof interfaceDifferenceSchema>;

/** Whether nothing that other files can see is another one. */
export function isSameInterface({ added, removed, changed }: InterfaceDifference): boolean {
  return added.length + removed.length + changed.length === 0;
}

/** The difference in words, one line a name, the breaking ones marked. */
export function describeInterface({
  added,
  removed,
  changed,
  breaking,
}: InterfaceDifference): readonly string[] {
  const mark = (name: string): string => (breaking.includes(name) ? ' (can break who uses it)' : '');
  const shown = ({ name, signature }: { readonly name: string; readonly signature: string }): string =>
    signature === '' ? name : `${name}: ${signature}`;
  return [
    ...removed.map((one) => `removed ${shown(one)}${mark(one.name)}`),
    ...changed.map(({ name, before, after }) => `changed ${name}: ${before} → ${after}${mark(name)}`),
    ...added.map((one) => `added ${shown(one)}${mark(one.name)}`),
  ];
}
