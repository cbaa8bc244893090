const SAID_TO_BE = /\b(?:to be|toBe|equals?|is|be|toEqual|toStrictEqual)\b\W+(true|false)\b/i;
const TRUTH = /\.toBe(?:Truthy|Falsy)\(/;
const IN_PYTHON = /^assert .* in ([^'"]+)$/;

/** Whether an assertion says of something as much as another, though in the form of those that say less. */
export function isAsFirm(one: string, other: string): boolean {
  return (
    isSame(one, other, SAID_TO_BE) || isSame(one, other, IN_PYTHON) || (TRUTH.test(one) && TRUTH.test(other))
  );
}

function isSame(one: string, other: string, form: RegExp): boolean {
  const said = form.exec(one)?.[1];
  return said !== undefined && form.exec(other)?.[1] === said;
}
