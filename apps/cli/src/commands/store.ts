import { existsSync } from 'node:fs';
import { Command } from 'commander';
import {
  copyLog,
  openEventStoreDb,
  openSqliteEventStore,
  openSqliteFeed,
  type EventFeed,
  type EventStore,
  type SequenceReader,
} from '@jointly/event-store';
import type { ClockKind } from '@jointly/kernel';
import { Failure } from '../failure';
import { dataDirectory, logDirectory } from '../options';
import { terminalProgress } from '../progress';

interface MigrateOptions {
  readonly dataDir: string;
  readonly from: string;
  readonly to: string;
}

interface OpenLog {
  readonly store: EventStore & SequenceReader;
  readonly feed: EventFeed & SequenceReader;
}

const embedded = 'sqlite:';

/** `jointly store migrate`: the log, moved to another engine while no server runs. */
export const storeCommand = (): Command =>
  new Command('store').description('look after the event log').addCommand(
    new Command('migrate')
      .description('copy the log to another engine and compare the two; the server has to be stopped')
      .addOption(dataDirectory())
      .requiredOption('--from <url>', 'where the log is: sqlite: (in the data directory) or esdb://…')
      .requiredOption('--to <url>', 'where it is to be: an engine that holds nothing yet, or part of this log')
      .action((options: MigrateOptions) => migrate(options)),
  );

async function migrate({ dataDir, from, to }: MigrateOptions): Promise<void> {
  if ((from === embedded) === (to === embedded))
    throw new Failure('One of --from and --to has to be sqlite: and the other esdb://…');
  if (from === embedded && !existsSync(logDirectory(dataDir, from)))
    throw new Failure(`There is no log in ${dataDir}. Set --data-dir to the server's data directory.`);
  const opened: OpenLog[] = [];
  const progress = terminalProgress();
  try {
    const source = await openSource(from, dataDir, opened);
    const target = await open(to, dataDir, source.feed.identity.clock, opened);
    progress.begin('Copying the log', Number(await source.feed.head()));
    const count = await copyLog({
      from: source.feed,
      to: target.store,
      onProgress: (position) => progress.at(Number(position)),
    });
    progress.end();
    console.log(`${count} events are in both logs, in the same sequences and with the same leaves.`);
    console.log('Set JOINTLY_EVENT_STORE_URL to the new place and run `jointly projections rebuild`.');
  } finally {
    progress.end();
    for (const { feed, store } of opened.reverse()) await feed.close().then(() => store.close());
  }
}

/** The kind of clock is the log's own: whichever it is, it is opened with it. */
async function openSource(url: string, dataDir: string, opened: OpenLog[]): Promise<OpenLog> {
  try {
    return await open(url, dataDir, 'wall', opened);
  } catch (error) {
    if ((error as Error).name !== 'ClockMismatch') throw asFailure(error);
    return open(url, dataDir, 'controlled', opened);
  }
}

async function open(url: string, dataDir: string, clock: ClockKind, opened: OpenLog[]): Promise<OpenLog> {
  const log = await openAt(url, dataDir, clock).catch((error: unknown) => {
    throw (error as Error).name === 'ClockMismatch' ? error : asFailure(error);
  });
  opened.push(log);
  return log;
}

async function openAt(url: string, dataDir: string, clock: ClockKind): Promise<OpenLog> {
  const directory = logDirectory(dataDir, url);
  if (url === embedded) {
    const store = await openSqliteEventStore({ directory, clock });
    return { store, feed: openSqliteFeed(directory) };
  }
  const store = await openEventStoreDb({ url, directory, clock });
  return { store, feed: store };
}

const foreseen = new Set(['LogLocked', 'InvalidEventStoreUrl', 'LogUnreachable', 'LogRefused', 'UnknownLogFormat']);

const asFailure = (error: unknown): unknown =>
  error instanceof Error && foreseen.has(error.name) ? new Failure(error.message) : error;
