/** That something is the one or the other of two values: neither says less. */
const SAID_TO_BE =
  /\b(?:to be|toBe|equals?|is|be|toEqual|toStrictEqual)\b\W+(?:true|false)\b|(?:==|, ?) ?(?:True|False)\)?$|\bassert\.is(?:True|False)\(|\bassert(?:True|False)\(/i;
const NOT = /^(assert(?:\.ok)?\()!/;
const TRUTH = /\.toBe(?:Truthy|Falsy)\(/;
const IN_PYTHON = /^assert .* in ([^'"]+)$/;

const WHOLE = /\.(?:toBe|toEqual|toStrictEqual|equals?|eql)\(/;
const PART = /\.(?:toContain(?:Equal)?|toMatch(?:Object)?|includes?|contains?|match)\(/;

const EQUALS = / === ?| == |\bassert(?:(?:Equals?|Same|\.\w*[eE]qual)\(|_equal\b)|\.to (?:eql?|equal)\b/;
const RANGE =
  / [<>]=? |\bassert(?:Greater|Less)(?:Than)?(?:Or)?(?:Equal)?\(|\bassert_operator\b[^\n]*, :[<>]=?,|\.toBe(?:Greater|Less)Than(?:OrEqual)?\(|\.(?:above|below|least|most|within)\(/;

/** Whether an assertion asks for a part of a value of which another asked for the whole, or for one of a range in its place. */
export function saysPart(one: string, other: string): boolean {
  const isRange = RANGE.test(other) && !RANGE.test(one);
  if (isRange && (WHOLE.test(one) || EQUALS.test(one)) && !WHOLE.test(other) && !EQUALS.test(other))
    return true;
  const isPart = PART.test(other) && !WHOLE.test(other);
  return WHOLE.test(one) && !PART.test(one) && isPart && !/\.not\b/.test(one + other);
}

/** Whether an assertion says of something as much as another, though in the form of those that say less. */
export function isAsFirm(one: string, other: string): boolean {
  return (
    isSame(one, other, IN_PYTHON) ||
    one.replace(NOT, '$1') === other ||
    [SAID_TO_BE, TRUTH].some((form) => form.test(one) && form.test(other))
  );
}

function isSame(one: string, other: string, form: RegExp): boolean {
  const said = form.exec(one)?.[1];
  return said !== undefined && form.exec(other)?.[1] === said;
}

const EMPTY =
  /\.(?:toBe(?:Undefined|Falsy|Null)\(\)|(?:toBe|to(?:Strict)?Equal|equals?|eql?)\((?:undefined|null|false|0|''|"")\))|(?:==|is) (?:None|False|0|''|""|\[\]|\{\})$|\bassert(?:IsNone|False)\(/;
const FILLED = /\.toBeTruthy\(\)$|^assert [\w.]+$|\bassertTrue\([\w.]+\)$/;
const ABSENT =
  /\.(?:toBeUndefined\(\)|(?:toBe|to(?:Strict)?Equal|equals?|eql?)\(undefined\))|(?:==|is) None$|\bassertIsNone\(/;
const THERE = /\.toBeDefined\(\)$|is not None$|\bassertIsNotNone\(/;
/** Of Chai, where a property asserts. */
const PROPERTY = /\.(?:be\.)?(?:undefined|null|exist|empty|ok|true|false)$/;

/** Whether an assertion says the opposite of another: that there is a value where it said that there is none. */
export function saysOpposite(one: string, other: string): boolean {
  if (PROPERTY.test(one) && one.split('.not').length !== other.split('.not').length)
    return one.replaceAll('.not', '') === other.replaceAll('.not', '');
  return (EMPTY.test(one) && FILLED.test(other)) || (ABSENT.test(one) && THERE.test(other));
}

const KIND = /\btypeof ([\w$.]+)\b.*['"](?:object|string|number|boolean|function)['"]/;
const EQUAL = /\b(?:deep(?:Strict)?Equal|toEqual|toStrictEqual|eql|assertEqual|assertDictEqual)\(| == /;

/** What an assertion asks for no more than the kind of (`typeof x`); null where it asks for something else. */
export function askedForKind(text: string): string | null {
  return KIND.exec(text)?.[1] ?? null;
}

/** Whether an assertion says all of a value of which another subject is a member. */
export function saysWhole(text: string, subjects: readonly string[], member: string): boolean {
  return (
    EQUAL.test(text) &&
    subjects.some((subject) => /^[\w$.]+$/.test(subject) && member.startsWith(`${subject}.`))
  );
}
