import Database from 'better-sqlite3';
import { OwnershipLost } from './errors';
import type { Recorded } from './projection';
import { projectionPath, ProjectionFile } from './projection-file';
import { openReadModel } from './reading';
import type { ProgressReport } from './run';
import { counter, FixtureLog, logOf, numbers } from './testing/fixture-log';
import { derivations, derived, ledger, totals } from './testing/fixture-projections';
import { contents, foldAll, removeTemporaryDirectories, start, temporaryDirectory } from './testing/fixture-run';

const projections = [totals, ledger];

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

  it('sees the states of the stream before and with each event, within a batch and after a restart', async () => {
    const directory = temporaryDirectory();
    const log = logOf([1, 2, 3, 4], 1);
    log.count(counter('c0', 'samara'), 10);
    await foldAll(log, directory, projections);
    log.count(counter('c0', 'samara'), 20);
    await foldAll(log, directory, projections);
    const entries = contents(directory, ledger)['entries'] as { amount: number; sumBefore: number; sumAfter: number }[];
    const samara = entries.filter(({ amount }) => [1, 3, 10, 20].includes(amount));
    expect(samara.map(({ sumBefore, sumAfter }) => [sumBefore, sumAfter])).toEqual([
      [0, 1],
      [1, 4],
      [4, 14],
      [14, 34],
    ]);
  });

  it('reads a stream anew only when it has not folded it along', async () => {
    const log = logOf(numbers(50), 3);
    const directory = temporaryDirectory();
    await foldAll(log, directory, projections, 7);
    expect(log.streamReads).toBe(0);
  });

  it('derives a document once for all events of a batch, and gives it to who reads it in between', async () => {
    const [once, often] = [temporaryDirectory(), temporaryDirectory()];
    const log = logOf([1, 2, 3, 4], 1);
    derivations.count = 0;
    await foldAll(log, once, [derived]);
    expect(derivations.count).toBe(2);
    await foldAll(log, often, [derived], 1);
    expect(derivations.count).toBe(2 + 4);
    expect(contents(once, derived)).toEqual(contents(often, derived));
  });

  it('joins others that are further on, and folds only what it has not folded yet', async () => {
    const [apart, together] = [temporaryDirectory(), temporaryDirectory()];
    await foldAll(logOf(numbers(6)), apart, [totals]);
    const log = logOf(numbers(9));
    await foldAll(log, apart, projections, 4);
    await foldAll(log, together, projections);
    for (const projection of projections) expect(contents(apart, projection)).toEqual(contents(together, projection));
  });

  it('is live as soon as there is nothing more to fold', async () => {
    const directory = temporaryDirectory();
    const log = logOf([1, 2]);
    await foldAll(log, directory, projections);
    const run = start(log, directory, projections);
    const isLive = ({ projections: standing }: ProgressReport): boolean =>
      standing.every(({ state }) => state === 'live');
    const report = await run.until(isLive);
    await run.stop();
    expect(report.projections.map(({ position }) => position)).toEqual([2n, 2n]);
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
    let folded = 0;
    const counted = { ...totals, fold: () => void folded++ };
    const [first, second] = [0, 1].map(() => ProjectionFile.open(path, counted, log.identity));
    const events = [{ event: { association: 'reop', sequence: 3 } as Recorded, category: 'counter' }];
    first!.commit(0n, { position: 3n }, events);
    expect(() => second!.commit(0n, { position: 3n }, events)).toThrow(OwnershipLost);
    expect(folded).toBe(1);
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
