import { money, type EnterpriseId, type Money, type NewFact, type Quantity, type SavingStage } from '@jointly/kernel';
import { entry } from '../entry';
import { existing } from '../existing';
import { none, type FactTable } from '../fact-table';
import { amountAt } from '../price';
import { baselineClass } from './baseline';
import type { BulkPurchaseEvent, BulkPurchaseHappened } from './events';
import { addedTo } from './evolve/settlement';
import type { FrozenBaseline } from './schemas';
import type { BulkPurchaseState, Purchase } from './state';

/** What a bulk purchase tells the indicators. */
export const bulkPurchaseFacts: FactTable<BulkPurchaseState, BulkPurchaseEvent> = {
  BulkPurchaseOpened: none,
  TermsChanged: none,
  EnterpriseInvited: (_before, { data }) => [about(data, { fact: 'invited', enterprise: data.enterpriseId })],
  InvitationDeclined: (_before, { data }) => {
    const { enterpriseId: enterprise, reason } = data;
    return [about(data, { fact: 'responded', enterprise, response: 'DECLINED', reason })];
  },
  DemandRegistered: (before, event) => [...joined(before, event.data), intended(before, event)],
  DemandRevised: (before, event) => [intended(before, event)],
  DemandWithdrawn: (before, { data, eventId }) => {
    const { demands, item } = existing(before);
    const { statedBy } = entry(demands, data.enterpriseId);
    const quantity = { value: '0', unit: item.unit };
    const fact = { fact: 'intended' as const, enterprise: data.enterpriseId, quantity };
    return [about(data, { ...fact, id: intentOf(eventId), supersedes: intentOf(statedBy) })];
  },
  DemandClosed: none,
  BaselineDeclared: none,
  BaselineVerified: none,
  BaselineLocked: (_before, { data }) => {
    const { baselineId: baseline, basis } = data;
    return [about(data, { fact: 'baselineLocked', baseline, basis, class: baselineClass[basis] })];
  },
  OfferRecorded: none,
  OfferExpired: none,
  AwardProposed: none,
  AwardApproved: none,
  AwardRejected: none,
  CommitmentMade: committed,
  CommitmentWithdrawn: (before, { data, eventId }) => uncommitted(existing(before), data.enterpriseId, eventId),
  CommitmentReleased: (before, { data, eventId }) => uncommitted(existing(before), data.enterpriseId, eventId),
  CommitmentsClosed: none,
  PurchaseConfirmed: none,
  MemberShareConfirmed: (before, { data: { enterpriseId, quantity, cost } }) =>
    savings(existing(before), 'CONTRACTED', enterpriseId, quantity, cost),
  PurchaseFailed: (before) => calledOff(existing(before)),
  SupplyOrderPlaced: none,
  DeliveryRecorded: none,
  DeliveryInspected: none,
  DeliveryCompleted: none,
  // Nothing received is a result too: all that was contracted leaked away.
  MemberDeliveryShared: (before, { data: { enterpriseId, quantity } }) =>
    quantity.value === '0' ? noSavings(existing(before), enterpriseId, 'REALISED') : [],
  InvoiceRecorded: none,
  InvoiceVoided: none,
  CostsAllocated: tied,
  MemberCostAllocated: realised,
  ChargeSettlementRecorded: none,
  BulkPurchaseClosed: none,
  BulkPurchaseCancelled: (before) => calledOff(existing(before)),
};

type Untold<F> = F extends NewFact ? Omit<F, 'action'> : never;
interface OfPurchase {
  readonly purchaseId: string;
}

const about = ({ purchaseId }: OfPurchase, fact: Untold<NewFact>): NewFact => ({
  ...fact,
  action: { kind: 'bulkPurchase', id: purchaseId },
});

const intentOf = (event: string): string => `${event}/intended`;
const commitmentOf = (event: string): string => `${event}/committed`;

/** Answers an invitation once, however often the demand changes. */
function joined(before: BulkPurchaseState, data: OfPurchase & { readonly enterpriseId: EnterpriseId }): NewFact[] {
  const answered = existing(before).invitations.get(data.enterpriseId)?.response === 'JOINED';
  return answered ? [] : [about(data, { fact: 'responded', enterprise: data.enterpriseId, response: 'JOINED' })];
}

function intended(
  before: BulkPurchaseState,
  { data, eventId }: BulkPurchaseHappened<'DemandRegistered'> | BulkPurchaseHappened<'DemandRevised'>,
): NewFact {
  const earlier = existing(before).demands.get(data.enterpriseId);
  const { enterpriseId: enterprise, quantity } = data;
  const fact = { fact: 'intended' as const, enterprise, quantity, id: intentOf(eventId) };
  return about(data, earlier ? { ...fact, supersedes: intentOf(earlier.statedBy) } : fact);
}

function committed(before: BulkPurchaseState, { data, eventId }: BulkPurchaseHappened<'CommitmentMade'>): NewFact[] {
  const purchase = existing(before);
  const { enterpriseId: enterprise, quantity, baselines, estimatedCost } = data;
  const value = amountAt(data.maximumLandedUnitPrice, quantity);
  return [
    ...joined(before, data),
    about(data, { fact: 'committed', enterprise, quantity, value, binding: true, id: commitmentOf(eventId) }),
    about(data, { fact: 'exposure', enterprise, value, secured: money(0, value.currency) }),
    ...savingsBy(purchase, atDemand(baselines), 'ESTIMATED', enterprise, quantity, estimatedCost),
  ];
}

/** An estimate reads the prices alone at the quantity that was demanded. */
const atDemand = (baselines: readonly FrozenBaseline[]): FrozenBaseline[] =>
  baselines.map((baseline) => ({ ...baseline, unitPrice: baseline.atDemand }));

function uncommitted(purchase: Purchase, enterprise: EnterpriseId, event: string): NewFact[] {
  const { madeBy, quantity } = entry(purchase.commitments, enterprise);
  const none = money(0, purchase.currency);
  const binding = { fact: 'committed' as const, enterprise, quantity, value: none, binding: false };
  return [
    about(purchase, { ...binding, id: commitmentOf(event), supersedes: commitmentOf(madeBy) }),
    ...voided(purchase, enterprise),
  ];
}

/** Everybody stays known as having committed; nothing is at stake and nothing is saved any more. */
const calledOff = (purchase: Purchase): NewFact[] =>
  [...purchase.commitments.filter(({ released }) => !released).keys()].flatMap((enterprise) => [
    ...voided(purchase, enterprise),
    ...(purchase.confirmation?.shares.has(enterprise) ? noSavings(purchase, enterprise, 'CONTRACTED') : []),
  ]);

function voided(purchase: Purchase, enterprise: EnterpriseId): NewFact[] {
  const nothing = money(0, purchase.currency);
  return [
    about(purchase, { fact: 'exposure', enterprise, value: nothing, secured: nothing }),
    ...noSavings(purchase, enterprise, 'ESTIMATED'),
  ];
}

const noSavings = (purchase: Purchase, enterprise: EnterpriseId, stage: SavingStage): NewFact[] =>
  savings(purchase, stage, enterprise, { value: '0', unit: purchase.item.unit }, money(0, purchase.currency));

/** One hyperedge of all who bought together, when the first costs are shared. */
function tied(before: BulkPurchaseState, { data }: BulkPurchaseHappened<'CostsAllocated'>): NewFact[] {
  const { accepted, memberCosts } = existing(before);
  if (!accepted || !memberCosts.isEmpty()) return [];
  return [about(data, { fact: 'tie', parties: [...accepted.filter(({ value }) => value !== '0').keys()] })];
}

/**
 * Of all allocations so far, once the goods are among them: freight alone would make any baseline look good. Later
 * invoices restate it. What the association bears for the member is a cost of buying together all the same.
 */
function realised(before: BulkPurchaseState, { data }: BulkPurchaseHappened<'MemberCostAllocated'>): NewFact[] {
  const purchase = existing(before);
  const { cost, includesGoods } = addedTo(purchase, data);
  if (!includesGoods) return [];
  return savings(purchase, 'REALISED', data.enterpriseId, data.acceptedQuantity, cost);
}

/** Against every baseline, at the price it was read at when the member committed. */
const savings = (
  purchase: Purchase,
  stage: SavingStage,
  enterprise: EnterpriseId,
  quantity: Quantity,
  jointCost: Money,
): NewFact[] => {
  const { baselines } = entry(purchase.commitments, enterprise);
  return savingsBy(purchase, baselines, stage, enterprise, quantity, jointCost);
};

const savingsBy = (
  purchase: Purchase,
  baselines: readonly FrozenBaseline[],
  stage: SavingStage,
  enterprise: EnterpriseId,
  quantity: Quantity,
  jointCost: Money,
): NewFact[] =>
  baselines.map(({ baselineId, unitPrice }) => {
    const { basis } = entry(purchase.baselines, baselineId);
    const against = { baseline: baselineId, basis, class: baselineClass[basis] };
    const baselineCost = amountAt(unitPrice, quantity);
    return about(purchase, { fact: 'saving', stage, enterprise, ...against, quantity, baselineCost, jointCost });
  });
