import { readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { LogBehindReadModel } from './errors';
import { projectionPath } from './projection-file';
import { rebuildProjections } from './rebuild';
import { counter, FixtureLog, logOf, numbers, registry } from './testing/fixture-log';
import { ledger, superstitious, totals } from './testing/fixture-projections';
import { contents, foldAll, removeTemporaryDirectories, temporaryDirectory } from './testing/fixture-run';

const projections = [totals, ledger];

afterAll(removeTemporaryDirectories);

describe('A log that was restored', () => {
  const refusal = async (log: FixtureLog): Promise<unknown> => {
    const directory = temporaryDirectory();
    await foldAll(logOf([1, 2, 3, 4, 5]), directory, projections);
    const before = contents(directory, totals);
    const refused = await foldAll(log, directory, projections).catch((error: unknown) => error);
    expect(contents(directory, totals)).toEqual(before);
    return refused;
  };

  it.each([
    ['to before the checkpoint', logOf([1, 2, 3]), /has reached position 5, and the log ends at 3/],
    [
      'and has outgrown the checkpoint since',
      logOf([1, 2, 3, 4, 50, 60]),
      /at position 5 the log now holds another event/,
    ],
    [
      'in another epoch',
      new FixtureLog({ logId: 'log-1', restoreEpoch: 1, clock: 'controlled' }),
      /restored from a backup/,
    ],
    [
      'as another log',
      new FixtureLog({ logId: 'log-2', restoreEpoch: 0, clock: 'controlled' }),
      /belongs to the log log-1/,
    ],
  ])('%s is refused with the way out', async (_how, log, why) => {
    const error = await refusal(log);
    expect(error).toBeInstanceOf(LogBehindReadModel);
    expect((error as Error).message).toMatch(why);
    expect((error as Error).message).toContain('jointly projections rebuild');
  });

  it('is accepted again after a rebuild', async () => {
    const directory = temporaryDirectory();
    await foldAll(logOf([1, 2, 3, 4, 5]), directory, projections);
    const restored = logOf([1, 2, 3]);
    await rebuildProjections({ feed: restored, registry, directory, projections });
    const { projections: standing } = await foldAll(restored, directory, projections);
    expect(standing.map(({ position }) => position)).toEqual([3n, 3n]);
  });
});

describe('A rebuild', () => {
  it('gives what folding along gave, for any history, any batches and any stops between', async () => {
    const history = fc.array(fc.record({ stream: fc.nat(4), amount: fc.integer({ min: 0, max: 99 }) }), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        async (events, stops) => {
          const [live, rebuilt] = [temporaryDirectory(), temporaryDirectory()];
          const log = new FixtureLog();
          for (const [i, { stream, amount }] of events.entries()) {
            log.count(counter(`c${stream}`, stream % 2 ? 'reop' : 'samara'), amount);
            if (i % 10 === 9) await foldAll(log, live, projections, stops[i % stops.length]);
          }
          await foldAll(log, live, projections, stops[0]);
          const few = { batchSize: 11, heldDocuments: 2 };
          await rebuildProjections({ feed: log, registry, directory: rebuilt, projections, ...few });
          for (const projection of projections)
            expect(contents(rebuilt, projection)).toEqual(contents(live, projection));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('replaces what is there and tells how far it is', async () => {
    const directory = temporaryDirectory();
    const log = logOf(numbers(10));
    await foldAll(log, directory, projections);
    const good = contents(directory, totals);
    const damaged = new Database(projectionPath(directory, totals));
    damaged.exec(`UPDATE documents SET document = '{}'`);
    damaged.close();
    const steps: bigint[] = [];
    const onProgress = ({ position }: { position: bigint }): unknown => steps.push(position);
    await rebuildProjections({ feed: log, registry, directory, projections, batchSize: 4, onProgress });
    expect(contents(directory, totals)).toEqual(good);
    expect(steps).toEqual([4n, 8n, 10n]);
  });

  it('leaves the present files as they are when a fold fails', async () => {
    const directory = temporaryDirectory();
    const log = logOf([1, 2]);
    await foldAll(log, directory, [totals, superstitious]);
    const before = contents(directory, totals);
    log.count(counter('c0'), 13);
    const rebuilding = rebuildProjections({ feed: log, registry, directory, projections: [totals, superstitious] });
    await expect(rebuilding).rejects.toThrow('superstitious has stopped');
    expect(contents(directory, totals)).toEqual(before);
    expect(readdirSync(directory).filter((name) => name.includes('rebuild'))).toEqual([]);
  });
});
