import { EventRegistry, instant, type Instant, type PersonId, type StoredEvent } from '@jointly/kernel';
import { AppendTooLarge } from '../errors';
import { openMemoryEventStore } from '../memory/memory-event-store';
import type { Append, EventStore } from '../port';
import { CommandExecutor } from './executor';
import { forgetfulSealer, granary, granaryEvents, granaryStream, valley } from './granary.fixture';

const registry = new EventRegistry(granaryEvents);
const stream = granaryStream('a');
const sacks = Array.from({ length: 450 }, (_, index) => `sack${index}`);

type Before = (request: Append) => void;

/** A granary for a thousand sacks, and nobody there for two months. */
async function afterAnOutage(stored: readonly string[] = sacks) {
  const store = openMemoryEventStore({ clock: 'controlled' });
  let time = instant('2026-05-01T12:00Z');
  const clock = { kind: 'controlled' as const, now: (): Instant => time };
  const aggregates = [granary(1, undefined, 1000)];
  const node = (before: Before = () => undefined): CommandExecutor =>
    new CommandExecutor({ store: watched(store, before), registry, aggregates, sealer: forgetfulSealer, clock });
  const events = async (type: string): Promise<StoredEvent[]> => {
    const all: StoredEvent[] = [];
    for await (const page of store.readStream(stream)) all.push(...page);
    return all.filter((event) => event.type === type);
  };
  const keeper = node();
  await Promise.all(stored.map((sack) => keeper.execute(storing(sack))));
  time = instant('2026-07-01T12:00Z');
  return { node, events };
}

/** Others may write to the log as well; `before` sees each append, and may make it fail. */
const watched = (store: EventStore, before: Before): EventStore => ({
  identity: store.identity,
  soleWriter: false,
  append: async (request) => (before(request), store.append(request)),
  readStream: (...args) => store.readStream(...args),
  head: () => store.head(),
  close: () => store.close(),
});

const about = (sack: string, key: string) => ({
  association: valley,
  actor: 'abebe' as PersonId,
  idempotencyKey: key,
  data: { granary: 'a', sack },
});
const fetching = (sack: string) => ({ type: 'FetchSack', ...about(sack, `fetch ${sack}`) });
const storing = (sack: string) => {
  const { data, ...request } = about(sack, `store ${sack}`);
  return { type: 'StoreSack', ...request, data: { ...data, name: 'Abebe' } };
};

const sackOf = ({ data }: StoredEvent): unknown => (data as { sack: string }).sack;
const once = (events: readonly StoredEvent[]) => expect(events.map(sackOf).sort()).toEqual([...sacks].sort());

describe('what came due while nobody was there', () => {
  it('is recorded in several appends where it is too much for one, before a command is decided', async () => {
    const { node, events } = await afterAnOutage();
    const appends: number[] = [];
    const executor = node(({ events: appended }) => void appends.push(appended.length));
    const answers = await Promise.all(
      [fetching('sack449'), storing('late'), fetching('late')].map((c) => executor.execute(c)),
    );
    expect(answers.map(({ refusal }) => refusal?.code)).toEqual(['NO_SUCH_SACK', undefined, undefined]);
    expect(appends).toEqual([200, 200, 52]);
    once(await events('SackSold'));
  });

  it('is recorded by a single tick', async () => {
    const { node, events } = await afterAnOutage();
    const appends: number[] = [];
    await node(({ events: appended }) => void appends.push(appended.length)).tick(stream);
    expect(appends).toEqual([200, 200, 50]);
    once(await events('SackSold'));
  });

  it('is taken up by the next process where one dies in between', async () => {
    const { node, events } = await afterAnOutage();
    let appends = 0;
    const dying = node(() => {
      if (++appends === 2) throw new Error('the power failed');
    });
    await expect(dying.execute(storing('late'))).rejects.toThrow('the power failed');
    expect(await events('SackSold')).toHaveLength(200);
    expect((await node().execute(storing('late'))).refusal).toBeUndefined();
    once(await events('SackSold'));
    expect((await events('SackStored')).at(-1)).toMatchObject({ data: { sack: 'late' } });
  });

  it('is recorded once by two processes that wake at the same time', async () => {
    const { node, events } = await afterAnOutage();
    const [one, other] = [node(), node()];
    const answers = await Promise.all([
      one.tick(stream),
      other.execute(storing('late')),
      one.execute(fetching('sack1')),
    ]);
    expect(answers.map((answer) => answer?.refusal?.code)).toEqual([undefined, undefined, 'NO_SUCH_SACK']);
    once(await events('SackSold'));
  });

  it('goes first by itself where it and the command together are too large', async () => {
    const { node, events } = await afterAnOutage(['sack0', 'sack1']);
    const executor = node(({ events: appended }) => {
      if (appended.length > 2) throw new AppendTooLarge('An append', 3, 2);
    });
    expect((await executor.execute(storing('late'))).refusal).toBeUndefined();
    expect(await events('SackSold')).toHaveLength(2);
    expect(await events('SackStored')).toHaveLength(3);
  });
});
