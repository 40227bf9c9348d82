import type { FeedBatch, Position } from './port';

/** Wakes whoever waits for the next commit. */
export class Bell {
  private waiting = new Set<() => void>();

  ring(): void {
    for (const wake of this.waiting) wake();
  }

  /** Resolves at the next ring, when `signal` aborts, or after `patience` milliseconds where it is given. */
  next(signal: AbortSignal, patience?: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        clearTimeout(timer);
        resolve();
      };
      const timer = patience === undefined ? undefined : setTimeout(wake, patience).unref();
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });
  }
}

/** What an adapter brings to `follow`. */
export interface Source {
  /** The next events after a position, at most `limit`; synchronous, so that no commit slips in between it and the wait. */
  read(after: Position, limit: number): FeedBatch;
  readonly bell: Bell;
  /** Looks again after so many milliseconds without a ring, should one get lost. */
  readonly patience?: number;
}

/**
 * Delivers batch after batch, at the pace of whoever iterates; at the head it waits. The first batch is delivered even
 * when it is empty, so that a subscriber knows that it has caught up.
 */
export async function* follow(
  { read, bell, patience }: Source,
  { after, signal, batchSize = 500 }: { after: Position; signal: AbortSignal; batchSize?: number },
): AsyncGenerator<FeedBatch> {
  let told = false;
  while (!signal.aborted) {
    const batch = read(after, batchSize);
    if (batch.events.length === 0 && told) {
      await bell.next(signal, patience);
      continue;
    }
    told = batch.caughtUp;
    after = batch.through;
    yield batch;
  }
}
