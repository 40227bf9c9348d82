import { latest, wallClock, type Clock, type Instant } from '@jointly/kernel';
import type { EventFeed } from '@jointly/event-store';
import { ControlledClock } from '@jointly/processes';
import type { Settings } from '../settings';

/** The clock that the log keeps time by. A controlled one goes on where the log left off. */
export async function openClock({ clock, clockStart }: Settings, feed: EventFeed): Promise<Clock | ControlledClock> {
  if (clock === 'wall') return wallClock;
  const last = await lastRecordedAt(feed);
  return new ControlledClock(last ? latest(last, clockStart as Instant) : (clockStart as Instant));
}

async function lastRecordedAt(feed: EventFeed): Promise<Instant | undefined> {
  const head = await feed.head();
  if (head === 0n) return undefined;
  const enough = new AbortController();
  for await (const { events } of feed.subscribe({ after: head - 1n, signal: enough.signal })) {
    const last = events.at(-1);
    if (last) return last.recordedAt;
  }
  return undefined;
}
