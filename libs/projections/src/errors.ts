import type { Position } from '@jointly/event-store';

/** A read model has not yet seen what the reader asked for. Try again in a moment. */
export class ProjectionBehind extends Error {
  constructor(
    readonly projection: string,
    /** How far it is behind the wanted position; an upper bound where positions are not dense. */
    readonly lagEvents: number,
    readonly retryAfterMs: number,
  ) {
    super(`${projection} is still ${lagEvents} events behind what you asked for; try again in ${retryAfterMs} ms.`);
    this.name = 'ProjectionBehind';
  }
}

/** A read model stopped at an event it can't fold; it keeps its last good state and won't get further by waiting. */
export class ProjectionFaulted extends Error {
  constructor(
    readonly projection: string,
    readonly reason: string,
  ) {
    super(`${projection} has stopped and shows its last good state: ${reason}`);
    this.name = 'ProjectionFaulted';
  }
}

/** The log is not the one, or no longer reaches as far as, what the read model was folded from. */
export class LogBehindReadModel extends Error {
  constructor(projection: string, why: string) {
    super(
      `The read model ${projection} was folded from events that this log does not hold: ${why}. ` +
        'Run `jointly projections rebuild`, then start again.',
    );
    this.name = 'LogBehindReadModel';
  }
}

/** Another projector moved the checkpoint: this one must not write again. */
export class OwnershipLost extends Error {
  constructor(projection: string, at: Position) {
    super(`Another process has moved ${projection} on from ${at}. Only one projector may run on a directory.`);
    this.name = 'OwnershipLost';
  }
}

/** A log in which something happens to what never was: the events or the fold are broken. */
export class MissingDocument extends Error {
  constructor(key: string) {
    super(`The log changes ${key}, which it never brought into being.`);
    this.name = 'MissingDocument';
  }
}

/** The fold threw at the event with this index of the batch; everything before it is good. */
export class FoldFailed extends Error {
  constructor(
    readonly index: number,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
    this.name = 'FoldFailed';
  }
}

/** The thread or process that folds has ended without being asked to. */
export class ProjectionsFailed extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ProjectionsFailed';
  }
}

/** Busy, locked, a full or failing disk: the same work may succeed later. Anything else fails again. */
export function isTransient(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^SQLITE_(BUSY|LOCKED|IOERR|FULL|PROTOCOL)/.test(code);
}
