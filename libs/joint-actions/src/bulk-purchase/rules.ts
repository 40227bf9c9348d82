import {
  money,
  quantityToDecimal,
  refusal,
  type Command,
  type EnterpriseId,
  type Money,
  type Policy,
  type Quantity,
  type Refusal,
} from '@jointly/kernel';
import type { UnitPrice } from '../price';
import type { Tier } from './schemas';
import type { BulkPurchaseState, Purchase } from './state';

/** A rule that asks about the purchase itself. */
export type PurchaseRule<Data, Lookups = unknown> = (
  purchase: Purchase,
  command: Command<Data>,
  known: Lookups,
) => Refusal | undefined;

/** As a policy: a purchase that was never opened is refused by all of them alike. */
export const onPurchase =
  <Data, Lookups>(rule: PurchaseRule<Data, Lookups>): Policy<Data, BulkPurchaseState, Lookups> =>
  (command, state, known) =>
    state.status === 'ABSENT' ? notFound : rule(state, command, known);

const notFound = refusal(
  'PURCHASE_NOT_FOUND',
  'There is no such purchase in this association. Check its id.',
  'purchaseId',
);

export const isUnderway: PurchaseRule<unknown> = ({ status }) => {
  switch (status) {
    case 'UNDERWAY':
      return undefined;
    case 'FAILED':
    case 'CANCELLED':
    case 'CLOSED':
      return refusal('PURCHASE_IS_OVER', `This purchase is ${status.toLowerCase()}: nothing more can be done in it.`);
  }
};

export const demandIsOpen: PurchaseRule<unknown> = ({ demandClosed }) =>
  demandClosed ? refusal('DEMAND_CLOSED', 'Demand is closed. Wait for the award and commit then.') : undefined;

export const isInvited: PurchaseRule<{ readonly enterpriseId: EnterpriseId }> = ({ invitations }, { data }) =>
  invitations.has(data.enterpriseId)
    ? undefined
    : refusal('NOT_INVITED', 'The enterprise is not invited to this purchase. Ask a coordinator.', 'enterpriseId');

/** Consent is to the terms as they are, not as they were. */
export const consentsToTermsInForce: PurchaseRule<{ readonly termsVersion: number }> = ({ termsVersion }, { data }) =>
  data.termsVersion === termsVersion
    ? undefined
    : refusal(
        'STALE_TERMS',
        `The terms are at version ${termsVersion}. Read them and consent to that version.`,
        'termsVersion',
      );

/** A decision on all members is told member by member; what builds on it waits until all are told. */
export const everyShareIsTold: PurchaseRule<unknown> = ({ sharing }) =>
  sharing
    ? refusal('SHARES_ARE_BEING_TOLD', 'The members’ shares are still being recorded. Try again in a moment.')
    : undefined;

/** Whoever gave a member's word in the purchase judges nothing in it. */
export const isNotOwnMatter: PurchaseRule<unknown> = ({ delegates }, { actor }) =>
  delegates.has(actor)
    ? refusal('OWN_MATTER', 'You act for a member in this purchase. Somebody who does not has to judge this.')
    : undefined;

/** Commitments are taken from the award's approval until they are closed by confirmation or by their deadline. */
export const commitmentsAreOpen: PurchaseRule<unknown> = ({ award, commitmentsClosed }) => {
  if (award?.approvalsOutstanding !== 0)
    return refusal('NOT_AWARDED', 'There is no approved award yet, so no price to commit to. Wait for it.');
  if (!commitmentsClosed) return undefined;
  return refusal('COMMITMENTS_CLOSED', 'The cut-off for commitments and their withdrawal has passed.');
};

/** Why this is no quantity of the purchase's item. */
export function quantityRefusal(
  { item }: Pick<Purchase, 'item'>,
  quantity: Quantity | undefined,
  field: string,
  { zero = false } = {},
): Refusal | undefined {
  if (!quantity) return undefined;
  if (quantity.unit !== item.unit)
    return refusal(
      'WRONG_UNIT',
      `This purchase is measured in ${item.unit}. Give the quantity in ${item.unit}.`,
      field,
    );
  const value = quantityToDecimal(quantity);
  if (value.isZero() && !zero) return refusal('QUANTITY_NOT_POSITIVE', 'Give a quantity above zero.', field);
  if (value.decimalPlaces() <= item.unitDecimals) return undefined;
  return refusal('QUANTITY_TOO_FINE', `A quantity of this item has at most ${item.unitDecimals} decimals.`, field);
}

/** Why this price or amount is not one of the purchase. */
export function currencyRefusal(
  { currency }: Pick<Purchase, 'currency'>,
  amount: UnitPrice | Money | undefined,
  field: string,
): Refusal | undefined {
  if (!amount || amount.currency === currency) return undefined;
  return refusal('WRONG_CURRENCY', `This purchase is in ${currency}. Give the amount in ${currency}.`, field);
}

export function positiveAmountRefusal(
  purchase: Pick<Purchase, 'currency'>,
  amount: Money,
  field: string,
): Refusal | undefined {
  if (amount.minor <= 0) return refusal('AMOUNT_NOT_POSITIVE', 'Give an amount above zero.', field);
  return currencyRefusal(purchase, amount, field);
}

/** Tiers ascend, each starts above the one before, all in the purchase's currency and decimals. */
export function scheduleRefusal(purchase: Purchase, tiers: readonly Tier[], field: string): Refusal | undefined {
  for (const [index, { from, unitPrice }] of tiers.entries()) {
    const at = `${field}.${index}`;
    const before = tiers[index - 1];
    const quantity = { value: from, unit: purchase.item.unit };
    const no =
      quantityRefusal(purchase, quantity, `${at}.from`, { zero: true }) ??
      currencyRefusal(purchase, unitPrice, `${at}.unitPrice`);
    if (no) return no;
    if (before && quantityToDecimal(quantity).lte(before.from))
      return refusal(
        'TIERS_NOT_ASCENDING',
        'Each tier starts at a larger quantity than the one before. Sort them.',
        at,
      );
  }
  return undefined;
}

export const nothing = ({ currency }: Pick<Purchase, 'currency'>): Money => money(0, currency);
