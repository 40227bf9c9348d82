import { refusal, type Command, type Known, type Policy, type StreamId } from '@jointly/kernel';
import { notCda, requiresRole, type KnowsAssociation } from '../../authority';
import { everMandated, type EnterpriseState } from '../../enterprise/state';
import { withAssociation } from '../../lookups';
import { enterpriseStream, supplierStream } from '../../streams';
import type { SupplierState } from '../../supplier/state';
import type { Party } from '../events';

/** Who pays or is paid, as its own stream tells it. */
export type KnowsParty = KnowsAssociation & { readonly party: Known<EnterpriseState | SupplierState> };

interface OfParty {
  readonly party: Party;
}

export const withParty = ({
  association,
  data,
}: Pick<Command<OfParty>, 'association' | 'data'>): {
  readonly association: StreamId;
  readonly party: StreamId;
} => {
  const { kind, id } = data.party;
  const stream = kind === 'SUPPLIER' ? supplierStream : enterpriseStream;
  return { ...withAssociation({ association, data }), party: stream(association, id) };
};

const partyExists: Policy<OfParty, unknown, KnowsParty> = (_command, _state, { party }) =>
  party.state.status === 'ABSENT' || party.state.status === 'ERASED'
    ? refusal('PARTY_NOT_FOUND', 'There is no such member or supplier in this association. Check its id.', 'party')
    : undefined;

/** Whoever acts or once acted for an enterprise handles no payment of it, whatever else the person is. */
const isNotOwnPayment: Policy<OfParty, unknown, KnowsParty> = ({ actor }, _state, { party }) =>
  'mandates' in party.state && everMandated(party.state, actor)
    ? refusal(
        'OWN_PAYMENT',
        'You act for this enterprise, or once did. Somebody else has to record and confirm its payments.',
      )
    : undefined;

/** Payments are for treasurers and coordinators, never for a broker, never for one's own enterprise. */
export const handlesPayments: readonly Policy<OfParty, unknown, KnowsParty>[] = [
  requiresRole('TREASURER', 'COORDINATOR'),
  notCda,
  partyExists,
  isNotOwnPayment,
];
