import type { EventId } from '@jointly/kernel';
import type { Position } from '../port';
import type { Connection } from './connection';
import type { Mirror } from './mirror';
import { fromWire, isOurs, type Recorded } from './wire-event';

/** How many of the last events are compared. */
const overlap = 300;

/**
 * Whether the last events that a copy has looked through are those of the server. Where the copy is right, but has
 * passed something behind its last event, that is looked through again.
 */
export async function checkOverlap(connection: Connection, copy: Mirror): Promise<boolean> {
  const { head, checkpoint } = copy;
  if (!checkpoint) return true;
  const whole = await connection.readThrough(checkpoint.commit, overlap);
  // A checkpoint may be no event's place. Then what lies between the head and it is looked through again.
  const recent = whole ?? (head > 0n ? await connection.readThrough(head, overlap) : []);
  if (!recent) return false;
  const there = idsOf(recent);
  const here = copy.eventsFrom(recent.at(-1)?.position!.commit ?? 0n);
  if ([...here].some(([position, id]) => there.get(position) !== id)) return false;
  const missing = [...there.keys()].filter((position) => !here.has(position));
  if (missing.some((position) => position < head)) return false;
  if (!whole || missing.length > 0) copy.rewind();
  return true;
}

function idsOf(events: readonly Recorded[]): Map<Position, EventId> {
  const ours = events.filter(({ streamId }) => isOurs(streamId));
  return new Map(ours.map((event) => [event.position!.commit, fromWire(event).eventId]));
}
