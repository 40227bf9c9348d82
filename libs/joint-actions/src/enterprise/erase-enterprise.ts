import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, refusal, type Policy } from '@jointly/kernel';
import {
  accountIsSettled,
  noSuchEnterprise,
  requiresRole,
  type KnowsAccount,
  type KnowsAssociation,
} from '../authority';
import { erasureReasonSchema } from '../erasure';
import { enterpriseIdSchema, record } from '../schemas';
import { accountStream, associationStream, enterpriseStream } from '../streams';
import type { EnterpriseEvent } from './events';
import { isMember, type EnterpriseState } from './state';

const input = record({ enterpriseId: enterpriseIdSchema, reason: erasureReasonSchema });
type Input = Static<typeof input>;
type Lookups = KnowsAssociation & KnowsAccount;
type Rule = Policy<Input, EnterpriseState, Lookups>;

const isKnown: Rule = (_command, { status }) => (status === 'ABSENT' ? noSuchEnterprise : undefined);

const isNoMember: Rule = (_command, enterprise) =>
  isMember(enterprise)
    ? refusal('STILL_A_MEMBER', 'The enterprise is a member. End its membership first, then erase.', 'enterpriseId')
    : undefined;

/**
 * Records the erasure; whoever dispatched it destroys the enterprise's key afterwards, as often as it takes. Its
 * registration number stays reserved for the record: nobody comes back without a history.
 */
export const EraseEnterprise = defineCommand<Input, EnterpriseState, Lookups, EnterpriseEvent>({
  type: 'EraseEnterprise',
  stream: ({ association, data }) => enterpriseStream(association, data.enterpriseId),
  lookups: ({ association, data }) => ({
    association: associationStream(association),
    account: accountStream(association, data.enterpriseId),
  }),
  input,
  policies: [requiresRole('COORDINATOR'), isKnown, isNoMember, accountIsSettled],
  decide: ({ data }, { status }) => (status === 'ERASED' ? accept() : accept({ type: 'EnterpriseErased', data })),
});
