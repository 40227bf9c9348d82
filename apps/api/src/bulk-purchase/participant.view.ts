import type { ParticipantDocument } from '@jointly/read-models';
import { moneyObject } from '../graphql/money.graphql';
import type { DeclineReason } from './enums.graphql';
import type { Allocation, Commitment, Participant } from './participant.graphql';

/** One member's part, for eyes that may see it; what all members come to together only where those may be seen too. */
export const participantView = (part: ParticipantDocument, name: string | null, seesTotals: boolean): Participant => ({
  enterpriseId: part.enterpriseId,
  enterpriseName: name,
  invited: part.invited,
  response: part.response,
  declineReason: part.declineReason as keyof typeof DeclineReason | null,
  demand: part.demand,
  commitment: part.commitment && commitmentView(part.commitment),
  confirmedCost: part.share && moneyObject(part.share.cost),
  acceptedQuantity: part.acceptedQuantity,
  allocations: part.allocations.map((allocation) => allocationView(allocation, seesTotals)),
});

const commitmentView = (commitment: NonNullable<ParticipantDocument['commitment']>): Commitment => ({
  quantity: commitment.quantity,
  maximumLandedUnitPrice: commitment.maximumLandedUnitPrice,
  estimatedCost: moneyObject(commitment.estimatedCost),
  termsVersion: commitment.termsVersion,
  status: commitment.status,
});

const allocationView = (allocation: ParticipantDocument['allocations'][number], seesTotals: boolean): Allocation => ({
  id: allocation.allocationId,
  chargeId: allocation.chargeId,
  acceptedQuantity: allocation.acceptedQuantity,
  lines: allocation.lines.map(({ lineAmount, totalWeight, amount, ...line }) => ({
    ...line,
    totalWeight: seesTotals ? totalWeight : null,
    lineAmount: seesTotals ? moneyObject(lineAmount) : null,
    amount: moneyObject(amount),
  })),
  relief: moneyObject(allocation.relief),
  amount: moneyObject(allocation.amount),
  dueAt: allocation.dueAt,
  settled: allocation.settled,
});
