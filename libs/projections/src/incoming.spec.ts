import { leafBody, leafHash, type Aggregate } from '@jointly/kernel';
import type { SnapshotReader } from '@jointly/event-store';
import { Preparation } from './incoming';
import { counter, FixtureLog, numbers, registry, type Counted } from './testing/fixture-log';
import { counterAggregate } from './testing/fixture-projections';

const stream = counter('long');

/** A stream of 1, 2, … 10 with a snapshot behind the event of `revision`; the last event comes in a batch of its own. */
function longStream(revision: number, sum: number) {
  const log = new FixtureLog();
  const events = numbers(10).map((amount) => log.count(stream, amount));
  const leaf = Buffer.from(leafHash(leafBody(events[revision]!))).toString('base64url');
  const snapshots: SnapshotReader = {
    read: () => ({ version: 1, revision, leaf, state: sum, commands: Buffer.alloc(0), refusals: {} }),
    report: () => undefined,
    close: () => undefined,
  };
  let folded = 0;
  const aggregate: Aggregate<number, Counted> = {
    ...counterAggregate,
    evolve: (state, event) => (folded++, counterAggregate.evolve(state, event)),
    snapshot: { version: 1, toJson: (state) => state, fromJson: (json) => json as number },
  };
  const last = { events: [events[9]!], through: 10n, caughtUp: true };
  return {
    last: async (preparation: Preparation) => (await preparation.prepare(last))[0]!.states,
    preparation: (kept?: SnapshotReader) => new Preparation(log, registry, [aggregate], kept),
    snapshots,
    folded: () => folded,
  };
}

describe('The states of a stream that is met in the middle', () => {
  it('are those of the whole stream, of which only what is behind a snapshot is read', async () => {
    const room = longStream(6, 28);
    expect(await room.last(room.preparation(room.snapshots))).toEqual({ before: 45, after: 55 });
    expect(room.folded()).toBe(3);
  });

  it('are folded from the beginning where the snapshot is further than they', async () => {
    const room = longStream(9, 55);
    expect(await room.last(room.preparation(room.snapshots))).toEqual({ before: 45, after: 55 });
    expect(room.folded()).toBe(10);
  });

  it('are folded from the beginning where there are no snapshots', async () => {
    const room = longStream(6, 28);
    expect(await room.last(room.preparation())).toEqual({ before: 45, after: 55 });
    expect(room.folded()).toBe(10);
  });
});
