import { randomUUID } from 'node:crypto';
import type { ClockKind } from '@jointly/kernel';
import { v5 as uuidV5 } from 'uuid';
import type { LogIdentity } from '../port';
import type { Connection } from './connection';
import { ForeignEvent } from './errors';

/**
 * Where the log says which log it is: `LogCreated` once, then a `LogRestored` for each time it was restored from a
 * backup, which makes the positions of before incomparable. Its name is no stream id of ours (it has no association), so that it
 * is in nobody's sequence and a log moved here from elsewhere counts the same.
 */
export const identityStream = 'log-identity';

const created = 'LogCreated';
const restored = 'LogRestored';

/**
 * Of the log that is there; made where none is and a clock says with which. Of several that make it at once one wins,
 * and all get its answer.
 */
export async function identify(connection: Connection, clock: ClockKind | undefined): Promise<LogIdentity | undefined> {
  const there = await readIdentity(connection);
  if (there || !clock) return there;
  const data = { logId: randomUUID(), clock };
  const id = uuidV5(data.logId, uuidV5.URL);
  await connection.appendEvents(identityStream, -1, [
    { id, contentType: 'application/json', type: created, data, metadata: {} },
  ]);
  return readIdentity(connection);
}

async function readIdentity(connection: Connection): Promise<LogIdentity | undefined> {
  const [first, ...later] = await connection.readStream(identityStream, 0, 1_000);
  if (!first) return undefined;
  const { logId, clock } = first.data as { logId?: unknown; clock?: unknown };
  if (first.type !== created || typeof logId !== 'string' || (clock !== 'wall' && clock !== 'controlled'))
    throw new ForeignEvent(identityStream, first.revision, 'it does not say which log this is');
  return { logId, restoreEpoch: later.filter(({ type }) => type === restored).length, clock };
}
