import { money, type EnterpriseId, type Happened, type Instant, type Money } from '@jointly/kernel';
import type { AccountEvent, Action } from '../account/events';
import { reactingTo, settledCharges, type Reaction } from '../settlement/consequences';
import { usageCharge } from './billing';
import type { SharedAssetEvent, SharedAssetHappened } from './events';
import { runCost } from './runs';

/**
 * Between shared assets and accounts, as a table of reactions without a memory: what use, fees, contributions and runs
 * cost becomes charges, what is given back credits, what the asset costs payables, reversed where it is voided; contributions that are paid are
 * told.
 */
export const assetSettlementProcess = reactingTo('asset-settlement', (event) =>
  reactions(event as Happened<SharedAssetEvent | AccountEvent>),
);

function reactions(event: Happened<SharedAssetEvent | AccountEvent>): readonly Reaction[] {
  switch (event.type) {
    case 'UsageBilled':
    case 'BookingFeeCharged':
      return charged(event.data, event.data.bookingId);
    case 'UsageBillCorrected':
      return adjusted(event.data);
    case 'RunCompleted': {
      const { runId, at, cost: amount, ...run } = event.data;
      const cost = { ...run, costId: runCost(runId), amount, incurredAt: at };
      return amount.minor === 0 ? [] : [incurred(cost, runId)];
    }
    case 'BookingFeeWaived': {
      const { assetId, bookingId, enterpriseId, chargeId: corrects, creditId, amount } = event.data;
      return [credit({ enterpriseId, creditId, action: asset(assetId, bookingId), corrects, amount })];
    }
    case 'RunCostShared':
      return charged(event.data, event.data.runId);
    case 'ContributionCalled':
      return charged(event.data);
    case 'SurplusShared': {
      const { assetId, enterpriseId, creditId, amount } = event.data;
      return amount.minor === 0 ? [] : [credit({ enterpriseId, creditId, action: asset(assetId), amount })];
    }
    case 'AssetCostRecorded':
      return event.data.amount.minor === 0 ? [] : [incurred(event.data)];
    case 'AssetCostVoided':
      return event.data.amount.minor === 0 ? [] : [voided(event.data)];
    case 'CreditApplied':
    case 'PaymentConfirmed':
      return settledCharges(event, kind).flatMap(({ action, obligationId }) => contributed(action, obligationId));
    default:
      return [];
  }
}

const kind = 'sharedAsset';
const asset = (id: string, part?: string): Action => ({ kind, id, ...(part !== undefined && { part }) });

interface Chargeable {
  readonly assetId: string;
  readonly enterpriseId: EnterpriseId;
  readonly chargeId: string;
  readonly amount: Money;
  readonly dueAt: Instant;
}

const charged = ({ assetId, enterpriseId, chargeId, amount, dueAt }: Chargeable, part?: string): Reaction[] =>
  amount.minor === 0
    ? []
    : [{ type: 'PostCharge', data: { enterpriseId, chargeId, action: asset(assetId, part), amount, dueAt } }];

const credit = (data: Reaction['data']): Reaction => ({ type: 'PostCredit', data });

/** What the corrected reading adds is a charge of its own; what it takes away is given back. */
function adjusted(data: SharedAssetHappened<'UsageBillCorrected'>['data']): Reaction[] {
  const { assetId, enterpriseId, bookingId, adjustmentId, difference } = data;
  if (difference.minor >= 0) return charged({ ...data, chargeId: adjustmentId, amount: difference }, bookingId);
  const amount = money(-difference.minor, difference.currency);
  const of = { action: asset(assetId, bookingId), corrects: usageCharge(bookingId) };
  return [credit({ enterpriseId, creditId: adjustmentId, ...of, amount })];
}

type Cost = Pick<
  SharedAssetHappened<'AssetCostRecorded'>['data'],
  'assetId' | 'costId' | 'supplierId' | 'amount' | 'incurredAt' | 'dueAt'
>;

/** Owed to a supplier, or advanced by the association until use makes it good. */
function incurred(
  { assetId, costId, supplierId, amount, incurredAt, dueAt = incurredAt }: Cost,
  part?: string,
): Reaction {
  const action = asset(assetId, part);
  return supplierId === undefined
    ? { type: 'PostAssociationCost', data: { costId, action, amount, advanced: true } }
    : { type: 'PostSupplierInvoice', data: { supplierId, invoiceId: costId, action, amount, dueAt } };
}

function voided({ assetId, costId, supplierId, amount }: SharedAssetHappened<'AssetCostVoided'>['data']): Reaction {
  const action = asset(assetId);
  return supplierId === undefined
    ? { type: 'ReverseAssociationCost', data: { costId, action, amount, advanced: true } }
    : { type: 'ReverseSupplierInvoice', data: { supplierId, invoiceId: costId, action, amount } };
}

/** Charges of a booking or a run name it; those that name nothing are contributions. */
const contributed = ({ id, part }: Action, chargeId: string): Reaction[] =>
  part === undefined ? [{ type: 'RecordContributionReceived', data: { assetId: id, chargeId } }] : [];
