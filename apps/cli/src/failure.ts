import * as log from '@jointly/event-store';

/** What stops a command, in a sentence for the person at the terminal: what happened and what to do. */
export class Failure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Failure';
  }
}

/** Faults of the log that somebody at the terminal can do something about; each says in its message what. */
const foreseen = [
  log.BackupExists,
  log.ClockMismatch,
  log.CopyStopped,
  log.ForeignEvent,
  log.InvalidEventStoreUrl,
  log.LogDamaged,
  log.LogInTheWay,
  log.LogLocked,
  log.LogMissing,
  log.LogRefused,
  log.LogsDiffer,
  log.LogUnreachable,
  log.NotACopy,
  log.OutcomeUnknown,
  log.Overloaded,
  log.UnknownLogFormat,
];

/** What to print: a sentence where one was foreseen, a stack trace where it is a fault of ours. */
export function inWords(error: unknown): unknown {
  if (error instanceof Failure || foreseen.some((kind) => error instanceof kind))
    return `jointly: ${(error as Error).message}`;
  return isOfTheSystem(error) ? `jointly: The system refused it: ${error.message}.` : error;
}

/** Prints what stopped the command. */
export function report(error: unknown): void {
  console.error(inWords(error));
  process.exitCode = 1;
}

/** No room, no permission, a file where a directory was to be. */
const refusals = new Set(['EACCES', 'EEXIST', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS']);

const isOfTheSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error && refusals.has(String(error.code));
