import { createHash } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import {
  accept,
  defineCommand,
  defineEvent,
  later,
  personal,
  refuse,
  streamId,
  type Aggregate,
  type AssociationId,
  type EventOf,
  type Instant,
  type JsonValue,
  type SealedField,
  type Sealer,
} from '@jointly/kernel';

/**
 * A toy with a long life: a granary that holds a few sacks, each for an hour unless it is fetched before. Who brought a
 * sack is nobody's business without a key.
 */
const SackStored = defineEvent({
  type: 'SackStored',
  description: 'A sack came in.',
  schema: Type.Object({
    sack: Type.String(),
    farmer: Type.String(),
    name: personal(Type.String(), 'farmer'),
    until: Type.Unsafe<Instant>(Type.String()),
  }),
});
const SackTurnedAway = defineEvent({
  type: 'SackTurnedAway',
  description: 'A sack was offered to a full granary.',
  schema: Type.Object({ sack: Type.String() }),
});
const SackFetched = defineEvent({
  type: 'SackFetched',
  description: 'A sack was taken out.',
  schema: Type.Object({ sack: Type.String() }),
});
const SackSold = defineEvent({
  type: 'SackSold',
  description: 'Nobody fetched a sack in time.',
  schema: Type.Object({ sack: Type.String() }),
});

type GranaryEvent =
  EventOf<typeof SackStored> | EventOf<typeof SackTurnedAway> | EventOf<typeof SackFetched> | EventOf<typeof SackSold>;

interface Sack {
  readonly name: string | SealedField;
  readonly until: Instant;
}
export interface Granary {
  readonly sacks: ReadonlyMap<string, Sack>;
  readonly turnedAway: number;
}

const few = 3;
export const valley = 'valley' as AssociationId;
export const granaryStream = (id: string) => streamId('granary', valley, id);

const storeSack = (capacity: number) =>
  defineCommand<{ granary: string; sack: string; name: string }, Granary, Record<string, never>, GranaryEvent>({
    type: 'StoreSack',
    input: Type.Object({ granary: Type.String(), sack: Type.String(), name: Type.String() }),
    stream: ({ data }) => granaryStream(data.granary),
    policies: [],
    decide({ data: { sack, name }, actor, now }, { sacks }) {
      if (sacks.size >= capacity)
        return { ...refuse('FULL', 'It is full.'), events: [{ type: 'SackTurnedAway', data: { sack } }] };
      return accept({ type: 'SackStored', data: { sack, farmer: actor, name, until: later(now, 3_600_000) } });
    },
  });

const fetchSack = defineCommand<{ granary: string; sack: string }, Granary, Record<string, never>, GranaryEvent>({
  type: 'FetchSack',
  input: Type.Object({ granary: Type.String(), sack: Type.String() }),
  stream: ({ data }) => granaryStream(data.granary),
  policies: [],
  decide: ({ data: { sack } }, { sacks }) =>
    sacks.has(sack) ? accept({ type: 'SackFetched', data: { sack } }) : refuse('NO_SUCH_SACK', 'It is not here.'),
});

const without = (sacks: Granary['sacks'], sack: string): Granary['sacks'] => {
  const left = new Map(sacks);
  left.delete(sack);
  return left;
};

/** @param folded hears of every event that is folded */
export const granary = (
  version = 1,
  folded: () => void = () => undefined,
  capacity = few,
): Aggregate<Granary, GranaryEvent> => ({
  category: 'granary',
  initial: { sacks: new Map(), turnedAway: 0 },
  commands: [storeSack(capacity), fetchSack],
  evolve(state, event) {
    folded();
    switch (event.type) {
      case 'SackStored': {
        const { sack, name, until } = event.data;
        return { ...state, sacks: new Map(state.sacks).set(sack, { name, until }) };
      }
      case 'SackTurnedAway':
        return { ...state, turnedAway: state.turnedAway + 1 };
      case 'SackFetched':
      case 'SackSold':
        return { ...state, sacks: without(state.sacks, event.data.sack) };
    }
  },
  deadlines: ({ sacks }) => [...sacks].map(([name, { until }]) => ({ name, due: until })),
  passDeadline: (_state, { name }) => [{ type: 'SackSold', data: { sack: name } }],
  snapshot: {
    version,
    toJson: ({ sacks, turnedAway }) => ({ sacks: [...sacks] as unknown as JsonValue, turnedAway }),
    fromJson(json) {
      const { sacks, turnedAway } = json as unknown as { sacks: [string, Sack][]; turnedAway: number };
      return { sacks: new Map(sacks), turnedAway };
    },
  },
});

export const granaryEvents = [SackStored, SackTurnedAway, SackFetched, SackSold];

/** Seals names so that nobody can open them again; its fingerprints are as long as real ones. */
export const forgetfulSealer: Sealer = {
  seal: (_definition, data, { eventId }) => ('name' in data ? { ...data, name: sealedAway(eventId) } : data),
  fingerprint: (input) => digest(input),
};

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

const sealedAway = (eventId: string): SealedField => ({
  v: 1,
  class: 'personal',
  keyId: 'key_lost',
  path: '/name',
  schemaVersion: 1,
  nonce: 'AAECAwQFBgcICQoL',
  ciphertext: digest(eventId),
});
