import { standingOf } from './standing';
import { logOf } from './testing/fixture-log';
import { superstitious, totals } from './testing/fixture-projections';
import { foldAll, removeTemporaryDirectories, temporaryDirectory } from './testing/fixture-run';

afterAll(removeTemporaryDirectories);

describe('A projection’s file, looked at while nothing runs', () => {
  it('tells how far it is, and why it stopped', async () => {
    const directory = temporaryDirectory();
    await foldAll(logOf([1, 2, 13, 4], 1), directory, [totals, superstitious]);
    expect(standingOf(directory, totals)).toEqual({ projection: 'totals', position: 4n });
    expect(standingOf(directory, superstitious)).toEqual({
      projection: 'superstitious',
      position: 2n,
      error: 'Error: 13 brings bad luck.',
    });
  });

  it('stands at the beginning where it is not there', () => {
    expect(standingOf(temporaryDirectory(), totals)).toEqual({ projection: 'totals', position: 0n });
  });
});
