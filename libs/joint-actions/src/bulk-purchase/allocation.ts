import {
  allocate,
  Decimal,
  quantityOf,
  quantityToDecimal,
  subtractMoney,
  sumMoney,
  type EnterpriseId,
  type Money,
  type Quantity,
} from '@jointly/kernel';
import { entry } from '../entry';
import { atMost } from '../price';
import { exactly } from './bounds';
import { byId } from './pricing';
import type { AllocatedLine, AllocationMethod } from './schemas';
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
  /** Σ members' relief. */
  readonly relief: Money;
  /** The relief, the surplus's part, and everything where nothing was accepted. */
  readonly borneByAssociation: Money;
}

type Takers = ReadonlyMap<EnterpriseId, Quantity>;

export const unallocated = ({ invoices }: Purchase): string[] => [
  ...invoices.filter(({ allocationId, voided }) => allocationId === undefined && !voided).keys(),
];

/** Who gets what of the accepted goods; members who get nothing bear nothing. */
const takersOf = ({ accepted }: Purchase): Takers =>
  new Map(byId(accepted?.filter(({ value }) => value !== '0') ?? []));

/** What these invoices come to for each member; every invoice not allocated yet where none is named. */
export function allocationOf(purchase: Purchase, chosen: readonly string[] = unallocated(purchase)): Allocation {
  const { currency } = purchase;
  const takers = takersOf(purchase);
  const lines = new Map<EnterpriseId, AllocatedLine[]>([...takers.keys()].map((id) => [id, []]));
  if (takers.size > 0)
    for (const invoiceId of chosen)
      for (const [id, line] of invoiceLines(purchase, invoiceId, takers)) lines.get(id)!.push(line);
  const members = [...takers].map(([id, quantity]) => memberAllocation(purchase, id, quantity, lines.get(id)!));
  const sum = (amounts: Money[]): Money => sumMoney(amounts, currency);
  const total = sum(chosen.map((id) => entry(purchase.invoices, id).total));
  const charged = sum(members.map(({ amount }) => amount));
  const relief = sum(members.map((member) => member.relief));
  return { invoiceIds: [...chosen], total, members, relief, borneByAssociation: subtractMoney(total, charged) };
}

function* invoiceLines(
  purchase: Purchase,
  invoiceId: string,
  takers: Takers,
): Generator<[EnterpriseId, AllocatedLine]> {
  const { purchaseId: action, terms, surplus } = purchase;
  for (const { lineId, kind, amount: lineAmount } of entry(purchase.invoices, invoiceId).lines) {
    const method = terms.allocation[kind];
    const weights = new Map<string, Decimal>([...takers].map(([id, quantity]) => [id, weightBy(method, quantity)]));
    // The association takes the surplus by the terms' rule, and its part of what goes by quantity; it is no member.
    if (surplus && method !== 'EQUAL') weights.set(theAssociation, quantityToDecimal(surplus));
    const shares = allocate(
      lineAmount,
      [...weights].map(([id, weight]) => ({ id, weight })),
      { action, line: `${invoiceId}/${lineId}` },
    );
    const driver = method === 'EQUAL' ? ('MEMBER' as const) : ('ACCEPTED_QUANTITY' as const);
    const totalWeight = text(Decimal.sum(0, ...weights.values()));
    const line = { invoiceId, lineId, kind, method, driver, totalWeight, lineAmount };
    for (const id of takers.keys()) yield [id, { ...line, weight: text(weights.get(id)!), amount: shares.get(id)! }];
  }
}

const theAssociation = 'association';

/** By what a method measures a member's part. */
const weightBy = (method: AllocationMethod, quantity: Quantity): Decimal =>
  method === 'EQUAL' ? new Decimal(1) : quantityToDecimal(quantity);

const text = (weight: Decimal): string => quantityOf(weight, '').value;

/** The promise of a commitment: over all allocations, no member is charged above its maximum price times what it got. */
function memberAllocation(
  purchase: Purchase,
  enterpriseId: EnterpriseId,
  acceptedQuantity: Quantity,
  lines: AllocatedLine[],
): MemberAllocation {
  const { currency, commitments, memberCosts } = purchase;
  const cost = sumMoney(
    lines.map(({ amount }) => amount),
    currency,
  );
  const most = atMost(entry(commitments, enterpriseId).maximumLandedUnitPrice, acceptedQuantity);
  const room = most.minus(memberCosts.get(enterpriseId)?.charged.minor ?? 0);
  // The smaller one first: a maximum price may be beyond all reason, what is charged never is.
  const amount = exactly(Decimal.max(0, Decimal.min(room, cost.minor)), purchase);
  return { enterpriseId, acceptedQuantity, lines, relief: subtractMoney(cost, amount), amount };
}
