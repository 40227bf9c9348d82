import { join } from 'node:path';
import {
  openEventStoreDb,
  openSqliteEventStore,
  openSqliteFeed,
  type EventFeed,
  type EventStore,
} from '@jointly/event-store';
import type { Logger } from 'pino';
import { embeddedLog, type Settings } from '../settings';

export interface OpenLog {
  readonly store: EventStore;
  readonly feed: EventFeed;
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
  const onMended = (what: string): void => log.warn({ what }, 'the connection to the event log was mended');
  const store = await openEventStoreDb({ url, directory, clock, onMended });
  return { store, feed: store, directory };
}
