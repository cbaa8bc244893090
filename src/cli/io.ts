/** Where a command writes and what it may assume of the reader. */
export type Io = {
  readonly stdout: (line: string) => void;
  readonly stderr: (line: string) => void;
  /** Both ends are a terminal, and this is not CI: questions may be asked. */
  readonly isInteractive: boolean;
  /** Standard output is a terminal: tables and live views are welcome. */
  readonly isTerminal: boolean;
  readonly color: boolean;
  readonly columns: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** The options that led here from where the user stands, for commands that are shown: `--root web `, or empty. */
  readonly placeOptions: string;
  readonly isCi: boolean;
  /** `--debug`: where an error comes from is told too. */
  readonly isDebug: boolean;
  /** The streams themselves, for views that draw. */
  readonly streams: {
    readonly stdin: NodeJS.ReadStream;
    readonly stdout: NodeJS.WriteStream;
    readonly stderr: NodeJS.WriteStream;
  };
  readonly signal: AbortSignal;
  readonly readStdin: () => Promise<string>;
};
