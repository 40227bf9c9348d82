import { counter, logOf, type FixtureLog } from './testing/fixture-log';
import { ledger, superstitious, totals, uncountable } from './testing/fixture-projections';
import { contents, foldAll, removeTemporaryDirectories, temporaryDirectory } from './testing/fixture-run';

const projections = [totals, ledger];

afterAll(removeTemporaryDirectories);

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

  it('stops only those who look at states when its aggregate can not take it', async () => {
    const { projections: standing } = await foldAll(logOf([1, uncountable, 3], 1), temporaryDirectory(), projections);
    expect(standing).toMatchObject([
      { projection: 'totals', state: 'live', position: 3n },
      { projection: 'ledger', state: 'faulted', position: 1n, error: 'Error: Nobody can count this.' },
    ]);
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
