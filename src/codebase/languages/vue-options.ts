import type { Argument, ExportDefaultDeclaration, Expression, ObjectProperty, Statement } from 'oxc-parser';

/** What the options of a component of Vue (`export default { data, computed, methods, … }`) give its markup. */
export type VueOptions = {
  readonly names: readonly string[];
  /** What may give it others, whose names stand nowhere in the text: as it is written. */
  readonly unseen: readonly string[];
};

type Value = Expression | Argument | ExportDefaultDeclaration['declaration'];
type Span = { readonly start: number; readonly end: number };
type Read = { readonly names: readonly string[]; readonly unseen: readonly Span[] };

const NAMING = /^(?:props|inject|computed|methods)$/;
const GIVING = /^(?:data|setup|asyncData)$/;
const HEIRS = /^(?:mixins|extends)$/;
const NOTHING: Read = { names: [], unseen: [] };

/** The options that a script exports; null where it exports none that can be read. The path tells its dialect. */
export async function readVueOptions(path: string, code: string): Promise<VueOptions | null> {
  const oxc = await import('oxc-parser');
  const { program, errors } = oxc.parseSync(path, code);
  if (errors.length > 0) return null;
  const exported = program.body.find((statement) => statement.type === 'ExportDefaultDeclaration');
  const properties = exported === undefined ? null : propertiesOf(exported.declaration);
  if (properties === null) return null;
  const { names, unseen } = joined(properties.map(readOption));
  return { names, unseen: unseen.map(({ start, end }) => code.slice(start, end)) };
}

function readOption(option: ObjectProperty | Span): Read {
  if (!('key' in option)) return { names: [], unseen: [option] };
  const name = keyOf(option);
  if (name === null || HEIRS.test(name)) return { names: [], unseen: [option] };
  if (NAMING.test(name)) return namesIn(option.value);
  return GIVING.test(name) ? namesGivenBy(option.value) : NOTHING;
}

/** The keys of an object, or the strings of a list. */
function namesIn(value: Value): Read {
  if (value.type === 'ArrayExpression') {
    return joined(
      value.elements.map((one) => {
        if (one === null) return NOTHING;
        const isName = one.type === 'Literal' && typeof one.value === 'string';
        return isName ? { names: [one.value], unseen: [] } : { names: [], unseen: [one] };
      }),
    );
  }
  const properties = propertiesOf(value);
  if (properties === null) return { names: [], unseen: [value] };
  return joined(
    properties.map((one) => {
      const name = 'key' in one ? keyOf(one) : null;
      return name === null ? { names: [], unseen: [one] } : { names: [name], unseen: [] };
    }),
  );
}

/** The names in the objects that a function gives back, or in the object itself. */
function namesGivenBy(value: Value): Read {
  if (value.type !== 'FunctionExpression' && value.type !== 'ArrowFunctionExpression') return namesIn(value);
  const { body } = value;
  if (body === null) return NOTHING;
  if (body.type !== 'BlockStatement') return namesIn(body);
  return joined(returnedBy(body.body).map((one) => (one === null ? NOTHING : namesIn(one))));
}

/** The values of the outermost `return` statements, also of those under a condition. */
function returnedBy(statements: readonly Statement[]): readonly (Expression | null)[] {
  return statements.flatMap((statement) => {
    if (statement.type === 'ReturnStatement') return [statement.argument];
    if (statement.type === 'BlockStatement') return returnedBy(statement.body);
    if (statement.type !== 'IfStatement') return [];
    const { consequent, alternate } = statement;
    return returnedBy(alternate === null ? [consequent] : [consequent, alternate]);
  });
}

/** The members of an object, also of one that is handed to a call alone (`defineComponent({…})`). */
function propertiesOf(value: Value): readonly (ObjectProperty | Span)[] | null {
  if (value.type === 'ObjectExpression')
    return value.properties.map((one) =>
      one.type === 'Property' ? one : { start: one.start, end: one.end },
    );
  if (value.type === 'TSAsExpression' || value.type === 'TSSatisfiesExpression')
    return propertiesOf(value.expression);
  if (value.type === 'ParenthesizedExpression') return propertiesOf(value.expression);
  const [only, ...more] = value.type === 'CallExpression' ? value.arguments : [];
  return only === undefined || more.length > 0 ? null : propertiesOf(only);
}

function keyOf({ key, computed }: ObjectProperty): string | null {
  if (computed) return null;
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : null;
}

function joined(reads: readonly Read[]): Read {
  return { names: reads.flatMap(({ names }) => names), unseen: reads.flatMap(({ unseen }) => unseen) };
}
