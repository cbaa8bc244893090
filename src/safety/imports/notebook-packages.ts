import { distributionsOf } from '../../codebase/manifests/python-distributions.ts';
import { distributionName } from '../../codebase/manifests/python-manifests.ts';
import { pythonStdlib } from '../../codebase/index/imports/python-stdlib.ts';
import { codeIn } from './added-imports.ts';

const MIN_DECLARED = 3;
const IMPORTED = /^[ \t]*(?:from|import)[ \t]+(\w+)/gm;
const MORE_IMPORTED = /^[ \t]*import[ \t]+\w[\w.]*(?:[ \t]+as[ \t]+\w+)?[ \t]*,/m;
/** `%pip install a`, `!pip install a`, `!{sys.executable} -m pip install a`, in the text of a file or of a cell. */
const INSTALLS = /(?:pip3?|conda|mamba|uv)[ \t]+install[ \t]+([^\n"\\]+)/g;
const OTHER_SOURCE = /(?:^|[ \t])(?:-r|--requirement|-e|\.|\S*(?:\/|@)\S*)(?=[ \t]|$)/;
/** What the programs that show notebooks bring, and what nearly every package for data brings. */
const BROUGHT =
  /^(?:IPython|ipywidgets|google|pylab|mpl_toolkits|numpy|pkg_resources|setuptools|pip|PIL|six)$/;

/**
 * Whether a notebook's package has to be declared: all others that it imports, three at least, are, and none of its cells
 * installs it. Who runs a notebook often installs what it needs by hand.
 */
export async function mustBeDeclared(
  notebook: { readonly path: string; readonly text: string },
  specifier: string,
  isDeclared: (specifier: string) => boolean,
): Promise<boolean> {
  const [own = ''] = specifier.split('.');
  if (BROUGHT.test(own) || isInstalledByCell(notebook.text, specifier)) return false;
  const { text } = await codeIn(notebook.path, notebook.text);
  if (MORE_IMPORTED.test(text)) return false;
  const others = [...new Set(Array.from(text.matchAll(IMPORTED), ([, top = '']) => top))].filter(
    (top) => top !== own && !pythonStdlib().has(top) && top !== '__future__',
  );
  const declared = others.filter(isDeclared);
  return (
    declared.length >= MIN_DECLARED && others.every((top) => BROUGHT.test(top) || declared.includes(top))
  );
}

function isInstalledByCell(text: string, specifier: string): boolean {
  const names = new Set(distributionsOf(specifier).map(distributionName));
  return text.matchAll(INSTALLS).some(([, asked = '']) => {
    const parts = asked.split(/[ \t;&]+/).map((part) => part.replace(/[^\w.-].*$/, ''));
    return OTHER_SOURCE.test(asked) || parts.some((part) => names.has(distributionName(part)));
  });
}
