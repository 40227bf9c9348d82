import { join } from 'node:path';
import { CommandExecutor, openSqliteSnapshots, type EventFeed } from '@jointly/event-store';
import type { Clock } from '@jointly/kernel';
import { consistencyTokens, createSealer, openKeys, openLocalIssuer, type Keys } from '@jointly/privacy';
import { advance, ControlledClock, erasure, ProcessDatabase, startProcesses, Timers } from '@jointly/processes';
import type { Logger } from 'pino';
import { tokenVerifier } from '../auth/tokens';
import type { MovableClock } from '../operations/clock.controller';
import { openReadModels } from '../reading/read-models';
import type { Load } from '../reading/viewer';
import type { Settings } from '../settings';
import { aggregates, registry } from './catalogue';
import { makeDataDirectory } from './data-directory';
import { EmbeddedHealth } from './health';
import { openClock } from './open-clock';
import { openLog } from './open-log';
import { startProjectionsWorker } from './projections';
import { processManagers } from './process-managers';

export type Installation = Awaited<ReturnType<typeof openInstallation>>;

/**
 * An installation on one screen: log, keys, read models, processes and tokens.
 * @throws UnusableDataDirectory, what openLog throws, UnusableMasterKey, WrongMasterKey, ProjectionsFailed
 */
export async function openInstallation(settings: Settings, log: Logger) {
  const at = (...path: string[]): string => join(settings.dataDir, ...path);
  makeDataDirectory(settings.dataDir);
  const opened = await openLog(settings, log);
  const { store, feed, directory: logDirectory } = opened;
  const keys = openKeys(at('keys'), settings.masterKey ? Buffer.from(settings.masterKey, 'base64') : undefined);
  const sealer = createSealer(keys.store, keys.secrets);
  const clock = await openClock(settings, feed);
  const snapshotsPath = at('snapshots.db');
  const snapshots = openSqliteSnapshots(snapshotsPath, (err, stream) =>
    log.warn({ err, stream }, 'a snapshot could not be used; the log is read instead'),
  );
  const executor = new CommandExecutor({ store, registry, aggregates, sealer, clock, snapshots });
  const read = at('read');
  const projections = await startProjectionsWorker({ logDirectory, readDirectory: read, snapshotsPath });
  const load: Load = (stream) => executor.load(stream);
  const models = openReadModels(read, { status: projections.status, opener: sealer, load, clock });
  const running = await runProcesses({ executor, clock, feed, keys, log, path: at('processes.db') });
  const issuer = await openLocalIssuer(settings.dataDir);
  return {
    executor,
    keys,
    tokens: consistencyTokens(keys.secrets.token, store.identity),
    models,
    clock: running.movable,
    verifier: tokenVerifier(settings, issuer),
    health: new EmbeddedHealth(opened, projections.status, running.processes),
    /** In the order in which nothing is asked of what is already closed. */
    async close(): Promise<void> {
      await running.stop();
      await models.close();
      await projections.stop();
      await feed.close();
      await store.close();
      snapshots.close();
      keys.store.close();
    },
  };
}

interface ProcessParts {
  readonly executor: CommandExecutor;
  readonly clock: Clock;
  readonly feed: EventFeed;
  readonly keys: Keys;
  readonly log: Logger;
  readonly path: string;
}

/** What happens without anybody asking: deadlines, and rules that span streams. */
async function runProcesses({ executor, clock, feed, keys, log, path }: ProcessParts) {
  const database = new ProcessDatabase(path);
  const timers = new Timers({
    database,
    aggregates,
    clock,
    load: (stream, atLeast) => executor.load(stream, atLeast),
    tick: (stream) => executor.tick(stream),
    onFault: ({ stream, name }, err) => log.error({ err, stream, deadline: name }, 'a deadline could not be recorded'),
  });
  const processes = await startProcesses({
    feed,
    registry,
    database,
    processes: [
      timers,
      erasure((association, subject) => keys.store.destroy(association, subject)),
      ...processManagers((request) => executor.execute(request)),
    ],
    onFault: ({ name }, err) => log.error({ err, process: name }, 'a process has stopped'),
  });
  timers.start();
  const movable: MovableClock | undefined =
    clock instanceof ControlledClock
      ? { now: () => clock.now(), advance: (to) => advance(clock, to, { timers, processes }) }
      : undefined;
  const stop = async (): Promise<void> => {
    await timers.stop();
    await processes.stop();
    database.close();
  };
  return { processes, movable, stop };
}
