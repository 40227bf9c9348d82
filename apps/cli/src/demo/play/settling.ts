import { Decimal } from '@jointly/kernel';
import { Refused } from '../../client/graphql-client';
import { together } from '../actor';
import { paper } from '../evidence';
import { afterDays } from '../clock';
import { chargeOf, contractOf, eventually, supplierInvoiceOf, type Charge } from './questions';
import { birr, kilograms, responding, type PurchaseInPlay } from './purchase';

/** From the confirmation to the closing: ordered, delivered, inspected, invoiced, shared, paid. */
export async function settle(play: PurchaseInPlay): Promise<void> {
  const { cast, clock, plan, purchaseId } = play;
  const { coordinator } = cast.by;
  await coordinator.do('confirmPurchase', { purchaseId });
  await coordinator.do('placeSupplyOrder', { purchaseId });
  const contract = await contractOf(play);
  const accepted = await receive(play, new Decimal(contract.quantity));
  await clock.pass(2);
  await invoice(play, accepted.times(contract.unitPrice));
  const charges = await together(responding(play), (member) => chargeOf(play, member));
  await clock.pass(12);
  await paySupplier(play);
  await collect(play, charges, (place) => !plan.late.has(place));
  for (const [place, daysLate] of [...plan.late].sort(([, a], [, b]) => a - b)) {
    await clock.passTo(afterDays(charges[place]!.dueAt, daysLate));
    await collect(play, charges, (candidate) => candidate === place);
  }
  await close(play);
}

/** The purchase hears of the last payment a moment after it was confirmed. */
const close = ({ cast, plan, purchaseId }: PurchaseInPlay): Promise<true> =>
  eventually(`${plan.title} can't be closed`, async () => {
    try {
      await cast.by.coordinator.do('closeBulkPurchase', { purchaseId });
      return true;
    } catch (error) {
      if (error instanceof Refused && error.errors[0]?.code === 'CHARGES_OUTSTANDING') return undefined;
      throw error;
    }
  });

/** One delivery after another, a week apart. Returns what was accepted, in kg. */
async function receive({ plan, cast, clock, purchaseId }: PurchaseInPlay, ordered: Decimal): Promise<Decimal> {
  const { coordinator, inspector } = cast.by;
  let accepted = new Decimal(0);
  for (const { share, rejected, remark } of plan.deliveries) {
    await clock.pass(7);
    const quantity = ordered.times(share).toDecimalPlaces(0);
    const delivery = { purchaseId, quantity: kilograms(quantity.toFixed()) };
    const { deliveryId } = await coordinator.do<{ deliveryId: string }>('recordDelivery', delivery, 'deliveryId');
    const good = quantity.minus(rejected);
    accepted = accepted.plus(good);
    await inspector.do('inspectDelivery', {
      purchaseId,
      deliveryId,
      accepted: kilograms(good.toFixed()),
      rejected: kilograms(String(rejected)),
      ...(remark && { rejectionReason: 'DAMAGED', remark }),
    });
  }
  if (accepted.lt(ordered)) await coordinator.do('declareDeliveryComplete', { purchaseId });
  return accepted;
}

/** The supplier's invoice for what was accepted and for the freight, and each member's part of it. */
async function invoice({ plan, cast, clock, purchaseId }: PurchaseInPlay, goods: Decimal): Promise<void> {
  const { treasurer } = cast.by;
  await treasurer.do('recordInvoice', {
    purchaseId,
    supplierId: cast.suppliers[plan.supplier],
    number: `${plan.supplier.toUpperCase()}-${clock.now.slice(0, 10)}`,
    lines: [
      { kind: 'GOODS', amount: birr(goods.toFixed(2)) },
      { kind: 'FREIGHT', amount: birr(plan.freight) },
    ],
    evidence: paper(`Invoice, ${plan.title}`),
  });
  await treasurer.do('allocateCosts', { purchaseId });
}

/** Members bring what they owe: the cashier enters each payment, the treasurer confirms it. */
async function collect(
  play: PurchaseInPlay,
  charges: readonly Charge[],
  pays: (place: number) => boolean,
): Promise<void> {
  const { cast, clock, plan, step } = play;
  const { cashier, treasurer } = cast.by;
  await together(responding(play), async ({ enterpriseId, name }, place) => {
    if (!pays(place)) return;
    const party = { kind: 'MEMBER', id: enterpriseId };
    const { id: obligationId, amount } = charges[place]!;
    const payment = { party, amount, obligationId, paidAt: clock.now, reference: `${plan.title}, ${name}` };
    const { paymentId } = await cashier.do<{ paymentId: string }>('enterPayment', payment, 'paymentId');
    await treasurer.do('confirmPayment', { party, paymentId });
    step();
  });
}

/** The association pays the supplier what it invoiced; that takes two people as well. */
async function paySupplier(play: PurchaseInPlay): Promise<void> {
  const { cast, clock, plan } = play;
  const { cashier, treasurer } = cast.by;
  const party = { kind: 'SUPPLIER', id: cast.suppliers[plan.supplier] };
  const { id: obligationId, open: amount } = await supplierInvoiceOf(play);
  const payment = { party, amount, obligationId, paidAt: clock.now, reference: plan.title };
  const { paymentId } = await cashier.do<{ paymentId: string }>('enterPayment', payment, 'paymentId');
  await treasurer.do('confirmPayment', { party, paymentId });
}
