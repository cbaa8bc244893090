// What the language, runtimes, test runners and pages put into every JavaScript file; the rest of browsers is left out.
const OF_LANGUAGE =
  'globalThis undefined NaN Infinity eval parseInt parseFloat isNaN isFinite encodeURI encodeURIComponent decodeURI decodeURIComponent escape unescape Object Function Array String Number Boolean Symbol BigInt Math JSON Reflect Proxy Promise Map Set WeakMap WeakSet WeakRef FinalizationRegistry Date RegExp Intl Iterator Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError ArrayBuffer SharedArrayBuffer DataView Atomics Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array';
const OF_WEB =
  'window document console navigator location history self fetch URL URLSearchParams Request Response Headers FormData Blob File AbortController AbortSignal Event EventTarget CustomEvent TextEncoder TextDecoder ReadableStream WritableStream TransformStream WebSocket Worker crypto performance structuredClone queueMicrotask setTimeout clearTimeout setInterval clearInterval requestAnimationFrame cancelAnimationFrame localStorage sessionStorage btoa atob Node Element HTMLElement';
const OF_RUNTIMES =
  'require module exports __dirname __filename global process Buffer setImmediate clearImmediate Bun Deno EdgeRuntime gc arguments';
const OF_TESTS =
  'describe it test suite context specify before after beforeEach afterEach beforeAll afterAll expect assert jest vi vitest bench cy Cypress jasmine sinon chai QUnit Mocha spyOn fit xit fdescribe xdescribe pending fail expectTypeOf assertType onTestFailed onTestFinished';
const OF_PAGES = 'define requirejs $ jQuery google gapi chrome browser importScripts ActiveXObject opera';

const KNOWN: ReadonlySet<string> = new Set(
  [OF_LANGUAGE, OF_WEB, OF_RUNTIMES, OF_TESTS, OF_PAGES].flatMap((names) => names.split(' ')),
);
/** What a build replaces: `__DEV__`, `__VUE_PROD_DEVTOOLS__`. */
const DEFINED = /^__\w+__$/;

// Words that browsers have for themselves and programs for something else, so that a lost declaration goes unseen.
const CONFUSED: ReadonlySet<string> = new Set(
  'blur close closed event external find focus frames length moveBy moveTo name open opener origin parent print resizeTo screen scroll self status stop toolbar top'.split(
    ' ',
  ),
);

/** Whether a name that browsers give is more likely a variable that nothing declares. */
export function isConfusedGlobal(name: string): boolean {
  return CONFUSED.has(name);
}

/** Whether a name may come from where a JavaScript file runs, is tested or is built. */
export function isKnownGlobal(name: string): boolean {
  return KNOWN.has(name) || DEFINED.test(name);
}
