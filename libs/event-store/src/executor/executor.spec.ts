import { EventRegistry, instant, type Instant, type PersonId, type StoredEvent } from '@jointly/kernel';
import { AppendTooLarge, Overloaded, OutcomeUnknown } from '../errors';
import { openMemoryEventStore } from '../memory/memory-event-store';
import type { Append, EventStore } from '../port';
import { CommandExecutor } from './executor';
import { closingTime, jar, jarEvents, jarStream, plainSealer, shelf, shelfStream, village } from './jar.fixture';

const amina = 'amina' as PersonId;
const registry = new EventRegistry(jarEvents);

function village1({ limit = 1_000, now = '2026-05-01T00:00:00Z' } = {}) {
  const store = openMemoryEventStore({ clock: 'controlled' });
  let time = instant(now);
  const clock = { kind: 'controlled' as const, now: (): Instant => time };
  const node = (over: EventStore = store): CommandExecutor =>
    new CommandExecutor({ store: over, registry, aggregates: [jar(limit), shelf], sealer: plainSealer, clock });
  const events = async (stream = jarStream('a')): Promise<StoredEvent[]> => {
    const all: StoredEvent[] = [];
    for await (const page of store.readStream(stream)) all.push(...page);
    return all;
  };
  return { store, node, events, at: (value: string) => (time = instant(value)) };
}

const coin = (key: string, value = 1, over: { jar?: string; actor?: PersonId; occurredAt?: Instant } = {}) => {
  const { jar: id = 'a', actor = amina, ...rest } = over;
  return { type: 'AddCoin', association: village, actor, idempotencyKey: key, data: { jar: id, value }, ...rest };
};

/** A store that does as `fault` says before or after the real append. */
const flaky = (
  store: EventStore,
  append: (next: EventStore['append'], request: Append) => ReturnType<EventStore['append']>,
): EventStore => ({ ...bound(store), append: (request) => append((r) => store.append(r), request) });
const bound = (store: EventStore): EventStore => ({
  identity: store.identity,
  soleWriter: false,
  append: (request) => store.append(request),
  readStream: (...args) => store.readStream(...args),
  head: () => store.head(),
  close: () => store.close(),
});

describe('a command', () => {
  it('that was decided before gets its first answer again, and writes nothing', async () => {
    const { node, events } = village1();
    const executor = node();
    const first = await executor.execute(coin('k'));
    const again = await executor.execute(coin('k'));
    expect(again).toMatchObject({ commandId: first.commandId, revision: first.revision, repeated: true });
    expect(await events()).toHaveLength(1);
  });

  it('is recognised by a process that has only the log to go by', async () => {
    const { node, events } = village1();
    await node().execute(coin('k'));
    expect(await node().execute(coin('k'))).toMatchObject({ repeated: true });
    expect(await events()).toHaveLength(1);
  });

  it('that reuses a key with other input is refused', async () => {
    const executor = village1().node();
    await executor.execute(coin('k', 1));
    expect((await executor.execute(coin('k', 2))).refusal).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('that its stream has forgotten is recognised by the log, and so is a key reused long after', async () => {
    const { store, node, events } = village1();
    await node().execute(coin('k', 1));
    const forget = (event: StoredEvent): StoredEvent => {
      const { commandId: _, ...metadata } = event.metadata;
      return { ...event, metadata };
    };
    const forgetful: EventStore = {
      ...bound(store),
      async *readStream(stream, from, to) {
        for await (const page of store.readStream(stream, from, to)) yield to === undefined ? page.map(forget) : page;
      },
    };
    expect((await node(forgetful).execute(coin('k', 1))).refusal).toBeUndefined();
    expect((await node(forgetful).execute(coin('k', 2))).refusal?.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await events()).toHaveLength(1);
  });

  it('that reuses a key for another stream is refused at once, and those decided beside it are not', async () => {
    const executor = village1().node();
    await executor.execute(coin('k', 1, { jar: 'a' }));
    const [reused, fresh] = await Promise.all([
      executor.execute(coin('k', 1, { jar: 'b' })),
      executor.execute(coin('l', 1, { jar: 'b' })),
    ]);
    expect(reused.refusal).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(fresh).toMatchObject({ revision: 0, repeated: false });
  });

  it.each([
    ['an id that would break the name of a stream', { jar: 'a.b', value: 1 }],
    ['half of a surrogate pair', { jar: 'a', value: 1, for: '\ud800' }],
  ])('with %s is told which field to mend', async (_, data) => {
    const malformed = village1()
      .node()
      .execute({ ...coin('k'), data });
    const field = 'for' in data ? 'for' : 'jar';
    await expect(malformed).rejects.toMatchObject({ refusal: { code: 'INVALID_INPUT', field } });
  });

  it('that was refused on record gets the recorded refusal again, even when it would now be accepted', async () => {
    const { node, events } = village1({ limit: 0 });
    expect((await node().execute(coin('k'))).refusal?.code).toBe('FULL');
    expect((await node().execute(coin('k'))).refusal?.code).toBe('FULL');
    expect((await events()).map(({ type, metadata }) => [type, metadata.refusal?.code])).toEqual([
      ['CoinTooMany', 'FULL'],
    ]);
  });

  it('that was refused without a trace is decided anew', async () => {
    const { node } = village1();
    const executor = node();
    await executor.execute({ ...coin('n'), type: 'NameShelf', data: { keeper: 'baraka' } });
    expect((await executor.execute(coin('k'))).refusal?.code).toBe('NOT_THE_KEEPER');
    await executor.execute({ ...coin('m'), type: 'NameShelf', data: { keeper: amina } });
    expect((await executor.execute(coin('k'))).refusal).toBeUndefined();
  });

  it('records the revisions of the streams it relied on', async () => {
    const { node, events } = village1();
    const executor = node();
    await executor.execute({ ...coin('n'), type: 'NameShelf', data: { keeper: amina } });
    await executor.execute(coin('k'));
    expect((await events())[0]!.metadata.authority).toEqual([{ stream: shelfStream, revision: 0 }]);
  });

  it('records the party that it is given for', async () => {
    const { node, events } = village1();
    const data = { jar: 'a', value: 1 };
    await node().execute({ ...coin('own'), data });
    await node().execute({ ...coin('other'), data: { ...data, for: 'the_potters' } });
    expect((await events()).map(({ metadata }) => metadata.onBehalfOf)).toEqual([undefined, 'the_potters']);
  });

  it('finds overdue deadlines recorded first, and is judged after them', async () => {
    const { node, events, at } = village1();
    const executor = node();
    await executor.execute(coin('k'));
    at('2026-06-02T00:00:00Z');
    expect((await executor.execute(coin('late'))).refusal?.code).toBe('CLOSED');
    const [, closed] = await events();
    expect(closed).toMatchObject({
      type: 'JarClosed',
      occurredAt: closingTime,
      recordedAt: '2026-06-02T00:00:00.000Z',
      metadata: { actor: 'system' },
    });
    expect(closed!.metadata.commandId).toBeUndefined();
  });

  it('can tell of the past, but not of the future', async () => {
    const { node, events } = village1();
    const executor = node();
    await executor.execute(coin('past', 1, { occurredAt: instant('2026-04-01') }));
    expect((await events())[0]).toMatchObject({
      occurredAt: '2026-04-01T00:00:00.000Z',
      recordedAt: '2026-05-01T00:00:00.000Z',
    });
    const future = await executor.execute(coin('future', 1, { occurredAt: instant('2026-05-02') }));
    expect(future.refusal?.code).toBe('OCCURRED_IN_THE_FUTURE');
  });

  it('whose rule has a fault fails alone, not with those decided beside it', async () => {
    const { node, events } = village1();
    const executor = node();
    const answers = await Promise.allSettled([coin('a'), coin('b', 666), coin('c')].map((c) => executor.execute(c)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await events()).toHaveLength(2);
  });

  it('never lets the time of a stream run backwards', async () => {
    const { node, events, at } = village1();
    const executor = node();
    await executor.execute(coin('k'));
    at('2026-04-30T00:00:00Z');
    await executor.execute(coin('l'));
    expect((await events()).map(({ recordedAt }) => recordedAt)).toEqual(Array(2).fill('2026-05-01T00:00:00.000Z'));
  });
});

describe('many commands on one stream', () => {
  it('all get their answer and keep the limit, on several nodes at once', async () => {
    const { store, node, events } = village1({ limit: 300 });
    const nodes = [node(bound(store)), node(bound(store)), node(bound(store))];
    const keys = Array.from({ length: 500 }, (_, index) => `k${index}`);
    const answers = await Promise.all(keys.map((key, index) => nodes[index % 3]!.execute(coin(key))));
    expect(answers.filter(({ refusal }) => !refusal)).toHaveLength(300);
    expect(answers.filter(({ refusal }) => refusal?.code === 'FULL')).toHaveLength(200);
    expect((await events()).map(({ revision }) => revision)).toEqual(keys.map((_, index) => index));
  });

  it('are decided in the order they came and appended together', async () => {
    const { store, node } = village1({ limit: 2 });
    const appends: number[] = [];
    const executor = node(flaky(store, (next, request) => (appends.push(request.events.length), next(request))));
    const answers = await Promise.all(['a', 'b', 'c'].map((key) => executor.execute(coin(key))));
    expect(answers.map(({ refusal }) => refusal?.code)).toEqual([undefined, undefined, 'FULL']);
    expect(appends).toEqual([3]);
  });
});

describe('when the store fails', () => {
  it('a lost acknowledgement is asked for again, and the events are there once', async () => {
    const { store, node, events } = village1();
    let lost = 2;
    const executor = node(
      flaky(store, async (next, request) => {
        const result = await next(request);
        if (lost-- > 0) throw new OutcomeUnknown(request.stream, 'the answer was lost');
        return result;
      }),
    );
    expect((await executor.execute(coin('k'))).refusal).toBeUndefined();
    expect(await events()).toHaveLength(1);
  });

  it('an overload reaches everybody in the batch, and nothing is recorded', async () => {
    const { store, node, events } = village1();
    const executor = node(flaky(store, () => Promise.reject(new Overloaded(50))));
    const answers = await Promise.allSettled(['a', 'b'].map((key) => executor.execute(coin(key))));
    expect(answers.map((a) => (a.status === 'rejected' ? a.reason : null))).toEqual([
      expect.any(Overloaded),
      expect.any(Overloaded),
    ]);
    expect(await events()).toHaveLength(0);
  });

  it('a batch that is too large is appended one by one', async () => {
    const { store, node, events } = village1();
    const tooLarge = (request: Append): boolean => request.events.length > 1;
    const executor = node(
      flaky(store, (next, r) => (tooLarge(r) ? Promise.reject(new AppendTooLarge('An append', 2, 1)) : next(r))),
    );
    await Promise.all(['a', 'b', 'c'].map((key) => executor.execute(coin(key))));
    expect(await events()).toHaveLength(3);
  });
});

it('a tick records what is due, once', async () => {
  const { store, node, events, at } = village1();
  const [executor, other] = [node(bound(store)), node(bound(store))];
  await executor.tick(jarStream('a'));
  expect(await events()).toHaveLength(0);
  at('2026-06-01T00:00:00Z');
  await Promise.all([executor.tick(jarStream('a')), other.tick(jarStream('a'))]);
  await other.tick(jarStream('a'));
  expect((await events()).map(({ type }) => type)).toEqual(['JarClosed']);
});

it('a state is read again when somebody has seen a later event than it holds', async () => {
  const { store, node } = village1();
  const [executor, unseen] = [node(), node(bound(store))];
  await executor.execute(coin('k'));
  await unseen.execute(coin('l'));
  expect((await executor.load(jarStream('a'))).revision).toBe(0);
  expect((await executor.load(jarStream('a'), 1)).revision).toBe(1);
});
