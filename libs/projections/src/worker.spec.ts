import { resolve } from 'node:path';
import { openSqliteEventStore, type EventStore } from '@jointly/event-store';
import { ProjectionsFailed } from './errors';
import { counted, counter } from './testing/fixture-log';
import { ledger, totals } from './testing/fixture-projections';
import { contents, removeTemporaryDirectories, temporaryDirectory } from './testing/fixture-run';
import { startProjections, type RunningProjections } from './worker';

// Threads run what is built.
const entry = resolve(__dirname, '../../../dist/libs/projections/src/testing/counting.worker.js');

const start = (log: string, directory: string): Promise<RunningProjections> =>
  startProjections(entry, { log, directory }, [totals, ledger]);

async function append(store: EventStore, revision: number): Promise<bigint> {
  const stream = counter('sesame');
  const { position } = await store.append({ stream, expected: revision - 1, events: [counted(stream, revision, 5)] });
  return position;
}

afterAll(removeTemporaryDirectories);

describe('The projections in their thread', () => {
  it('fold what is appended and let a reader wait for it', async () => {
    const [log, directory] = [temporaryDirectory(), temporaryDirectory()];
    const store = await openSqliteEventStore({ directory: log, clock: 'controlled' });
    const running = await start(log, directory);
    for (let revision = 0; revision < 20; revision++) {
      const position = await append(store, revision);
      await running.status.waitFor(['totals', 'ledger'], position, 5_000);
      expect(contents(directory, ledger)['entries']).toHaveLength(revision + 1);
    }
    await running.stop();
    await store.close();
    expect(contents(directory, totals)['documents']).toMatchObject([{ sum: 100, sequence: 20 }]);
  });

  it('carry on after a stop where they were', async () => {
    const [log, directory] = [temporaryDirectory(), temporaryDirectory()];
    const store = await openSqliteEventStore({ directory: log, clock: 'controlled' });
    for (let revision = 0; revision < 3; revision++) {
      const running = await start(log, directory);
      await running.status.waitFor(['totals'], await append(store, revision), 5_000);
      await running.stop();
    }
    await store.close();
    expect(contents(directory, totals)['documents']).toMatchObject([{ sum: 15 }]);
  });

  it('refuse to start on another log, in a sentence for the operator', async () => {
    const [first, second, directory] = [temporaryDirectory(), temporaryDirectory(), temporaryDirectory()];
    for (const log of [first, second])
      await (await openSqliteEventStore({ directory: log, clock: 'controlled' })).close();
    await (await start(first, directory)).stop();
    const refused = await start(second, directory).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProjectionsFailed);
    expect((refused as Error).message).toMatch(/belongs to the log .* Run `jointly projections rebuild`/);
  });

  it('show as stopped when their thread can not be loaded', async () => {
    await expect(startProjections('/nowhere/at/all.js', {}, [totals])).rejects.toThrow(/Cannot find module/);
  });
});
