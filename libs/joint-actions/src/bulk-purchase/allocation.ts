import {
  currencyDigits,
  Decimal,
  money,
  quantityOf,
  quantityToDecimal,
  subtractMoney,
  sumMoney,
  type EnterpriseId,
  type Money,
  type Quantity,
} from '@jointly/kernel';
import { entry } from '../entry';
import { priceTimes } from '../price';
import type { AllocatedLine } from './schemas';
import { shareCost, weightBy, type Parts } from './sharing';
import type { Purchase } from './state';

export interface MemberAllocation {
  readonly enterpriseId: EnterpriseId;
  readonly acceptedQuantity: Quantity;
  readonly lines: AllocatedLine[];
  /** Above the member's maximum price: not charged. */
  readonly relief: Money;
  readonly amount: Money;
}

/** Σ members' amounts + what the association bears = the invoices' total, to the minor unit. */
export interface Allocation {
  readonly invoiceIds: string[];
  readonly total: Money;
  readonly members: readonly MemberAllocation[];
  readonly borneByAssociation: Money;
}

export const unallocated = ({ invoices }: Purchase): string[] => [
  ...invoices.filter(({ allocationId }) => allocationId === undefined).keys(),
];

/** Who gets what of the accepted goods; members who get nothing bear nothing. */
const parts = ({ accepted }: Purchase): Parts => new Map(accepted?.filter(({ value }) => value !== '0'));

/** What these invoices come to for each member; every invoice not allocated yet where none is named. */
export function allocationOf(purchase: Purchase, chosen: readonly string[] = unallocated(purchase)): Allocation {
  const takers = parts(purchase);
  const lines = new Map<EnterpriseId, AllocatedLine[]>([...takers.keys()].map((id) => [id, []]));
  for (const invoiceId of chosen)
    for (const [id, line] of invoiceLines(purchase, invoiceId, takers)) lines.get(id)!.push(line);
  const members = [...takers].map(([id, quantity]) => memberAllocation(purchase, id, quantity, lines.get(id)!));
  return {
    invoiceIds: [...chosen],
    total: sumMoney(
      chosen.map((id) => entry(purchase.invoices, id).total),
      purchase.currency,
    ),
    members,
    borneByAssociation: sumMoney(
      members.map(({ relief }) => relief),
      purchase.currency,
    ),
  };
}

function* invoiceLines(purchase: Purchase, invoiceId: string, takers: Parts): Generator<[EnterpriseId, AllocatedLine]> {
  for (const { lineId, kind, amount: lineAmount } of entry(purchase.invoices, invoiceId).lines) {
    const method = purchase.terms.allocation[kind];
    const weights = new Map([...takers].map(([id, quantity]) => [id, weightBy(method, quantity)]));
    const totalWeight = text(Decimal.sum(0, ...weights.values()));
    const shares = shareCost(purchase, { line: `${invoiceId}/${lineId}`, kind, amount: lineAmount }, takers);
    const driver = method === 'EQUAL' ? ('MEMBER' as const) : ('ACCEPTED_QUANTITY' as const);
    const line = { invoiceId, lineId, kind, method, driver, totalWeight, lineAmount };
    for (const [id, weight] of weights) yield [id, { ...line, weight: text(weight), amount: shares.get(id)! }];
  }
}

const text = (weight: Decimal): string => quantityOf(weight, '').value;

/** The promise of a commitment: over all allocations, no member is charged above its maximum price times what it got. */
function memberAllocation(
  purchase: Purchase,
  enterpriseId: EnterpriseId,
  acceptedQuantity: Quantity,
  lines: AllocatedLine[],
): MemberAllocation {
  const cost = sumMoney(
    lines.map(({ amount }) => amount),
    purchase.currency,
  );
  const charged = purchase.memberCosts.get(enterpriseId)?.charged ?? money(0, purchase.currency);
  const room = subtractMoney(mostFor(purchase, enterpriseId, acceptedQuantity), charged);
  const excess = subtractMoney(cost, room);
  const relief = excess.minor > 0 ? excess : money(0, purchase.currency);
  return { enterpriseId, acceptedQuantity, lines, relief, amount: subtractMoney(cost, relief) };
}

/** Rounded down: half a coin above the maximum is above it. */
function mostFor(purchase: Purchase, enterprise: EnterpriseId, accepted: Quantity): Money {
  const { maximumLandedUnitPrice } = entry(purchase.commitments, enterprise);
  const most = priceTimes(maximumLandedUnitPrice, quantityToDecimal(accepted));
  const minor = most.times(new Decimal(10).pow(currencyDigits(purchase.currency))).floor();
  return money(minor.toNumber(), purchase.currency);
}
