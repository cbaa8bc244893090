import { printable, printableName } from '../../domain/terminal-text.ts';
import { summaryLines, type CheckedFile, type CheckReport } from './check-report.ts';

/**
 * For a step of GitHub Actions: an annotation for each error, by the workflow commands of its runner.
 * @param pathOf the path of a file in its repository
 */
export function checkForGithub(pathOf: (name: string) => string): CheckReport {
  return {
    ofFile: (file) => annotationsOf(file, pathOf(file.name)),
    ofAll: summaryLines,
  };
}

function annotationsOf({ verdict, shown }: CheckedFile, path: string): readonly string[] {
  const command = verdict.valid ? 'notice' : 'error';
  return shown.map(({ line, column, kind, source, message, symbol, state }) => {
    const since = state === undefined ? '' : `, ${state}`;
    const title = `${kind} (${source})${symbol === undefined ? '' : ` in ${symbol}`}${since}`;
    const properties = [
      `file=${property(printableName(path))}`,
      `line=${line}`,
      `col=${column}`,
      `title=${property(title)}`,
    ];
    return `::${command} ${properties.join(',')}::${data(message)}`;
  });
}

/** The escapes of the runner's command.ts: percent first, or it would be escaped twice. */
function data(text: string): string {
  return printableLines(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Line endings are escaped and stay; nothing else may steer a terminal or the runner. */
function printableLines(text: string): string {
  return text
    .split(/(\r\n|\r|\n)/)
    .map((part) => (/^[\r\n]/.test(part) ? part : printable(part)))
    .join('');
}
