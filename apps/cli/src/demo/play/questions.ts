import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../failure';
import type { Member } from '../founding';
import type { PurchaseInPlay } from './purchase';

/** What a member owes for the purchase. */
export interface Charge {
  readonly id: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly dueAt: string;
}

/** What was ordered, in kg and birr per kg. */
export interface Contract {
  readonly quantity: string;
  readonly unitPrice: string;
}

const contract = `query Contract($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
  bulkPurchase(associationId: $associationId, id: $id, atLeast: $atLeast) {
    confirmation { quantity { value } unitPrice { amount } }
  }
}`;

export async function contractOf({ cast, purchaseId }: PurchaseInPlay): Promise<Contract> {
  const { bulkPurchase } = await cast.by.coordinator.ask<{
    bulkPurchase: { confirmation: { quantity: { value: string }; unitPrice: { amount: string } } };
  }>(contract, { id: purchaseId });
  const { quantity, unitPrice } = bulkPurchase.confirmation;
  return { quantity: quantity.value, unitPrice: unitPrice.amount };
}

export const ownCharges = `query Obligations($associationId: ID!, $atLeast: ConsistencyToken) {
  myObligations(associationId: $associationId, atLeast: $atLeast) {
    id
    actionId
    amount { amount currency }
    open { amount currency }
    dueAt
  }
}`;

export interface OwnCharge extends Charge {
  /** What of it is neither paid nor credited. */
  readonly open: Charge['amount'];
  readonly actionId: string;
}

/** Charges follow the allocation by themselves, a moment later. */
export const chargeOf = ({ purchaseId }: PurchaseInPlay, { by, name }: Member): Promise<Charge> =>
  eventually(`${name} is not charged`, async () => {
    const { myObligations } = await by.ask<{ myObligations: OwnCharge[] }>(ownCharges);
    return myObligations.find(({ actionId }) => actionId === purchaseId);
  });

const owedTo = `query OwedTo($associationId: ID!, $supplierId: ID!, $atLeast: ConsistencyToken) {
  obligations(associationId: $associationId, partyId: $supplierId, settled: false, first: 100, atLeast: $atLeast) {
    nodes {
      id
      actionId
      open { amount currency }
    }
  }
}`;

interface Owed {
  readonly id: string;
  readonly actionId: string;
  readonly open: { readonly amount: string; readonly currency: string };
}

/** What the association owes the supplier for the purchase. */
export const supplierInvoiceOf = ({ cast, plan, purchaseId }: PurchaseInPlay): Promise<Owed> =>
  eventually(`${plan.supplier} is owed nothing`, async () => {
    const supplierId = cast.suppliers[plan.supplier];
    const { obligations } = await cast.by.treasurer.ask<{ obligations: { nodes: Owed[] } }>(owedTo, { supplierId });
    return obligations.nodes.find(({ actionId }) => actionId === purchaseId);
  });

/** Asks until there is an answer. @throws Failure after half a minute without one */
export async function eventually<Answer>(otherwise: string, ask: () => Promise<Answer | undefined>): Promise<Answer> {
  const giveUp = Date.now() + 30_000;
  while (Date.now() < giveUp) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pause(50);
  }
  throw new Failure(`The demonstration can't go on: ${otherwise}.`);
}
