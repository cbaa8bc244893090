import type { SwitchAnswer } from './rule.ts';

/** Tells whether the rule at a place is off now, and notes that the program came by. */
type IsOff = (site: string) => boolean;
/** A pattern as it is without the rule at a place. */
type OffPattern = { readonly site: string; readonly pattern: RegExp };

declare global {
  var switchedAnswer: ((site: string) => { readonly is: unknown } | undefined) | undefined;
  var switchedPattern: ((site: string, pattern: RegExp) => RegExp) | undefined;
  var switchedText: ((site: string, text: string) => string) | undefined;
  var switchedWords:
    | ((words: readonly string[], sites: Readonly<Record<string, string>>) => readonly string[])
    | undefined;
}

const NEVER = '(?!)';
/** A shorter part of a pattern may stand in it by chance. */
const SHORTEST_TEXT = 6;

/** What reads an array. */
const METHODS = Reflect.ownKeys(Array.prototype).filter(
  (key) => !['length', 'constructor', 'includes'].includes(String(key)) && key !== Symbol.unscopables,
);

const ANSWERS: Readonly<Record<SwitchAnswer, () => unknown>> = {
  true: () => true,
  false: () => false,
  null: () => null,
  '[]': () => [],
  silent: () => Promise.resolve({ kind: 'parsed', problems: [] }),
};

/** Gives the sources that `rule-switches.ts` has changed what they ask for, before they are loaded. */
export function installSwitches(isOff: IsOff, answer: () => SwitchAnswer): void {
  globalThis.switchedAnswer = (site) => (isOff(site) ? { is: ANSWERS[answer()]() } : undefined);
  installPatterns(isOff);
  installWords(isOff);
}

function installPatterns(isOff: IsOff): void {
  const texts = new Map<string, string>();
  const UnswitchedRegExp = RegExp;

  class SwitchedPattern extends RegExp {
    readonly offs: readonly OffPattern[];

    // What splits and walks over matches makes a copy by the constructor.
    constructor(pattern: RegExp | string, flags?: string, offs?: readonly OffPattern[]) {
      super(pattern, flags);
      const copied = pattern instanceof SwitchedPattern ? pattern.offs : [];
      this.offs =
        offs ??
        copied.map((off) => ({ ...off, pattern: new UnswitchedRegExp(off.pattern.source, this.flags) }));
    }

    override get source(): string {
      return this.offs.find(({ site }) => isOff(site))?.pattern.source ?? super.source;
    }

    override exec(text: string): RegExpExecArray | null {
      const off = this.offs.find(({ site }) => isOff(site))?.pattern;
      if (off === undefined) return super.exec(text);
      off.lastIndex = this.lastIndex;
      const match = off.exec(text);
      this.lastIndex = off.lastIndex;
      return match;
    }
  }

  globalThis.switchedPattern = (site, pattern) =>
    new SwitchedPattern(pattern, pattern.flags, [
      { site, pattern: new UnswitchedRegExp(NEVER, pattern.flags) },
    ]);
  globalThis.switchedText = (site, text) => {
    if (text.length >= SHORTEST_TEXT) texts.set(site, text);
    return text;
  };
  const offsOf = (pattern: string, flags: string): readonly OffPattern[] =>
    [...texts]
      .filter(([, text]) => pattern.includes(text))
      .map(([site, text]) => ({
        site,
        pattern: new UnswitchedRegExp(
          pattern.replaceAll(text, () => NEVER),
          flags,
        ),
      }));
  // `new RegExp(pattern, 'g')` keeps the switch.
  globalThis.RegExp = new Proxy(RegExp, {
    construct: (target, given, made) => {
      const [pattern, flags] = given;
      if (pattern instanceof SwitchedPattern) return new SwitchedPattern(pattern, flags ?? pattern.flags);
      const offs = made === globalThis.RegExp && typeof pattern === 'string' ? offsOf(pattern, flags) : [];
      return offs.length > 0
        ? new SwitchedPattern(pattern, flags, offs)
        : Reflect.construct(target, given, made);
    },
  });
}

function installWords(isOff: IsOff): void {
  const sitesOf = new WeakMap<object, ReadonlyMap<string, string>>();

  class SwitchedSet extends Set<unknown> {
    readonly sites: ReadonlyMap<unknown, string>;

    constructor(words: readonly unknown[], sites: ReadonlyMap<unknown, string>) {
      super(words);
      this.sites = sites;
    }

    override has(word: unknown): boolean {
      return super.has(word) && !this.isLeftOut(word);
    }

    override *values(): SetIterator<unknown> {
      for (const word of super.values()) if (!this.isLeftOut(word)) yield word;
    }

    override keys(): SetIterator<unknown> {
      return this.values();
    }

    override *entries(): SetIterator<[unknown, unknown]> {
      for (const word of this.values()) yield [word, word];
    }

    override [Symbol.iterator](): SetIterator<unknown> {
      return this.values();
    }

    override forEach(each: (word: unknown, key: unknown, set: Set<unknown>) => void): void {
      for (const word of this.values()) each(word, word, this);
    }

    override get size(): number {
      return [...this.values()].length;
    }

    isLeftOut(word: unknown): boolean {
      const site = this.sites.get(word);
      return site !== undefined && isOff(site);
    }
  }

  globalThis.switchedWords = (words, named) => {
    const sites = new Map(Object.entries(named).map(([site, word]) => [word, site]));
    const isLeftOut = (word: string): boolean => {
      const site = sites.get(word);
      return site !== undefined && isOff(site);
    };
    // Native code takes no proxy for an array: it reads the elements, with every word.
    const switched = [...words];
    const left = (): readonly string[] => words.filter((word) => !isLeftOut(word));
    for (const method of METHODS) {
      const value = (...given: unknown[]): unknown =>
        Reflect.apply(Reflect.get(Array.prototype, method), left(), given);
      Object.defineProperty(switched, method, { value });
    }
    const includes = (word: string): boolean => words.includes(word) && !isLeftOut(word);
    Object.defineProperty(switched, 'includes', { value: includes });
    sitesOf.set(switched, sites);
    return switched;
  };
  globalThis.Set = new Proxy(Set, {
    construct: (target, given, made) => {
      const [words] = given;
      const sites = sitesOf.get(words);
      return sites === undefined || made !== globalThis.Set
        ? Reflect.construct(target, given, made)
        : new SwitchedSet(words, sites);
    },
  });
}
