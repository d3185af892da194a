import { AppError } from '../contract/errors.ts';
import { runCommand } from './commands.ts';

process.exitCode = await runCommand(process.argv.slice(2)).catch((error: unknown) => {
  // An expected failure is one sentence; a bug comes with its stack, for the report.
  console.error(error instanceof AppError ? error.message : error);
  return 2;
});
