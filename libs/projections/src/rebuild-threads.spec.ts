import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { openSqliteEventStore, openSqliteFeed } from '@jointly/event-store';
import { ProjectionFaulted } from './errors';
import type { AnyProjection } from './projection';
import { rebuildProjections, type RebuildProgress } from './rebuild';
import { rebuildInThreads } from './rebuild-threads';
import { counted, counter, numbers, registry } from './testing/fixture-log';
import { ledger, superstitious, totals } from './testing/fixture-projections';
import { contents, removeTemporaryDirectories, temporaryDirectory } from './testing/fixture-run';

// Threads run what is built.
const entry = resolve(__dirname, '../../../dist/libs/projections/src/testing/rebuilding.worker.js');

async function logOf(amounts: readonly number[]): Promise<string> {
  const directory = temporaryDirectory();
  const store = await openSqliteEventStore({ directory, clock: 'controlled' });
  const stream = counter('sesame');
  await store.append({ stream, expected: -1, events: amounts.map((amount, i) => counted(stream, i, amount)) });
  await store.close();
  return directory;
}

async function rebuilt(log: string, directory: string, projections: readonly AnyProjection[]): Promise<void> {
  const feed = openSqliteFeed(log);
  await rebuildProjections({ feed, registry, directory, projections });
  await feed.close();
}

afterAll(removeTemporaryDirectories);

describe('A rebuild in several threads', () => {
  it('gives what one thread gives, and tells how far the slowest is', async () => {
    const log = await logOf(numbers(30).filter((amount) => amount !== 13));
    const [alone, together] = [temporaryDirectory(), temporaryDirectory()];
    await rebuilt(log, alone, [totals, ledger]);
    const steps: RebuildProgress[] = [];
    const groups = [[totals], [ledger]];
    const workerData = { log, directory: together };
    await rebuildInThreads({ entry, workerData, directory: together, groups, onProgress: (step) => steps.push(step) });
    for (const projection of [totals, ledger])
      expect(contents(together, projection)).toEqual(contents(alone, projection));
    expect(steps.at(-1)).toEqual({ position: 29n, head: 29n });
    expect(steps[0]).toEqual({ position: 0n, head: 29n });
  });

  it('leaves all files as they were when one thread can not go on', async () => {
    const directory = temporaryDirectory();
    await rebuilt(await logOf([1, 2]), directory, [totals, superstitious]);
    const before = contents(directory, totals);
    const workerData = { log: await logOf([1, 2, 13]), directory };
    const rebuilding = rebuildInThreads({ entry, workerData, directory, groups: [[totals], [superstitious]] });
    await expect(rebuilding).rejects.toThrow(new ProjectionFaulted('superstitious', 'Error: 13 brings bad luck.'));
    expect(contents(directory, totals)).toEqual(before);
    expect(readdirSync(directory).filter((name) => name.includes('rebuild'))).toEqual([]);
  });

  it('says so when a thread can not start', async () => {
    const directory = temporaryDirectory();
    const workerData = { log: '/nowhere', directory };
    await expect(rebuildInThreads({ entry, workerData, directory, groups: [[totals]] })).rejects.toThrow(
      /nowhere|directory|database/,
    );
  });
});
