// CSI, OSC (ended by BEL or ST), DCS/PM/APC/SOS strings, and two-character escapes: ECMA-48, 5th edition.
const ESCAPE_SEQUENCE =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[PX^_][^\u001b]*(?:\u001b\\)?|\u001b[ -/]*[0-~]?/g;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Makes untrusted text safe to print: no escape sequences, control characters or direction overrides. Tab and newline stay. */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(ESCAPE_SEQUENCE, '').replace(CONTROL, '');
}

/** The same on a line of its own: the paths of files may hold line breaks. */
export function printableLine(text: string): string {
  return printable(text).replaceAll('\n', String.raw`\n`);
}

/** The name of a file with what is not safe to print spelled out, so that it is not that of another; line endings stay. */
export function printableName(name: string): string {
  return name.replace(CONTROL, (sign) =>
    sign === '\r' ? sign : String.raw`\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
