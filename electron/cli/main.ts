import { AppError } from '../contract/errors.ts';
import { argumentsOf, handOver, tooLong } from './hand-over.mjs';
import { BrowserFailed, NoBrowser } from './files/browser.ts';
import { WrongQuery } from './catalogue/found-by.ts';
import { NoLibrary } from './library.ts';
import { runCommand } from './program.ts';

// Who reads our output may have seen enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const typed = argumentsOf(process.argv.slice(2));

process.exitCode = tooLong(process.argv)
  ? await handOver(process.execPath, [...process.execArgv, process.argv[1] ?? ''], typed)
  : await runCommand(typed).catch((error: unknown) => {
      // An expected failure is one sentence; a bug comes with its stack, for the report.
      console.error(isExpected(error) ? error.message : error);
      return 2;
    });

function isExpected(error: unknown): error is Error {
  return [AppError, BrowserFailed, NoBrowser, NoLibrary, WrongQuery].some((kind) => error instanceof kind);
}
