import { ConfirmPayment, EnterPayment, RejectPayment, type OpenAccount } from '../account';
import { secondTreasurer, supplierId, treasurer } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { VoidInvoice } from './commands';

const supplier = { kind: 'SUPPLIER' as const, id: supplierId };

const voids = (story: PurchaseStory, invoiceId: string, of = supplierId) =>
  story.tries(VoidInvoice, { invoiceId, supplierId: of, reason: 'The freight is in it twice.' }, treasurer).refusal;

/** Enters what was paid to the supplier. */
function enters(story: PurchaseStory, minor: number, obligationId?: string): string {
  const meant = obligationId !== undefined && { obligationId };
  const payment = { party: supplier, amount: story.money(minor), paidAt: story.world.now, reference: 'Transfer 9' };
  const { events } = story.elsewhere(EnterPayment, { ...payment, ...meant });
  return (events.at(-1)!.data as { paymentId: string }).paymentId;
}

const confirms = (story: PurchaseStory, paymentId: string) =>
  story.elsewhere(ConfirmPayment, { party: supplier, paymentId }, secondTreasurer).refusal?.code;

function invoiced(): { story: PurchaseStory; invoiceId: string } {
  const story = new PurchaseStory().order();
  return { story, invoiceId: story.invoice([{ kind: 'GOODS', minor: 1000_00 }]) };
}

describe('an invoice to be voided', () => {
  it('is one of the supplier that is named', () => {
    const { story, invoiceId } = invoiced();
    expect(voids(story, invoiceId, 'supplier_other')).toMatchObject({ code: 'INVOICE_NOT_FOUND', field: 'supplierId' });
  });

  it.each([1000_00, 1])('stands once %d of it is paid, so that nothing is paid twice', (minor) => {
    const { story, invoiceId } = invoiced();
    expect(confirms(story, enters(story, minor))).toBeUndefined();
    expect(voids(story, invoiceId)?.code).toBe('INVOICE_PAID');
    const { balances } = story.account(supplierId) as OpenAccount;
    expect([balances.get('bank'), balances.get(`payable:${supplierId}`)]).toEqual([-minor, minor - 1000_00]);
  });

  it.each(['that may be for it', 'for it'])('waits for a payment %s to be rejected', (purpose) => {
    const { story, invoiceId } = invoiced();
    const paymentId = enters(story, 1000_00, purpose === 'for it' ? invoiceId : undefined);
    expect(voids(story, invoiceId)?.code).toBe('INVOICE_PAID');
    story.elsewhere(RejectPayment, { party: supplier, paymentId, reason: 'Wrong invoice.' }, secondTreasurer);
    expect(voids(story, invoiceId)).toBeUndefined();
  });

  it('is not kept by what is paid for another one', () => {
    const { story, invoiceId } = invoiced();
    const other = story.invoice([{ kind: 'FREIGHT', minor: 200_00 }], 'A-2');
    const first = enters(story, 100_00, other);
    expect(confirms(story, first)).toBeUndefined();
    const second = enters(story, 100_00, other);
    expect(voids(story, invoiceId)).toBeUndefined();
    expect(confirms(story, second)).toBeUndefined();
    const { balances, owed } = story.account(supplierId) as OpenAccount;
    expect([owed, balances.get(`payable:${supplierId}`)]).toEqual([[], 0]);
  });
});

it('what was voided leaves room for the corrected invoice in what a purchase takes', () => {
  const story = new PurchaseStory().order();
  const wrong = story.invoice([{ kind: 'GOODS', minor: 6e13 }]);
  expect(voids(story, wrong)).toBeUndefined();
  story.invoice([{ kind: 'GOODS', minor: 6e13 }]);
  expect(() => story.invoice([{ kind: 'FREIGHT', minor: 6e13 }], 'A-2')).toThrow('AMOUNT_TOO_LARGE');
});
