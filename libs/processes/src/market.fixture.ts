import { Type } from '@sinclair/typebox';
import {
  accept,
  defineCommand,
  defineEvent,
  EventRegistry,
  instant,
  refuse,
  streamId,
  type Aggregate,
  type AssociationId,
  type Deadline,
  type EventOf,
  type PersonId,
  type Sealer,
} from '@jointly/kernel';
import { CommandExecutor, openMemoryEventStore, type EventStore } from '@jointly/event-store';
import { ControlledClock } from './controlled-clock';
import type { ProcessManager } from './process';

/** Two toy consistency boundaries: a stall where things are sold until it closes, and the purses of who sold them. */
export const village = 'village' as AssociationId;
export const stallStream = (id: string) => streamId('stall', village, id);
export const purseStream = (id: string) => streamId('purse', village, id);
export const opening = instant('2026-05-01T06:00:00Z');

const StallOpened = defineEvent({
  type: 'StallOpened',
  description: 'A stall opened, with the times at which something ends there.',
  schema: Type.Object({ ends: Type.Array(Type.Object({ name: Type.String(), due: Type.String() })) }),
});
const Sold = defineEvent({
  type: 'Sold',
  description: 'Something of a seller was sold.',
  schema: Type.Object({ seller: Type.String() }),
});
const StallEnded = defineEvent({
  type: 'StallEnded',
  description: 'A time passed at which something ends.',
  schema: Type.Object({ name: Type.String() }),
});
const Credited = defineEvent({
  type: 'Credited',
  description: 'A coin went into a purse.',
  schema: Type.Object({ purse: Type.String() }),
});

type StallEvent = EventOf<typeof StallOpened> | EventOf<typeof Sold> | EventOf<typeof StallEnded>;
interface Stall {
  readonly ends: readonly Deadline[];
}

const openStall = defineCommand<
  { stall: string; ends: { name: string; due: string }[] },
  Stall,
  Record<string, never>,
  StallEvent
>({
  type: 'OpenStall',
  input: Type.Object({ stall: Type.String(), ends: Type.Array(Type.Any()) }),
  stream: ({ data }) => stallStream(data.stall),
  policies: [],
  decide: ({ data }) => accept({ type: 'StallOpened', data: { ends: data.ends } }),
});
const sell = defineCommand<{ stall: string; sellers: string[] }, Stall, Record<string, never>, StallEvent>({
  type: 'Sell',
  input: Type.Object({ stall: Type.String(), sellers: Type.Array(Type.String()) }),
  stream: ({ data }) => stallStream(data.stall),
  policies: [],
  decide: ({ data }) => accept(...data.sellers.map((seller) => ({ type: 'Sold' as const, data: { seller } }))),
});

const stall: Aggregate<Stall, StallEvent> = {
  category: 'stall',
  initial: { ends: [] },
  commands: [openStall, sell],
  evolve(state, event) {
    switch (event.type) {
      case 'StallOpened':
        return { ends: event.data.ends as Deadline[] };
      case 'Sold':
        return state;
      case 'StallEnded':
        return { ends: state.ends.filter(({ name }) => name !== event.data.name) };
    }
  },
  deadlines: ({ ends }) => ends,
  passDeadline: (_state, { name }) => [{ type: 'StallEnded', data: { name } }],
};

const credit = defineCommand<{ purse: string }, number, Record<string, never>, EventOf<typeof Credited>>({
  type: 'Credit',
  input: Type.Object({ purse: Type.String() }),
  stream: ({ data }) => purseStream(data.purse),
  policies: [],
  decide: ({ data }) =>
    data.purse === 'torn'
      ? refuse('TORN', 'Mend the purse.')
      : accept({ type: 'Credited', data: { purse: data.purse } }),
});
const purse: Aggregate<number, EventOf<typeof Credited>> = {
  category: 'purse',
  initial: 0,
  commands: [credit],
  evolve: (coins) => coins + 1,
};

/** Every sale, and every end of a stall, puts a coin into a purse. */
export const takings: ProcessManager = {
  name: 'takings',
  react({ type, association, data }) {
    const purse = type === 'Sold' ? data['seller'] : type === 'StallEnded' ? data['name'] : undefined;
    return purse === undefined ? [] : [{ type: 'Credit', association, data: { purse } }];
  },
};

export const plainSealer: Sealer = { seal: (_definition, data) => data, fingerprint: (input) => input };

export const registry = new EventRegistry([StallOpened, Sold, StallEnded, Credited]);
export const aggregates = [stall, purse];

export function market({ store = openMemoryEventStore() } = {}) {
  const clock = new ControlledClock(opening);
  // Several nodes write to one log here, so none may trust what it read before.
  const shared = Object.create(store, { soleWriter: { value: false } }) as EventStore;
  const node = (): CommandExecutor =>
    new CommandExecutor({ store: shared, registry, aggregates, sealer: plainSealer, clock });
  let key = 0;
  const say = (type: string, data: Parameters<CommandExecutor['execute']>[0]['data']) =>
    node().execute({ type, association: village, actor: 'amina' as PersonId, idempotencyKey: `${key++}`, data });
  return {
    ...{ store, registry, clock, aggregates, node },
    open: (id: string, ends: Record<string, string>) =>
      say('OpenStall', { stall: id, ends: Object.entries(ends).map(([name, due]) => ({ name, due: instant(due) })) }),
    sell: (...sellers: string[]) => say('Sell', { stall: 'a', sellers }),
    coins: async (id: string) => (await node().load<number>(purseStream(id))).state,
    log: async () => {
      const events = [];
      const upTo = AbortSignal.timeout(50);
      for await (const batch of store.subscribe({ after: 0n, signal: upTo })) {
        events.push(...batch.events);
        if (batch.caughtUp) break;
      }
      return events;
    },
  };
}
