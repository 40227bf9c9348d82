import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, refuse } from '@jointly/kernel';
import {
  administersPeople,
  personIsKnown,
  type KnowsAssociation,
  type KnowsPerson,
  type KnowsPlatform,
} from '../authority';
import { keyedHashSchema, personIdSchema, record } from '../schemas';
import { associationStream, identityStream, personStream, platformStream } from '../streams';
import type { IdentityEvent } from './events';
import type { IdentityState } from './state';

const input = record({
  /** Keyed hash of issuer and subject. */
  identity: keyedHashSchema,
  personId: personIdSchema,
});
type Input = Static<typeof input>;
type Lookups = KnowsAssociation & KnowsPlatform & KnowsPerson;

/** For good: an identity that could pass to somebody else would pass their deeds on with it. */
export const LinkIdentity = defineCommand<Input, IdentityState, Lookups, IdentityEvent>({
  type: 'LinkIdentity',
  stream: ({ association, data }) => identityStream(association, data.identity),
  lookups: ({ association, data }) => ({
    association: associationStream(association),
    platform: platformStream(),
    person: personStream(association, data.personId),
  }),
  input,
  policies: [administersPeople, personIsKnown],
  decide: ({ data: { personId } }, linked) => {
    if (linked.personId === personId) return accept();
    if (linked.personId === undefined) return accept({ type: 'IdentityLinked', data: { personId } });
    return refuse('IDENTITY_TAKEN', 'This identity belongs to another person. Sign in with another one.', 'identity');
  },
});
