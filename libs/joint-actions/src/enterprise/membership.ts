import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, refusal, type Policy } from '@jointly/kernel';
import { enterpriseRefusal, notAMember, requiresRole, type KnowsAssociation } from '../authority';
import { enterpriseIdSchema, reasonSchema, record } from '../schemas';
import { associationStream, enterpriseStream } from '../streams';
import type { EnterpriseEvent } from './events';
import { isMember, type EnterpriseState } from './state';

const admission = record({ enterpriseId: enterpriseIdSchema });
const ending = record({ enterpriseId: enterpriseIdSchema, reason: reasonSchema });
type Rule = Policy<unknown, EnterpriseState, KnowsAssociation>;

const isRegistered: Rule = (_command, enterprise) => enterpriseRefusal(enterprise);

const isNoMember: Rule = (_command, enterprise) =>
  isMember(enterprise) ? refusal('ALREADY_A_MEMBER', 'The enterprise is a member already.', 'enterpriseId') : undefined;

const isAMember: Rule = (_command, enterprise) => (isMember(enterprise) ? undefined : notAMember);

/** For the first time or again: the record, and with it the history, is the same. */
export const AdmitMember = defineCommand<Static<typeof admission>, EnterpriseState, KnowsAssociation, EnterpriseEvent>({
  type: 'AdmitMember',
  stream: ({ association, data }) => enterpriseStream(association, data.enterpriseId),
  lookups: ({ association }) => ({ association: associationStream(association) }),
  input: admission,
  policies: [requiresRole('COORDINATOR'), isRegistered, isNoMember],
  decide: ({ data }) => accept({ type: 'MemberAdmitted', data }),
});

/** Leaves mandates and obligations in force: a former member still settles what it owes. */
export const EndMembership = defineCommand<Static<typeof ending>, EnterpriseState, KnowsAssociation, EnterpriseEvent>({
  type: 'EndMembership',
  stream: ({ association, data }) => enterpriseStream(association, data.enterpriseId),
  lookups: ({ association }) => ({ association: associationStream(association) }),
  input: ending,
  policies: [requiresRole('COORDINATOR'), isRegistered, isAMember],
  decide: ({ data }) => accept({ type: 'MembershipEnded', data }),
});
