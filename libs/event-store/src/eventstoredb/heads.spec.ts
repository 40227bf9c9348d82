import fc from 'fast-check';
import type { Connection } from './connection';
import { HeadSearch } from './heads';
import type { Recorded } from './wire-event';

const ours = 'bulkPurchase-kaffa.sesame';
const theirs = 'orders-17';

/** A log whose events stand at 1, 2, 3…, and whose reads fail by number. */
class FakeLog {
  reads = 0;

  constructor(
    readonly streams: string[],
    private readonly fails: (read: number) => boolean = () => false,
  ) {}

  async readBackwards(before: bigint | undefined, count: number): Promise<Recorded[]> {
    await Promise.resolve();
    if (this.fails(this.reads++)) throw new Error('cut');
    const end = before === undefined ? this.streams.length : Number(before) - 1;
    const places = Array.from({ length: Math.min(count, end) }, (_, index) => end - index);
    return places.map((place) => {
      const position = { commit: BigInt(place), prepare: BigInt(place) };
      return { streamId: this.streams[place - 1], position } as Recorded;
    });
  }

  searchFor(copy?: { head: bigint; checkpoint: { commit: bigint; prepare: bigint } }): HeadSearch {
    return new HeadSearch(this as unknown as Connection, 5_000, () => copy);
  }

  /** The last event of ours; 0 where there is none. */
  get end(): bigint {
    return BigInt(this.streams.lastIndexOf(ours) + 1);
  }
}

async function insist<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
  }
}

describe('the search for the end of our part of a log', () => {
  it('finds the last event of ours, whatever stands around it, whatever fails, and whatever is known already', async () => {
    const streams = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 400 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        streams,
        streams,
        fc.infiniteStream(fc.nat(3)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (first, later, luck, known) => {
          const spell = (runs: [boolean, number][]): string[] =>
            runs.flatMap(([isOurs, length]) => Array<string>(isOurs ? 1 : length).fill(isOurs ? ours : theirs));
          const log = new FakeLog(spell(first), () => luck.next().value === 0);
          const checkpoint = BigInt(Math.floor(log.streams.length * known));
          const head = BigInt(log.streams.slice(0, Number(checkpoint)).lastIndexOf(ours) + 1);
          const search = log.searchFor({ head, checkpoint: { commit: checkpoint, prepare: checkpoint } });
          for (const more of [[], spell(later)]) {
            log.streams.push(...more);
            expect(await insist(() => search.read())).toEqual({ all: BigInt(log.streams.length), ours: log.end });
          }
        },
      ),
    );
  });

  it('goes on where it was when a read failed', async () => {
    const log = new FakeLog([ours, ...Array<string>(50_000).fill(theirs)], (read) => read % 20 === 19 && read < 400);
    const search = log.searchFor();
    expect(await insist(() => search.read())).toMatchObject({ ours: 1n });
    expect(log.reads).toBeLessThan(260);
  });

  it('looks no further back than the copy has come', async () => {
    const log = new FakeLog([ours, ...Array<string>(50_000).fill(theirs)]);
    const search = log.searchFor({ head: 1n, checkpoint: { commit: 49_990n, prepare: 49_990n } });
    expect(await search.read()).toEqual({ all: 50_001n, ours: 1n });
    expect(log.reads).toBe(1);
  });

  it('answers each with what was there when it was asked, and those who wait together with one search', async () => {
    const log = new FakeLog([ours]);
    const search = log.searchFor();
    const early = search.read();
    log.streams.push(ours);
    const late = await Promise.all([search.read(), search.read(), search.read()]);
    expect(late.map((heads) => heads.ours)).toEqual([2n, 2n, 2n]);
    await early;
    expect(log.reads).toBe(2);
  });
});
