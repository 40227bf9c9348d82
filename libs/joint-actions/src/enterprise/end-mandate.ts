import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, refusal, type Policy } from '@jointly/kernel';
import { enterpriseRefusal, requiresRole, type KnowsAssociation } from '../authority';
import { existing } from '../existing';
import { enterpriseIdSchema, idSchema, record } from '../schemas';
import { associationStream, enterpriseStream } from '../streams';
import type { EnterpriseEvent } from './events';
import type { EnterpriseState } from './state';

const input = record({ enterpriseId: enterpriseIdSchema, mandateId: idSchema });
type Input = Static<typeof input>;
type Rule = Policy<Input, EnterpriseState, KnowsAssociation>;

const isRegistered: Rule = (_command, enterprise) => enterpriseRefusal(enterprise);

const itsHolderOrACoordinator: Rule = (command, enterprise, known) =>
  existing(enterprise).mandates.get(command.data.mandateId)?.personId === command.actor
    ? undefined
    : requiresRole('COORDINATOR')(command, enterprise, known);

const isGiven: Rule = ({ data }, enterprise) => {
  const mandate = existing(enterprise).mandates.get(data.mandateId);
  return mandate && mandate.endedAt === undefined
    ? undefined
    : refusal('MANDATE_NOT_FOUND', 'The enterprise has no such mandate to end. Check its id.', 'mandateId');
};

/** What was done under the mandate stands. */
export const EndMandate = defineCommand<Input, EnterpriseState, KnowsAssociation, EnterpriseEvent>({
  type: 'EndMandate',
  stream: ({ association, data }) => enterpriseStream(association, data.enterpriseId),
  lookups: ({ association }) => ({ association: associationStream(association) }),
  input,
  policies: [isRegistered, itsHolderOrACoordinator, isGiven],
  decide: ({ data }) => accept({ type: 'MandateEnded', data }),
});
