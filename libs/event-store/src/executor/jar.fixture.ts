import { Type } from '@sinclair/typebox';
import {
  accept,
  defineCommand,
  defineEvent,
  refusal,
  refuse,
  streamId,
  type Aggregate,
  type AssociationId,
  type EventOf,
  type Instant,
  type Known,
  type Sealer,
} from '@jointly/kernel';

/** A toy consistency boundary: a jar of at most ten coins, open until its deadline, kept by whoever the shelf names. */
const CoinAdded = defineEvent({
  type: 'CoinAdded',
  description: 'A coin went into the jar.',
  schema: Type.Object({ value: Type.Integer({ minimum: 1 }) }),
});
const CoinTooMany = defineEvent({
  type: 'CoinTooMany',
  description: 'A coin was offered to a full jar.',
  schema: Type.Object({ value: Type.Integer() }),
});
const JarClosed = defineEvent({
  type: 'JarClosed',
  description: 'The closing time passed.',
  schema: Type.Object({ due: Type.String() }),
});
const ShelfNamed = defineEvent({
  type: 'ShelfNamed',
  description: 'The shelf got a keeper.',
  schema: Type.Object({ keeper: Type.String() }),
});

type JarEvent = EventOf<typeof CoinAdded> | EventOf<typeof CoinTooMany> | EventOf<typeof JarClosed>;
interface Jar {
  readonly coins: number;
  readonly limit: number;
  readonly closed: boolean;
}
interface Shelf {
  readonly keeper: string | null;
}

export const closingTime = '2026-06-01T00:00:00.000Z' as Instant;
export const village = 'village' as AssociationId;
export const jarStream = (id: string) => streamId('jar', village, id);
export const shelfStream = streamId('shelf', village, 'main');

const addCoin = defineCommand<{ jar: string; value: number; for?: string }, Jar, { shelf: Known<Shelf> }, JarEvent>({
  type: 'AddCoin',
  stream: ({ data }) => jarStream(data.jar),
  input: Type.Object({
    jar: Type.String({ pattern: '^[a-z]+$' }),
    value: Type.Integer(),
    for: Type.Optional(Type.String()),
  }),
  onBehalfOf: ({ data }) => data.for,
  lookups: () => ({ shelf: shelfStream }),
  policies: [
    (command, _state, { shelf }) =>
      shelf.state.keeper === null || shelf.state.keeper === command.actor
        ? undefined
        : refusal('NOT_THE_KEEPER', 'Ask the keeper.'),
    (_command, state) => (state.closed ? refusal('CLOSED', 'The jar is closed.') : undefined),
  ],
  decide: ({ data }, state) => {
    if (data.value === 666) throw new Error('a bug in the rule');
    if (state.coins < state.limit) return accept({ type: 'CoinAdded', data: { value: data.value } });
    return { ...refuse('FULL', 'The jar is full.'), events: [{ type: 'CoinTooMany', data: { value: data.value } }] };
  },
});

const nameShelf = defineCommand<{ keeper: string }, Shelf, Record<string, never>, EventOf<typeof ShelfNamed>>({
  type: 'NameShelf',
  input: Type.Object({ keeper: Type.String() }),
  stream: () => shelfStream,
  policies: [],
  decide: ({ data }) => accept({ type: 'ShelfNamed', data: { keeper: data.keeper } }),
});

export const jar = (limit: number): Aggregate<Jar, JarEvent> => ({
  category: 'jar',
  initial: { coins: 0, limit, closed: false },
  commands: [addCoin],
  evolve(state, event) {
    switch (event.type) {
      case 'CoinAdded':
        return { ...state, coins: state.coins + 1 };
      case 'CoinTooMany':
        return state;
      case 'JarClosed':
        return { ...state, closed: true };
    }
  },
  deadlines: (state) => (state.closed ? [] : [{ name: 'closing', due: closingTime }]),
  passDeadline: (_state, { due }) => [{ type: 'JarClosed', data: { due } }],
});

export const shelf: Aggregate<Shelf, EventOf<typeof ShelfNamed>> = {
  category: 'shelf',
  initial: { keeper: null },
  commands: [nameShelf],
  evolve: (_state, event) => ({ keeper: event.data.keeper }),
};

export const jarEvents = [CoinAdded, CoinTooMany, JarClosed, ShelfNamed];

/** Seals nothing; its fingerprint is the input itself, so that a test can read it. */
export const plainSealer: Sealer = { seal: (_definition, data) => data, fingerprint: (input) => input };
