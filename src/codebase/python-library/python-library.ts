import { z } from 'zod';
import { pythonStdlib } from '../index/imports/python-stdlib.ts';

/**
 * What Python's standard library has, all versions from 3.6 on together. Null where it is not known: of modules and
 * classes that the table leaves out, and of private names.
 */
export type PythonLibrary = {
  /** Whether a module has a name. */
  readonly moduleHas: (module: string, name: string) => boolean | null;
  /** Whether a class, by its full name (`threading.Thread`), has a member, its own or of a base. */
  readonly classHas: (fullName: string, member: string) => boolean | null;
};

const tables = z.object({
  modules: z.record(z.string(), z.string()),
  /** The bases of a class, then its members. */
  classes: z.record(z.string(), z.string()),
  aliases: z.record(z.string(), z.string()),
});
type Tables = z.infer<typeof tables>;

/** Protocols of the language: what is private in them nobody else asks for. */
const ABSTRACT = /^(?:collections\.abc|abc|typing|numbers)\./;
const PRIVATE = /^_/;
/** What other implementations of Python and installers add to. */
const ADDED_TO = /^(?:sys|builtins)$/;

/** Reads the table that scripts/write-python-library.ts made, of CPython 3.6 to 3.13 and the stubs of typeshed. */
export async function pythonLibrary(): Promise<PythonLibrary> {
  const { default: written } = await import('./library.json', { with: { type: 'json' } });
  const read = tables.parse(written);
  const modules = pythonStdlib();
  return {
    moduleHas: (module, name) => {
      const names = namesOf(read, module);
      if (names === undefined || PRIVATE.test(name) || modules.has(name) || ADDED_TO.test(module))
        return null;
      return names.split(' ').includes(name) || `${module}.${name}` in read.modules;
    },
    classHas: (fullName, member) => {
      const name = read.aliases[fullName] ?? fullName;
      if (PRIVATE.test(member)) return ABSTRACT.test(name) ? false : null;
      return classHas(read, name, member);
    },
  };
}

/** `os.path` is another module on each system. */
function namesOf({ modules }: Tables, module: string): string | undefined {
  return module === 'os.path' ? `${modules['posixpath']} ${modules['ntpath']}` : modules[module];
}

function classHas(read: Tables, name: string, member: string): boolean | null {
  if (name === 'builtins.object') return false;
  const written = read.classes[name];
  if (written === undefined) return null;
  const [bases = '', members = ''] = written.split('|');
  if (members.split(' ').includes(member)) return true;
  const inherited = bases.split(' ').map((base) => classHas(read, base, member));
  if (inherited.includes(true)) return true;
  return inherited.includes(null) ? null : false;
}
