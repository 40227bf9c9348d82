import { randomUUID } from 'node:crypto';
import type { ClockKind } from '@jointly/kernel';
import { v5 as uuidV5 } from 'uuid';
import type { LogIdentity } from '../port';
import type { Connection } from './connection';
import { ForeignEvent } from './errors';
import type { Recorded } from './wire-event';

/**
 * Where the log says which log it is: `LogCreated` once, then a `LogRestored` for each time it was restored from a
 * backup, which makes the positions of before incomparable. Its name is no stream id of ours (it has no association), so that it
 * is in nobody's sequence and a log moved here from elsewhere counts the same.
 */
export const identityStream = 'log-identity';

const created = 'LogCreated';
const restored = 'LogRestored';
const longest = 1_000;

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

/**
 * Says on the log that is there that it was restored, in an epoch that it never had, also where the same backup was
 * restored before. Saying it twice does no harm.
 */
export async function markRestored(connection: Connection): Promise<LogIdentity | undefined> {
  const history = await connection.readStream(identityStream, 0, longest);
  const there = identityIn(history);
  if (!there) return undefined;
  const data = { epoch: Math.max(there.restoreEpoch + 1, Date.now()) };
  await connection.appendEvents(identityStream, history.length - 1, [
    { id: randomUUID(), contentType: 'application/json', type: restored, data, metadata: {} },
  ]);
  return readIdentity(connection);
}

const readIdentity = async (connection: Connection): Promise<LogIdentity | undefined> =>
  identityIn(await connection.readStream(identityStream, 0, longest));

function identityIn([first, ...later]: readonly Recorded[]): LogIdentity | undefined {
  if (!first) return undefined;
  const { logId, clock } = first.data as { logId?: unknown; clock?: unknown };
  if (first.type !== created || typeof logId !== 'string' || (clock !== 'wall' && clock !== 'controlled'))
    throw new ForeignEvent(identityStream, first.revision, 'it does not say which log this is');
  return { logId, restoreEpoch: later.filter(({ type }) => type === restored).reduce(raised, 0), clock };
}

/** An event that an operator appended by other means may not say which epoch it begins: it is one more. */
function raised(epoch: number, { data }: Recorded): number {
  const { epoch: next } = (data ?? {}) as { epoch?: unknown };
  return typeof next === 'number' && Number.isSafeInteger(next) && next > epoch ? next : epoch + 1;
}
