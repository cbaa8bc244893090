/** A name that other files can use; overloads are signatures of one name. No signature: another file has it. */
export type PublicName = {
  readonly name: string;
  /** What its signatures call it. */
  readonly calledHere: string;
  readonly signatures: readonly string[];
  /** Whether those who used what holds it have to do something about it where it is new. */
  readonly isRequired: boolean;
  /** Whether heirs have to fill it in, or nobody can make one of it. */
  readonly isAbstract: boolean;
  /** Whether only types may use it, though it is a value. */
  readonly isTypeOnly: boolean;
  /** The value that others may have stored: of a member of an enumeration. */
  readonly value: string | null;
};

/** A name with a signature, and nothing else to tell of it. */
export function plainName(name: string, calledHere: string, signatures: readonly string[]): PublicName {
  return {
    name,
    calledHere,
    signatures,
    isRequired: false,
    isAbstract: false,
    isTypeOnly: false,
    value: null,
  };
}
