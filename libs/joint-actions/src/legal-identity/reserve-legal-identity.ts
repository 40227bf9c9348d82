import type { Static } from '@sinclair/typebox';
import { accept, defineCommand } from '@jointly/kernel';
import { requiresRole, type KnowsAssociation } from '../authority';
import { enterpriseIdSchema, keyedHashSchema, record } from '../schemas';
import { associationStream, legalIdentityStream } from '../streams';
import type { LegalIdentityEvent } from './events';
import type { LegalIdentityState } from './state';

const input = record({
  /** Keyed hash of the registration number. */
  legalIdentity: keyedHashSchema,
  enterpriseId: enterpriseIdSchema,
});
type Input = Static<typeof input>;

/**
 * The first step of a registration. Where the number is reserved already, that is no refusal: whoever asked reads from
 * the state which record owns it and goes on with that one, so that a registration cut off half-way can be finished.
 */
export const ReserveLegalIdentity = defineCommand<Input, LegalIdentityState, KnowsAssociation, LegalIdentityEvent>({
  type: 'ReserveLegalIdentity',
  stream: ({ association, data }) => legalIdentityStream(association, data.legalIdentity),
  lookups: ({ association }) => ({ association: associationStream(association) }),
  input,
  policies: [requiresRole('COORDINATOR')],
  decide: ({ data: { enterpriseId } }, reserved) =>
    reserved.enterpriseId === undefined ? accept({ type: 'LegalIdentityReserved', data: { enterpriseId } }) : accept(),
});
