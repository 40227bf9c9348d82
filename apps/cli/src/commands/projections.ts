import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { LogLocked, openSqliteEventStore, openSqliteFeed, type EventFeed } from '@jointly/event-store';
import { allEvents } from '@jointly/joint-actions';
import { EventRegistry } from '@jointly/kernel';
import { ProjectionFaulted, rebuildProjections, standingOf } from '@jointly/projections';
import { readModels } from '@jointly/read-models';
import { Failure } from '../failure';
import { dataDirectory, eventStoreUrl, logDirectory } from '../options';
import { terminalProgress } from '../progress';

/** `jointly projections status|rebuild`: the read models of a data directory, while no server runs on it. */
export const projectionsCommand = (): Command =>
  new Command('projections')
    .description('look at the read models, or fold them anew')
    .addCommand(
      new Command('status')
        .description('print how far each read model has folded the log, and why it stopped where it did')
        .addOption(dataDirectory())
        .addOption(eventStoreUrl())
        .action((options: Options) => withFeed(options, (feed) => status(feed, options.dataDir))),
    )
    .addCommand(
      new Command('rebuild')
        .description('fold every read model anew from the first event; the server has to be stopped')
        .addOption(dataDirectory())
        .addOption(eventStoreUrl())
        .action((options: Options) => withFeed(options, (feed, log) => rebuild(feed, log, options.dataDir))),
    );

interface Options {
  readonly dataDir: string;
  readonly eventStoreUrl: string;
}

type Work = (feed: EventFeed, log: string) => Promise<void>;

async function withFeed({ dataDir, eventStoreUrl: url }: Options, work: Work): Promise<void> {
  const log = logDirectory(dataDir, url);
  if (!existsSync(log))
    throw new Failure(`There is no log in ${dataDir}. Set --data-dir to the server's data directory.`);
  const feed = openSqliteFeed(log);
  try {
    await work(feed, log);
  } finally {
    await feed.close();
  }
}

async function status(feed: EventFeed, dataDir: string): Promise<void> {
  const head = await feed.head();
  for (const readModel of readModels) {
    const { projection, position, error } = standingOf(join(dataDir, 'read'), readModel);
    const standing = error === undefined ? `${head - position} behind` : `stopped: ${error}`;
    console.log(`${projection.padEnd(14)} ${position} of ${head}, ${standing}`);
  }
}

/** The log is held meanwhile, so that no server starts on read models that are about to be swapped. */
async function rebuild(feed: EventFeed, log: string, dataDir: string): Promise<void> {
  const store = await openSqliteEventStore({ directory: log, clock: feed.identity.clock }).catch((error: unknown) => {
    if (error instanceof LogLocked) throw new Failure(`A server runs on ${dataDir}. Stop it, then rebuild.`);
    throw error;
  });
  const progress = terminalProgress();
  progress.begin('Folding the log', Number(await feed.head()));
  try {
    await rebuildProjections({
      feed,
      registry: new EventRegistry(allEvents),
      directory: join(dataDir, 'read'),
      projections: readModels,
      onProgress: ({ position }) => progress.at(Number(position)),
    });
  } catch (error) {
    if (error instanceof ProjectionFaulted) throw new Failure(`${error.message} The read models stay as they were.`);
    throw error;
  } finally {
    progress.end();
    await store.close();
  }
  console.log(`${readModels.length} read models are folded anew.`);
}
