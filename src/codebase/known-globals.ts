// What runtimes, test runners and pages put into every JavaScript file, besides what the language and browsers have.
const OF_RUNTIMES =
  'require module exports __dirname __filename global process Buffer setImmediate clearImmediate Bun Deno EdgeRuntime gc arguments';
const OF_TESTS =
  'describe it test suite context specify before after beforeEach afterEach beforeAll afterAll expect assert jest vi vitest bench cy Cypress jasmine sinon chai QUnit Mocha spyOn fit xit fdescribe xdescribe pending fail expectTypeOf assertType onTestFailed onTestFinished';
const OF_PAGES = 'define requirejs $ jQuery google gapi chrome browser importScripts ActiveXObject opera';

const KNOWN: ReadonlySet<string> = new Set(
  [OF_RUNTIMES, OF_TESTS, OF_PAGES].flatMap((names) => names.split(' ')),
);
/** What a build replaces: `__DEV__`, `__VUE_PROD_DEVTOOLS__`. */
const DEFINED = /^__\w+__$/;

/** Whether a name may come from where a JavaScript file runs, is tested or is built. */
export function isKnownGlobal(name: string): boolean {
  return KNOWN.has(name) || DEFINED.test(name);
}
