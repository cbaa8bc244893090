import { Writable } from 'node:stream';

/** A stream that keeps what was written to it; `columns` makes it look like a terminal. */
export type Sink = Writable & { readonly columns: number; readonly text: () => string };

export function sink(columns = 80): Sink {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return Object.assign(stream, { columns, text: () => text });
}
