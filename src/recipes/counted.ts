/** A count with what is counted, in the singular or the plural with its verb: "1 more file stays", "2 more files stay". */
export function counted(count: number, [one, many]: readonly [one: string, many: string]): string {
  return `${count} ${count === 1 ? one : many}`;
}
