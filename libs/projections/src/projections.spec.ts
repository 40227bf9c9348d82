import Database from 'better-sqlite3';
import fc from 'fast-check';
import { LogBehindReadModel, OwnershipLost } from './errors';
import { projectionPath, ProjectionFile } from './projection-file';
import { openReadModel } from './reading';
import { rebuildProjections } from './rebuild';
import { counter, FixtureLog, registry } from './testing/fixture-log';
import { ledger, superstitious, totals } from './testing/fixture-projections';
import { contents, foldAll, removeTemporaryDirectories, start, temporaryDirectory } from './testing/fixture-run';

const projections = [totals, ledger];

function logOf(amounts: readonly number[], streams = 3): FixtureLog {
  const log = new FixtureLog();
  amounts.forEach((amount, i) => log.count(counter(`c${i % streams}`, i % 2 ? 'reop' : 'samara'), amount));
  return log;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

afterAll(removeTemporaryDirectories);

describe('A projection', () => {
  it('keeps documents with the columns that queries filter by, and the sequence that last changed them', async () => {
    const directory = temporaryDirectory();
    const log = new FixtureLog();
    log.count(counter('sesame'), 5);
    log.count(counter('niger'), 1);
    log.count(counter('sesame'), 7);
    await foldAll(log, directory, projections);
    const database = openReadModel(directory, totals);
    const found = await database.selectFrom('documents').selectAll().where('sum', '>', 5).execute();
    await database.destroy();
    expect(found).toEqual([
      {
        key: 'counter-reop.sesame',
        association: 'reop',
        sequence: 3,
        document: '{"stream":"counter-reop.sesame","sum":12,"events":2}',
        sum: 12,
      },
    ]);
  });

  it('sees the state of the stream just before each event, within a batch and after a restart', async () => {
    const directory = temporaryDirectory();
    const log = logOf([1, 2, 3, 4], 1);
    log.count(counter('c0', 'samara'), 10);
    await foldAll(log, directory, projections);
    log.count(counter('c0', 'samara'), 20);
    await foldAll(log, directory, projections);
    const before = contents(directory, ledger)['entries'] as { amount: number; sumBefore: number }[];
    const samara = before.filter(({ amount }) => [1, 3, 10, 20].includes(amount));
    expect(samara.map(({ sumBefore }) => sumBefore)).toEqual([0, 1, 4, 14]);
  });

  it('reads a stream anew only when it has not folded it along', async () => {
    const log = logOf(numbers(50), 3);
    const directory = temporaryDirectory();
    await foldAll(log, directory, projections, 7);
    expect(log.streamReads).toBe(0);
  });

  it('starts empty under a new version, without touching the file of the old one', async () => {
    const directory = temporaryDirectory();
    const log = logOf([1, 2]);
    await foldAll(log, directory, [totals]);
    const old = contents(directory, totals);
    const next = { ...totals, version: 2 };
    await foldAll(log, directory, [next]);
    expect(contents(directory, next)).toEqual(old);
    expect(contents(directory, totals)).toEqual(old);
  });
});

describe('Exactly once', () => {
  const log = logOf(numbers(24));

  it.each(numbers(11))('holds when the projector stops after batch %i and starts again', async (batches) => {
    const [whole, broken] = [temporaryDirectory(), temporaryDirectory()];
    await foldAll(log, whole, projections);
    const run = start(log, broken, projections, 2);
    await run.until(({ projections: [first] }) => first!.position >= BigInt(2 * batches));
    await run.stop();
    await foldAll(log, broken, projections, 5);
    for (const projection of projections) expect(contents(broken, projection)).toEqual(contents(whole, projection));
  });

  it.each(numbers(12))('holds when a fold breaks off in the middle of transaction %i', async (transaction) => {
    const [whole, broken] = [temporaryDirectory(), temporaryDirectory()];
    await foldAll(log, whole, [totals]);
    let folded = 0;
    const breaking = {
      ...totals,
      fold(...args: Parameters<typeof totals.fold>) {
        totals.fold(...args);
        if (++folded === 2 * transaction) throw new Error('broken off');
      },
    };
    await foldAll(log, broken, [breaking], 2);
    await foldAll(log, broken, [totals], 5);
    expect(contents(broken, totals)).toEqual(contents(whole, totals));
  });

  it('lets only one of two projectors on the same file move the checkpoint', async () => {
    const path = projectionPath(temporaryDirectory(), totals);
    const [first, second] = [0, 1].map(() => ProjectionFile.open(path, totals, log.identity));
    first!.commit(0n, { position: 3n }, () => undefined);
    let worked = false;
    const late = (): void => second!.commit(0n, { position: 3n }, () => (worked = true));
    expect(late).toThrow(OwnershipLost);
    expect(worked).toBe(false);
    expect(second!.checkpoint.position).toBe(3n);
    first!.close();
    second!.close();
  });

  it('stops a projector whose checkpoint somebody else has moved', async () => {
    const directory = temporaryDirectory();
    const growing = logOf([1, 2]);
    const run = start(growing, directory, [totals]);
    await run.until(({ projections: [first] }) => first!.position === 2n);
    const intruder = new Database(projectionPath(directory, totals));
    intruder.exec(`UPDATE checkpoint SET position = '9'`);
    intruder.close();
    growing.count(counter('c0'), 100);
    const {
      projections: [stopped],
    } = await run.until(({ projections: [first] }) => first!.state === 'faulted');
    await run.stop();
    expect(stopped!.error).toMatch(/Another process has moved totals on from 2/);
    expect(JSON.stringify(contents(directory, totals))).not.toContain('100');
  });
});

describe('An event that a fold can not take', () => {
  const unlucky = (): FixtureLog => logOf([1, 2, 3, 13, 5, 6], 1);

  it('stops that projection just before it, with its last good state, while the others go on', async () => {
    const directory = temporaryDirectory();
    const { projections: standing } = await foldAll(unlucky(), directory, [superstitious, totals]);
    expect(standing).toEqual([
      { projection: 'superstitious', version: 1, position: 3n, state: 'faulted', error: 'Error: 13 brings bad luck.' },
      { projection: 'totals', version: 1, position: 6n, state: 'live' },
    ]);
    const good = temporaryDirectory();
    await foldAll(logOf([1, 2, 3], 1), good, [superstitious]);
    expect(contents(directory, superstitious)['documents']).toEqual(contents(good, superstitious)['documents']);
  });

  it('is named in the file, for whoever looks while nothing runs', async () => {
    const directory = temporaryDirectory();
    await foldAll(unlucky(), directory, [superstitious]);
    expect(contents(directory, superstitious)['checkpoint']).toMatchObject([
      { position: '3', error: 'Error: 13 brings bad luck.' },
    ]);
  });

  it('is folded again after a restart with a fold that takes it', async () => {
    const directory = temporaryDirectory();
    await foldAll(unlucky(), directory, [superstitious]);
    const mended = { ...totals, name: 'superstitious' };
    const {
      projections: [standing],
    } = await foldAll(unlucky(), directory, [{ ...mended, tables: superstitious.tables }]);
    expect(standing).toMatchObject({ state: 'live', position: 6n });
    expect(contents(directory, superstitious)['checkpoint']).toMatchObject([{ error: null }]);
  });

  it('is never skipped when this build does not know its type', async () => {
    const log = logOf([1, 2], 1);
    log.count(counter('c0'), 3, 'CountedInAnotherWay');
    log.count(counter('c0'), 4);
    const { projections: standing } = await foldAll(log, temporaryDirectory(), projections);
    for (const { state, position, error } of standing) {
      expect({ state, position }).toEqual({ state: 'faulted', position: 2n });
      expect(error).toMatch(/CountedInAnotherWay version 1, which this build does not know/);
    }
  });

  it('passes by where its category is not followed', async () => {
    const directory = temporaryDirectory();
    const {
      projections: [standing],
    } = await foldAll(unlucky(), directory, [{ ...superstitious, follows: ['other'] }]);
    expect(standing).toMatchObject({ state: 'live', position: 6n });
  });

  it('waits for a busy file instead of faulting', async () => {
    const directory = temporaryDirectory();
    const log = logOf([1, 2], 1);
    let busy = 2;
    const contended = {
      ...totals,
      fold(...args: Parameters<typeof totals.fold>) {
        if (busy-- > 0) throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
        totals.fold(...args);
      },
    };
    const {
      projections: [standing],
    } = await foldAll(log, directory, [contended]);
    expect(standing).toMatchObject({ state: 'live', position: 2n });
    expect(contents(directory, totals)['documents']).toHaveLength(2);
  });
});

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
          await rebuildProjections({ feed: log, registry, directory: rebuilt, projections, batchSize: 11 });
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
  });
});
