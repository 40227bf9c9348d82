import type { StreamId } from '@jointly/kernel';

/** Somebody else wrote first: read the tail, decide again. */
export class RevisionConflict extends Error {
  constructor(
    readonly stream: StreamId,
    readonly expected: number,
    readonly actual: number | undefined,
  ) {
    super(`${stream} is at revision ${actual ?? 'unknown'}, not ${expected}.`);
    this.name = 'RevisionConflict';
  }
}

/**
 * An event of the append has an id that stands elsewhere in the log: the same command was given for another stream.
 * Nothing was written, and repeating it won't help.
 */
export class EventIdTaken extends Error {
  constructor(readonly stream: StreamId) {
    super(`An event for ${stream} has an id that another event of the log has.`);
    this.name = 'EventIdTaken';
  }
}

/** The bounded queue is full: nothing was written, try again in a moment. */
export class Overloaded extends Error {
  constructor(readonly retryAfterMs: number) {
    super('More is being written than the disk takes. Nothing was recorded; try again in a moment.');
    this.name = 'Overloaded';
  }
}

/** An event over 256 KiB or an append over 900 KiB; the same limits on every adapter. */
export class AppendTooLarge extends Error {
  constructor(what: string, bytes: number, limit: number) {
    super(`${what} has ${bytes} bytes; the log takes ${limit}.`);
    this.name = 'AppendTooLarge';
  }
}

/** The append may or may not have happened. Repeating it with the same events is safe and tells. */
export class OutcomeUnknown extends Error {
  constructor(stream: StreamId, cause: unknown) {
    super(`Whether ${stream} was written is not known.`, { cause });
    this.name = 'OutcomeUnknown';
  }
}

/** Another process has this log open. */
export class LogLocked extends Error {
  constructor(path: string) {
    super(`Another process has the log ${path} open. Stop it first, or choose another JOINTLY_DATA_DIR.`);
    this.name = 'LogLocked';
  }
}

/** There is no log where one was to be opened and none was to be made. */
export class LogMissing extends Error {
  constructor(place: string) {
    super(`There is no log in ${place}. Name the place where it is.`);
    this.name = 'LogMissing';
  }
}

/** SQLite can't read the log's file, or parts of it. */
export class LogDamaged extends Error {
  constructor(path: string, why: string, cause?: unknown) {
    super(`The log ${path} is damaged (${why}). Move its directory away and restore a backup.`, { cause });
    this.name = 'LogDamaged';
  }
}

/** The log was written with another kind of clock. */
export class ClockMismatch extends Error {
  constructor(path: string, found: string, wanted: string) {
    super(
      `The log ${path} keeps ${found} time and can't be opened with a ${wanted} clock. Choose another log, or its clock.`,
    );
    this.name = 'ClockMismatch';
  }
}

/** An append that contradicts itself (a revision that does not follow, another stream's event): a fault of ours. */
export class InvalidAppend extends Error {
  constructor(stream: StreamId, why: string) {
    super(`The append to ${stream} is not valid: ${why}.`);
    this.name = 'InvalidAppend';
  }
}

/** The log is closed, or its writer failed: nothing is written until it is opened again. */
export class LogStopped extends Error {
  constructor(why: string, cause?: unknown) {
    super(`The log takes no more events: ${why}. Open it again.`, { cause });
    this.name = 'LogStopped';
  }
}

/** The log was written by a build that keeps logs in another form. */
export class UnknownLogFormat extends Error {
  constructor(path: string, found: number, known: number) {
    super(
      `The log ${path} has format ${found}; this build knows ${known}. Run the build that wrote it, or a newer one.`,
    );
    this.name = 'UnknownLogFormat';
  }
}
