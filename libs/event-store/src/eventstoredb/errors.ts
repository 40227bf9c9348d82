import type { StreamId } from '@jointly/kernel';

/** The address of an EventStoreDB server can't be used as it is. The message never holds a password. */
export class InvalidEventStoreUrl extends Error {
  constructor(url: string, why: string) {
    super(`JOINTLY_EVENT_STORE_URL=${redactUrl(url)} can't be used: ${why}.`);
    this.name = 'InvalidEventStoreUrl';
  }
}

/** No answer within the time that a call has, or none at all. What was asked for may or may not have happened. */
export class CallFailed extends Error {
  constructor(call: string, why: string) {
    super(`EventStoreDB gave no answer to ${call}: ${why}`);
    this.name = 'CallFailed';
  }
}

/** The server was asked time and again and does not answer. Nothing is lost; try again when it is back. */
export class LogUnreachable extends Error {
  constructor(cause: unknown) {
    super('The event log does not answer. Nothing is lost; try again in a moment.', { cause });
    this.name = 'LogUnreachable';
  }
}

/** The server said no, and will say no again: the user may not, a stream was deleted, an event is not one of ours. */
export class LogRefused extends Error {
  constructor(call: string, why: string) {
    super(`EventStoreDB could not be asked to ${call}, and asking again won't help: ${why}`);
    this.name = 'LogRefused';
  }
}

/** An event on a stream of ours that was not written by us. */
export class ForeignEvent extends Error {
  constructor(stream: string, revision: bigint, why: string) {
    super(`Event ${revision} of ${stream} is not one of this log: ${why}. Give the log a database of its own.`);
    this.name = 'ForeignEvent';
  }
}

/** The feed left an event out: it is asked again from where it was complete. */
export class FeedSkipped extends Error {
  /** @param found the revision that came in its place; none where nothing of the stream did */
  constructor(stream: StreamId, due: number, found: number | undefined) {
    super(
      found === undefined
        ? `The feed went past revision ${due} of ${stream}, which is in the log, and did not give it.`
        : `The feed gave revision ${found} of ${stream} where ${due} was due.`,
    );
    this.name = 'FeedSkipped';
  }
}

/** The copy is not what the server has, and what was wrong may have been read from it. It must be made again. */
export class CopyDamaged extends Error {
  constructor(why: string) {
    super(
      `The copy of the event log is damaged: ${why}. Nothing is lost on the server. ` +
        'Stop this server, delete log-copy/, read/ and processes.db of its data directory, and start it again: all three are made anew.',
    );
    this.name = 'CopyDamaged';
  }
}

/** The copy of the log has stopped, and nothing more can be read from it until that is mended. */
export class CopyStopped extends Error {
  constructor(why: string) {
    super(`The copy of the event log has stopped: ${why}`);
    this.name = 'CopyStopped';
  }
}

/** The copy's file did not take it: for want of disk, most often, and then it may take it later. */
export class CopyNotWritten extends Error {
  /** Trying again won't help. */
  readonly final: boolean;

  /** @param cause SQLite's own */
  constructor(cause: Error & { readonly code?: unknown }) {
    super(`The copy of the event log can't be written: ${cause.message}. See to the disk under log-copy.`, { cause });
    this.name = 'CopyNotWritten';
    this.final = !/^SQLITE_(BUSY|LOCKED|IOERR|FULL|PROTOCOL|CANTOPEN)/.test(String(cause.code));
  }
}

/** The directory holds a log of its own, which must not be thrown away as a copy may be. */
export class NotACopy extends Error {
  constructor(directory: string) {
    super(`${directory} holds a log of its own, not a copy of one. Choose another directory for the copy.`);
    this.name = 'NotACopy';
  }
}

/** A connection string without who logs in and how: what logs and messages show. */
export const redactUrl = (url: string): string => url.replace(/^([a-z+]*:\/*)?.*@/is, '$1***@');
