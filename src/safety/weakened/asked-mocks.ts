import type { Finding } from '../gates/text-guard.ts';
import { samePairs, type Sides } from './sides.ts';
import type { WeighedTest } from './weigh-tests.ts';

const MOCK =
  /^(?:new )?(?:[\w.]*\b(?:Magic|Async|NonCallable|NonCallableMagic)?Mock\(|[\w.]*\bcreate_autospec\(|(?:vi|jest)\.(?:fn|mocked)\(|sinon\.(?:stub|fake|mock)\()/;
const MAX_STEPS = 8;

/** Tests that asked the code for something, and now ask mocks alone, which give what the test itself told them. */
export function askedMocks(sides: Sides): readonly Finding[] {
  return samePairs(sides)
    .filter(({ was, is }) => asksMocksAlone(is) && !was.checks.some((check) => isOfMock(was.code, check)))
    .map(({ is: { path, line, name } }) => {
      const message = `\`${name}\` asks mocks alone, which give what it told them. Let it test the real code.`;
      return { path, line, message };
    });
}

function asksMocksAlone({ checks, code }: WeighedTest): boolean {
  return checks.length > 0 && checks.every((check) => isOfMock(code, check));
}

/** Whether what is asserted comes from the call of a mock, directly or by way of other names. */
function isOfMock(code: string, { subjects: [subject = ''] }: WeighedTest['checks'][number]): boolean {
  let value = subject;
  let isCalled = false;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const [, root, rest = ''] = /^(?:await )?([\p{L}_$][\p{L}\p{N}_$]*)(.*)$/su.exec(value) ?? [];
    if (root === undefined) return false;
    isCalled ||= /^[\w.?]*\(/.test(rest);
    const given = valueOf(code, root);
    if (given === null) return false;
    if (MOCK.test(given)) return isCalled;
    value = given;
  }
  return false;
}

/** What a name stands for, if it is given a value once. */
function valueOf(code: string, name: string): string | null {
  const pattern = String.raw`^[ \t]*(?:(?:const|let|var)\s+)?${name.replaceAll('$', String.raw`\$`)}\s*=(?!=)\s*([^\n]+)`;
  const found = [...code.matchAll(new RegExp(pattern, 'gm'))];
  return found.length === 1 ? (found[0]?.[1] ?? null) : null;
}
