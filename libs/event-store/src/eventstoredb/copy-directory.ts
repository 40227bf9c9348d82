import { LogMissing } from '../errors';
import type { LogIdentity } from '../port';
import { discardCopy, openForReading, prepareLog } from '../sqlite/log-file';
import { NotACopy } from './errors';

/** What tells a copy from a log: how far the server's log has been looked through. */
export const checkpointTable = 'checkpoint';

/**
 * Makes `directory` hold a copy of this very log: the one that is there, as far as it goes; or an empty one where there
 * is none, or where it is of another log, or of one that was restored since, or lacks an event.
 * @param check whether the last events of the copy that is there are those of the server
 * @param onDiscarded told why a copy of this log was thrown away
 * @throws NotACopy
 */
export async function prepareCopy(
  directory: string,
  is: LogIdentity,
  check: () => Promise<boolean>,
  onDiscarded: (why: string) => void,
): Promise<void> {
  const there = openCopy(directory);
  const isOfThisLog = there?.logId === is.logId && there.restoreEpoch === is.restoreEpoch && there.clock === is.clock;
  const isRight = isOfThisLog && (await check());
  if (!isRight) discardCopy(directory);
  if (isOfThisLog && !isRight) onDiscarded(discarded);
  prepareLog(directory, is.clock, is);
}

const discarded =
  'The copy of the event log did not hold what the server holds, and is made again. ' +
  'What was read from it may be wrong: stop the server, delete read/ and processes.db, and start it again.';

/** Undefined where there is none. @throws NotACopy, UnknownLogFormat */
function openCopy(directory: string): LogIdentity | undefined {
  const there = openIfThere(directory);
  if (!there) return undefined;
  const table = there.db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(checkpointTable);
  const events = there.db.prepare('SELECT 1 FROM events LIMIT 1').get();
  there.db.close();
  if (!table && events) throw new NotACopy(directory);
  return there.identity;
}

function openIfThere(directory: string): ReturnType<typeof openForReading> | undefined {
  try {
    return openForReading(directory);
  } catch (error) {
    if (error instanceof LogMissing) return undefined;
    throw error;
  }
}
