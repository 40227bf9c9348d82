import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { EventRegistry, instant, later, type Instant, type PersonId, type StoredEvent } from '@jointly/kernel';
import { openMemoryEventStore } from '../memory/memory-event-store';
import type { EventStore } from '../port';
import { CommandExecutor } from './executor';
import { forgetfulSealer, granary, granaryEvents, granaryStream } from './granary.fixture';
import type { Snapshots, StoredSnapshot } from './snapshots';

const stream = granaryStream('hill');
const registry = new EventRegistry(granaryEvents);

/** Kept as text, as any real one would, so that nothing is shared with what was put in. */
function snapshotsInMemory() {
  const texts = new Map<string, string>();
  const reports: unknown[] = [];
  const snapshots: Snapshots = {
    read(of) {
      const text = texts.get(of);
      if (text === undefined) return undefined;
      const { commands, ...rest } = JSON.parse(text) as StoredSnapshot & { commands: string };
      return { ...rest, commands: Buffer.from(commands, 'base64') };
    },
    write: (of, snapshot) =>
      void texts.set(of, JSON.stringify({ ...snapshot, commands: snapshot.commands.toString('base64') })),
    report: (_of, error) => void reports.push(error),
    close: () => undefined,
  };
  const revision = (): number | undefined => snapshots.read(stream)?.revision;
  return { snapshots, texts, reports, revision };
}

function hill({ store = openMemoryEventStore(), every = 4 }: { store?: EventStore; every?: number } = {}) {
  let now = instant('2026-05-01T00:00:00Z');
  let folded = 0;
  const clock = { kind: 'controlled' as const, now: (): Instant => now };
  const open = (snapshots?: Snapshots, aggregate = granary(1, () => folded++)): CommandExecutor =>
    new CommandExecutor({
      store,
      registry,
      aggregates: [aggregate],
      sealer: forgetfulSealer,
      clock,
      snapshotEvery: every,
      ...(snapshots && { snapshots }),
    });
  return {
    store,
    open,
    wait: (minutes: number) => (now = later(now, minutes * 60_000)),
    foldedBy: async (work: () => Promise<unknown>): Promise<number> => {
      folded = 0;
      await work();
      return folded;
    },
  };
}

const command = (type: string, sack: string, key: string) => ({
  type,
  association: 'valley' as never,
  actor: 'amina' as PersonId,
  idempotencyKey: key,
  data: { granary: 'hill', sack, ...(type === 'StoreSack' && { name: 'Amina Bekele' }) },
});
const store = (key: string) => command('StoreSack', `sack_${key}`, key);

/** Stores so many sacks, all but the first three of which are turned away; a snapshot is taken where one is due. */
async function storeMany(executor: CommandExecutor, count: number, from = 0): Promise<void> {
  for (let index = from; index < from + count; index++) {
    await executor.execute(store(`k${index}`));
    await turn();
  }
}

describe('a stream with a snapshot', () => {
  const step = fc.oneof(
    fc.record({ store: fc.integer({ min: 0, max: 8 }), key: fc.integer({ min: 0, max: 20 }) }),
    fc.record({ fetch: fc.integer({ min: 0, max: 8 }), key: fc.integer({ min: 0, max: 20 }) }),
    fc.record({ minutes: fc.integer({ min: -50, max: 50 }) }),
    fc.constant('restart' as const),
  );

  it('decides as one that is folded from its beginning, wherever the snapshots fall', async () => {
    const history = fc.array(step, { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 9 }), async (steps, every) => {
        const [kept, whole] = [hill({ every }), hill()];
        const { snapshots, reports } = snapshotsInMemory();
        let [ours, plain] = [kept.open(snapshots), whole.open()];
        for (const each of steps) {
          await turn();
          if (each === 'restart') [ours, plain] = [kept.open(snapshots), whole.open()];
          else if ('minutes' in each) [kept, whole].forEach(({ wait }) => wait(each.minutes));
          else {
            const [type, sack] = 'store' in each ? ['StoreSack', each.store] : ['FetchSack', each.fetch];
            const request = command(type, `s${sack}`, `k${each.key}`);
            expect(await ours.execute(request)).toEqual(await plain.execute(request));
          }
        }
        expect(await kept.open(snapshots).load(stream)).toEqual(await whole.open().load(stream));
        expect(reports).toEqual([]);
      }),
    );
  });

  it('is read from the snapshot on', async () => {
    const { open, foldedBy } = hill();
    const { snapshots, revision } = snapshotsInMemory();
    await storeMany(open(snapshots), 10);
    expect(revision()).toBe(7);
    expect(await foldedBy(() => open(snapshots).load(stream))).toBe(2);
    expect(await foldedBy(() => open().load(stream))).toBe(10);
    await turn();
    expect(revision()).toBe(7);
  });

  it('recognises a command from before it, gives a recorded refusal again, and notices a key that is used anew', async () => {
    const { open, foldedBy } = hill();
    const { snapshots } = snapshotsInMemory();
    const first = await open(snapshots).execute(store('k0'));
    await storeMany(open(snapshots), 8);
    const executor = open(snapshots);
    await foldedBy(async () => {
      expect(await executor.execute(store('k0'))).toMatchObject({ repeated: true, revision: first.revision });
      expect(await executor.execute(store('k5'))).toMatchObject({ repeated: true, refusal: { code: 'FULL' } });
      const other = await executor.execute(command('StoreSack', 'another', 'k0'));
      expect(other.refusal?.code).toBe('IDEMPOTENCY_KEY_REUSED');
    }).then((count) => expect(count).toBeLessThan(4));
  });

  it('is what policies and timers load, and one is kept when they were the first to read so much', async () => {
    const { open, foldedBy } = hill();
    await storeMany(open(), 10);
    const { snapshots, revision } = snapshotsInMemory();
    await open(snapshots).load(stream);
    expect(revision()).toBeUndefined();
    await turn();
    expect(revision()).toBe(9);
    expect(await foldedBy(() => open(snapshots).load(stream, 9))).toBe(0);
  });

  it('gets one when enough has happened since the last, not for each command', async () => {
    const { open } = hill({ every: 4 });
    const { snapshots, revision } = snapshotsInMemory();
    const executor = open(snapshots);
    const seen: unknown[] = [];
    for (let index = 0; index < 9; index++) {
      await storeMany(executor, 1, index);
      seen.push(revision());
    }
    const none = undefined;
    expect(seen).toEqual([none, none, none, 3, 3, 3, 3, 7, 7]);
  });

  it('keeps names as sealed as the log does', async () => {
    const { open, store: log } = hill();
    const { snapshots, texts } = snapshotsInMemory();
    await storeMany(open(snapshots), 4);
    const sealed: string[] = [];
    for await (const page of log.readStream(stream, 0, 2))
      for (const { data } of page) sealed.push((data.name as unknown as { ciphertext: string }).ciphertext);
    const text = texts.get(stream)!;
    expect(sealed).toHaveLength(3);
    for (const ciphertext of sealed) expect(text).toContain(ciphertext);
    expect(text).not.toMatch(/Amina|Bekele/);
  });
});

describe('a snapshot is ignored', () => {
  async function withSnapshot() {
    const room = hill();
    const kept = snapshotsInMemory();
    await storeMany(room.open(kept.snapshots), 10);
    return { ...room, ...kept };
  }
  /** What a start makes of it: the state is right in any case; so many events were folded for it. */
  const started = async ({ open, foldedBy }: ReturnType<typeof hill>, snapshots: Snapshots): Promise<number> => {
    const known = await open().load(stream);
    return foldedBy(async () => expect(await open(snapshots).load(stream)).toEqual(known));
  };

  it('when the aggregate’s form has another version', async () => {
    const { open, snapshots } = await withSnapshot();
    let folded = 0;
    const known = await open(
      snapshots,
      granary(2, () => folded++),
    ).load(stream);
    expect(known).toEqual(await open().load(stream));
    expect(folded).toBe(10);
  });

  it('when the log has other events where it was made, such as after a restore, even with the same ids', async () => {
    const before = await withSnapshot();
    const after = hill();
    const ids = async (of: EventStore): Promise<string[]> => {
      const all: string[] = [];
      for await (const page of of.readStream(stream)) all.push(...page.map(({ eventId }) => eventId));
      return all;
    };
    await storeMany(after.open(), 10);
    expect(await ids(after.store)).toEqual(await ids(before.store));
    expect(await started(after, before.snapshots)).toBe(10);
    expect(await started(before, before.snapshots)).toBe(2);
  });

  it('when the log ends before it', async () => {
    const { snapshots } = await withSnapshot();
    const shorter = hill();
    await storeMany(shorter.open(), 5);
    expect(await started(shorter, snapshots)).toBe(5);
  });

  it('when its state can’t be taken up, which is reported', async () => {
    const { open, foldedBy, snapshots, reports } = await withSnapshot();
    const known = await open().load(stream);
    const illegible: Snapshots = {
      ...snapshots,
      read: (of) => ({ ...snapshots.read(of)!, state: { sacks: 'none of your business' } }),
    };
    expect(await foldedBy(async () => expect(await open(illegible).load(stream)).toEqual(known))).toBe(10);
    expect(reports).toEqual([expect.any(TypeError)]);
  });
});

it('a state that can’t be put away is reported, and commands go on', async () => {
  const { open } = hill();
  const { snapshots, reports, revision } = snapshotsInMemory();
  const toJson = (): never => {
    throw new Error('a bug in the form');
  };
  const aggregate = granary();
  const executor = open(snapshots, { ...aggregate, snapshot: { ...aggregate.snapshot!, toJson } });
  await storeMany(executor, 4);
  expect(reports).toEqual([expect.objectContaining({ message: 'a bug in the form' })]);
  expect(await executor.execute(store('k4'))).toMatchObject({ revision: 4 });
  expect(revision()).toBeUndefined();
});

it('of several who wake a stream at once, none takes it back behind what another has read', async () => {
  const before = hill();
  const { snapshots } = snapshotsInMemory();
  await storeMany(before.open(snapshots), 10);
  let slow = true;
  const { store: log } = before;
  const uneven: EventStore = {
    identity: log.identity,
    soleWriter: true,
    head: () => log.head(),
    append: (append) => log.append(append),
    close: () => log.close(),
    async *readStream(of, from, to): AsyncGenerator<readonly StoredEvent[]> {
      // The first to check the snapshot is the last to hear that it is good.
      const last = slow;
      slow = false;
      for (let turns = 0; last && turns < 5; turns++) await turn();
      yield* log.readStream(of, from, to);
    },
  };
  const after = hill({ store: uneven });
  const executor = after.open(snapshots);
  const folded = await after.foldedBy(async () => {
    const late = executor.load(stream);
    await executor.execute(store('k10'));
    expect((await late).revision).toBe(10);
  });
  // Two events behind the snapshot, and a third that is folded when it is decided and again when it is durable.
  expect(folded).toBe(4);
});
