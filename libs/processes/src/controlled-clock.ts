import type { Clock, Instant } from '@jointly/kernel';
import type { RunningProcesses } from './run';
import type { Timers } from './timers';

/** Stands still until it is moved, for demonstrations and tests. */
export class ControlledClock implements Clock {
  readonly kind = 'controlled';

  constructor(private time: Instant) {}

  now(): Instant {
    return this.time;
  }

  /** @throws RangeError for an earlier time */
  moveTo(time: Instant): void {
    if (time < this.time) throw new RangeError(`The clock stands at ${this.time} and does not go back to ${time}.`);
    this.time = time;
  }
}

/**
 * Lets time pass until `target`. Every deadline on the way is recorded with the clock standing at its due time, and
 * what follows from it is done, before the clock moves on. @throws RangeError for an earlier time
 */
export async function advance(
  clock: ControlledClock,
  target: Instant,
  { timers, processes }: { readonly timers: Timers; readonly processes: RunningProcesses },
): Promise<void> {
  await processes.settled();
  for (let timer = timers.next(); timer && timer.due <= target; timer = timers.next()) {
    if (timer.due > clock.now()) clock.moveTo(timer.due);
    await timers.runDue();
    await processes.settled();
  }
  clock.moveTo(target);
}
