import type { EventId } from '@jointly/kernel';
import { LogMissing } from '../errors';
import type { LogIdentity, Position } from '../port';
import { discardCopy, openForReading, prepareLog } from '../sqlite/log-file';
import { LogReader } from '../sqlite/log-reader';
import { NotACopy } from './errors';

/** What tells a copy from a log: how far the server's log has been looked through. */
export const checkpointTable = 'checkpoint';

/**
 * Makes `directory` hold a copy of this very log: the one that is there, as far as it goes; or an empty one where there
 * is none, or where it is of another log or of one that was restored since.
 * @param eventAt what the server has at a position
 * @throws NotACopy
 */
export async function prepareCopy(
  directory: string,
  is: LogIdentity,
  eventAt: (position: Position) => Promise<EventId | undefined>,
): Promise<void> {
  if (!(await isCopy(directory, is, eventAt))) discardCopy(directory);
  prepareLog(directory, is.clock, is);
}

async function isCopy(...[directory, is, eventAt]: Parameters<typeof prepareCopy>): Promise<boolean> {
  const copy = openCopy(directory);
  if (!copy) return false;
  const head = copy.head();
  const last = copy.eventAt(head);
  copy.close();
  const { logId, restoreEpoch, clock } = copy.identity;
  if (logId !== is.logId || restoreEpoch !== is.restoreEpoch || clock !== is.clock) return false;
  return head === 0n || (await eventAt(head)) === last;
}

/** Undefined where there is none. @throws NotACopy, UnknownLogFormat */
function openCopy(directory: string): LogReader | undefined {
  const there = openIfThere(directory);
  if (!there) return undefined;
  const table = there.db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(checkpointTable);
  const events = there.db.prepare('SELECT 1 FROM events LIMIT 1').get();
  there.db.close();
  if (!table && events) throw new NotACopy(directory);
  return new LogReader(directory);
}

function openIfThere(directory: string): ReturnType<typeof openForReading> | undefined {
  try {
    return openForReading(directory);
  } catch (error) {
    if (error instanceof LogMissing) return undefined;
    throw error;
  }
}
