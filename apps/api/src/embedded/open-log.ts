import { join } from 'node:path';
import {
  openEventStoreDb,
  openSqliteEventStore,
  openSqliteFeed,
  type EventFeed,
  type EventStore,
  type LogStanding,
} from '@jointly/event-store';
import type { Logger } from 'pino';
import { embeddedLog, type Settings } from '../settings';

export interface OpenLog {
  readonly store: EventStore;
  readonly feed: EventFeed;
  /** How this process's copy of the log keeps up, where there is one. */
  readonly standing?: () => LogStanding;
  /** From where readers in other threads are fed: the log itself, or this process's copy of it. */
  readonly directory: string;
}

/**
 * The log where the settings say that it is.
 * @throws LogLocked, ClockMismatch, UnknownLogFormat, InvalidEventStoreUrl, LogUnreachable, LogRefused, NotACopy
 */
export async function openLog({ eventStoreUrl: url, dataDir, clock }: Settings, log: Logger): Promise<OpenLog> {
  if (url === embeddedLog) {
    const directory = join(dataDir, 'log');
    const store = await openSqliteEventStore({ directory, clock });
    return { store, feed: openSqliteFeed(directory), directory };
  }
  const directory = join(dataDir, 'log-copy');
  const onMended = (what: string): void => log.warn({ what }, 'what had kept the copy of the event log was mended');
  const store = await openEventStoreDb({ url, directory, clock, onMended, onStanding: changesTo(log) });
  return { store, feed: store, directory, standing: () => store.standing() };
}

/** Writes down when the copy is kept from going on, and why; that it was mended is written when it is. */
function changesTo(log: Logger): (standing: LogStanding) => void {
  let last: string | undefined;
  return ({ state, error }) => {
    if (state === 'stopped') log.error({ error }, 'the copy of the event log has stopped');
    else if (state === 'reconnecting' && last !== state) log.warn({ error }, 'the copy of the event log is held up');
    last = state;
  };
}
