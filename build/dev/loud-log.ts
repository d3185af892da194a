import { LogFile } from '../../electron/main/engine/log-file.ts';

/** The engine's log, on the terminal too. */
export class LoudLog extends LogFile {
  override write(text: string): void {
    super.write(text);
    process.stderr.write(text);
  }
}
