import { setTimeout as sleep } from 'node:timers/promises';
import {
  Contended,
  LogStopped,
  LogUnreachable,
  OutcomeUnknown,
  Overloaded,
  RevisionConflict,
} from '@jointly/event-store';

const firstPauseMs = 20;
const longestPauseMs = 5_000;

/**
 * Tries again for as long as the reason may pass by itself, with growing pauses.
 * @throws whatever else `attempt` throws; AbortError once `signal` aborts during a pause
 */
export async function persistently<Result>(
  attempt: () => Promise<Result> | Result,
  signal: AbortSignal,
  onFailure: (error: Error) => void,
): Promise<Result> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isTransient(error)) throw error;
      onFailure(error);
      await sleep(pauseMs(error, tries), undefined, { signal });
    }
  }
}

// A log that is away comes back, and a stopped one is opened again by whoever runs the server: no reason to give a
// process up for good.
const transient = [Overloaded, OutcomeUnknown, RevisionConflict, Contended, LogStopped, LogUnreachable];

const isTransient = (error: unknown): error is Error => transient.some((fault) => error instanceof fault);

const pauseMs = (error: Error, tries: number): number =>
  Math.max(
    error instanceof Overloaded ? error.retryAfterMs : 0,
    Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries, 10)),
  );
