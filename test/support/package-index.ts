import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeFolder } from './work-tree.ts';

/** The wheel of a package `three` 1.0.0, whose module is the number. */
function wheel(): Buffer {
  const folder = makeFolder({
    'three.py': 'value = 3\n',
    'three-1.0.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: three\nVersion: 1.0.0\n',
    'three-1.0.0.dist-info/WHEEL':
      'Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    'three-1.0.0.dist-info/RECORD':
      'three.py,,\nthree-1.0.0.dist-info/METADATA,,\nthree-1.0.0.dist-info/WHEEL,,\nthree-1.0.0.dist-info/RECORD,,\n',
  });
  execFileSync('python3', ['-m', 'zipfile', '-c', NAME, 'three.py', 'three-1.0.0.dist-info'], {
    cwd: folder,
  });
  return readFileSync(join(folder, NAME));
}

const NAME = 'three-1.0.0-py3-none-any.whl';

/** A package index on this machine with that one package, for the time of a test. */
export async function servePackageIndex(): Promise<{ readonly url: string; readonly wheel: Buffer }> {
  const bytes = wheel();
  const server = createServer(({ url }, response) => {
    response.statusCode = url === '/simple/three/' || url === `/${NAME}` ? 200 : 404;
    if (url === '/simple/three/') {
      response.setHeader('content-type', 'text/html');
      response.end(`<a href="/${NAME}">${NAME}</a>`);
    } else response.end(url === `/${NAME}` ? bytes : '');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/simple`, wheel: bytes };
}
