import {
  openEventStoreDb,
  openSqliteEventStore,
  openSqliteFeed,
  type EventFeed,
  type EventStore,
} from '@jointly/event-store';
import type { ClockKind } from '@jointly/kernel';
import { Failure } from '../failure';
import { logDirectory } from '../options';

/** In the data directory, as the setting says it. */
export const embedded = 'sqlite:';

/** A log that nobody else on this data directory writes to until it is closed. */
export interface HeldLog {
  readonly store: EventStore;
  readonly feed: EventFeed;
  close(): Promise<void>;
}

/** With a clock it is made where it is absent; without one it has to be there, and nothing is made. */
export async function openLog(url: string, dataDir: string, clock?: ClockKind): Promise<HeldLog> {
  const directory = logDirectory(dataDir, url);
  if (url !== embedded) {
    const store = await openEventStoreDb({ url, directory, clock });
    return { store, feed: store, close: () => store.close() };
  }
  const store = await openSqliteEventStore({ directory, clock });
  const feed = openSqliteFeed(directory);
  return { store, feed, close: () => feed.close().then(() => store.close()) };
}

/**
 * From where to where: one end is the data directory, and the other an EventStoreDB. The end that is left out is what the
 * setting says, which a list of processes does not show.
 * @throws Failure
 */
export function chooseEnds(from: string | undefined, to: string | undefined, setting: string | undefined) {
  const ends = { from: from ?? setting, to: to ?? setting };
  if ((!from && !to) || !ends.from || !ends.to || (ends.from === embedded) === (ends.to === embedded))
    throw new Failure(
      'One end has to be sqlite: and the other esdb://…. ' +
        'Give --from sqlite: or --to sqlite:, and set JOINTLY_EVENT_STORE_URL to the other end.',
    );
  return { from: ends.from, to: ends.to };
}

/** @throws Failure where the log is not in the data directory: EventStoreDB has tools of its own */
export function requireEmbedded(url: string, tool: 'back up' | 'restore'): void {
  if (url === embedded) return;
  throw new Failure(
    `The log is on EventStoreDB: ${tool} the server as its manual says, and after a restore run \`jointly store restored\`.`,
  );
}
