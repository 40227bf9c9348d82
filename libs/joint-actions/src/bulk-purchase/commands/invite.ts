import { Type } from '@sinclair/typebox';
import { accept, refusal, type EnterpriseId, type Known } from '@jointly/kernel';
import { requiresMandate, requiresRole, consentOf, type KnowsAssociation } from '../../authority';
import { isMember, type EnterpriseState } from '../../enterprise/state';
import { evidenceSchema } from '../../evidence';
import { theEnterprise, withAssociation, withEnterprise } from '../../lookups';
import { enterpriseIdSchema, idSchema, record } from '../../schemas';
import { mostMembers } from '../bounds';
import { enterpriseStream } from '../../streams';
import { isInvited, type PurchaseRule } from '../rules';
import { declineReasonSchema } from '../schemas';
import { purchaseCommand } from './purchase-command';

/** Every event names each enterprise looked up as its authority, so the number multiplies with itself. */
const atOnce = 50;

const invitation = record({
  purchaseId: idSchema,
  enterpriseIds: Type.Array(enterpriseIdSchema, { minItems: 1, maxItems: atOnce, uniqueItems: true }),
});

interface Enterprises {
  readonly enterpriseIds: readonly EnterpriseId[];
}
type KnowsEnterprises = KnowsAssociation & Readonly<Record<`enterprise:${string}`, Known<EnterpriseState>>>;

const areMembers: PurchaseRule<Enterprises, KnowsEnterprises> = (_purchase, { data }, known) => {
  const stranger = data.enterpriseIds.findIndex((id) => !isMember(known[`enterprise:${id}`]!.state));
  return stranger < 0
    ? undefined
    : refusal(
        'NOT_A_MEMBER',
        'Only members can be invited. Leave this enterprise out, or admit it first.',
        `enterpriseIds.${stranger}`,
      );
};

const areNotTooMany: PurchaseRule<Enterprises> = ({ invitations }, { data }) =>
  invitations.size + data.enterpriseIds.filter((id) => !invitations.has(id)).length <= mostMembers
    ? undefined
    : refusal(
        'TOO_MANY_INVITED',
        `A purchase takes ${mostMembers} members at most. Open another one for the others.`,
        'enterpriseIds',
      );

const canStillJoin: PurchaseRule<unknown> = ({ commitmentsClosed }) =>
  commitmentsClosed ? refusal('COMMITMENTS_CLOSED', 'Nobody can join this purchase any more.') : undefined;

/** Those who are invited already are passed over. */
export const InviteEnterprises = purchaseCommand({
  type: 'InviteEnterprises',
  schema: invitation,
  lookups: ({
    association,
    data,
  }): { readonly [Name in keyof KnowsEnterprises]: ReturnType<typeof enterpriseStream> } => ({
    ...withAssociation({ association, data }),
    ...Object.fromEntries(data.enterpriseIds.map((id) => [`enterprise:${id}`, enterpriseStream(association, id)])),
  }),
  allowed: [requiresRole('COORDINATOR', 'CDA')],
  rules: [canStillJoin, areMembers, areNotTooMany],
  decide: ({ data: { purchaseId, enterpriseIds } }, { invitations }) =>
    accept(
      ...enterpriseIds
        .filter((id) => !invitations.has(id))
        .map((enterpriseId) => ({ type: 'EnterpriseInvited' as const, data: { purchaseId, enterpriseId } })),
    ),
});

const decline = record({
  purchaseId: idSchema,
  enterpriseId: enterpriseIdSchema,
  reason: declineReasonSchema,
  evidence: Type.Optional(evidenceSchema),
});

const hasNothingStanding: PurchaseRule<{ readonly enterpriseId: EnterpriseId }> = (purchase, { data }) =>
  purchase.demands.has(data.enterpriseId) || purchase.commitments.has(data.enterpriseId)
    ? refusal('DEMAND_STANDS', 'The enterprise takes part already. Withdraw its demand or commitment first.')
    : undefined;

export const DeclineInvitation = purchaseCommand({
  type: 'DeclineInvitation',
  schema: decline,
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('COMMIT')],
  rules: [isInvited, canStillJoin, hasNothingStanding],
  decide: (command, _purchase, known) => {
    const { purchaseId, enterpriseId, reason } = command.data;
    const consent = consentOf(command, known, 'COMMIT');
    return accept({ type: 'InvitationDeclined', data: { purchaseId, enterpriseId, reason, consent } });
  },
});
