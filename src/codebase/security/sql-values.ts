/** A text that is put together: what stands in the source, and the values put between. */
type Piece<V> = { readonly text: string } | { readonly value: V };

const SQL = /^\s*(?:SELECT\b[\s\S]*\bFROM|INSERT\s+INTO|UPDATE\b[\s\S]*\bSET|DELETE\s+FROM)\b/i;
/** What stands before a value in SQL; names of tables and columns, which no parameter can be, stand elsewhere. */
const BEFORE_VALUE = /(?:[=<>]|\bLIKE|\bVALUES\s*\([^)]*)\s*(?:\\?['"]%?)?$/i;
const NO_VALUE =
  /placeholder|param|column|table|name|limit|offset|count|sql|clause|quot|escap|^(?:i|n|id[xs]?|index)$/i;

/** The values that are put into a text of SQL where a parameter could stand; none where it is no SQL. */
export function valuesInSql<V>(pieces: readonly Piece<V>[]): readonly V[] {
  const whole = pieces.map((piece) => ('text' in piece ? piece.text : 'x')).join('');
  return SQL.test(whole) ? valuesOfCondition(pieces) : [];
}

/** The values that are put into a part of SQL where a parameter could stand. */
export function valuesOfCondition<V>(pieces: readonly Piece<V>[]): readonly V[] {
  const values: V[] = [];
  let before = '';
  for (const piece of pieces) {
    if ('value' in piece && BEFORE_VALUE.test(before)) values.push(piece.value);
    before += 'text' in piece ? piece.text : 'x';
  }
  return values;
}

/** Whether what is put into SQL says by its name that it is no value, but a part of the SQL, or was made safe. */
export function isPartOfSql(name: string): boolean {
  return NO_VALUE.test(name);
}
