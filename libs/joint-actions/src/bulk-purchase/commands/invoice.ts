import { Type, type Static } from '@sinclair/typebox';
import { accept, days, Decimal, later, newId, refusal, sumMoney, type CommandId, type Money } from '@jointly/kernel';
import { awaitsPayment, isPaidInPart } from '../../account/state';
import {
  notCda,
  noSuchSupplier,
  requiresRole,
  type KnowsAccount,
  type KnowsAssociation,
  type KnowsSupplier,
  type PolicyOn,
} from '../../authority';
import { evidenceSchema } from '../../evidence';
import { existing } from '../../existing';
import { entry } from '../../entry';
import { withSupplier } from '../../lookups';
import { idSchema, instantSchema, nameSchema, reasonSchema, record } from '../../schemas';
import { accountStream, associationStream } from '../../streams';
import { amountRefusal } from '../bounds';
import { firstNo } from '../../first-no';
import { positiveAmountRefusal, type PurchaseRule } from '../rules';
import { invoiceLineSchema } from '../schemas';
import { purchaseCommand } from './purchase-command';

const { lineId: _, ...line } = invoiceLineSchema.properties;

const invoice = record({
  purchaseId: idSchema,
  supplierId: idSchema,
  number: nameSchema,
  lines: Type.Array(record(line), { minItems: 1, maxItems: 50 }),
  /** By the association's rules where the invoice names none. */
  dueAt: Type.Optional(instantSchema),
  evidence: evidenceSchema,
});
interface Invoiced {
  readonly supplierId: string;
  readonly number: string;
  readonly lines: readonly { readonly amount: Money }[];
}

export const newInvoiceId = (command: CommandId): string => newId('invoice', command);

const isOrdered: PurchaseRule<unknown> = ({ order }) =>
  order ? undefined : refusal('NOT_ORDERED', 'Nothing has been ordered yet, so nothing can be invoiced.');

/** Also one that is inactive by now: what was bought from it still has to be paid. */
const supplierIsKnown: PurchaseRule<unknown, KnowsSupplier> = (_purchase, _command, { supplier }) =>
  supplier.state.status === 'ABSENT' ? noSuchSupplier : undefined;

const isNew: PurchaseRule<Invoiced> = ({ invoices }, { data }) =>
  invoices.some(({ supplierId, number, voided }) => !voided && supplierId === data.supplierId && number === data.number)
    ? refusal('INVOICE_RECORDED', 'This supplier’s invoice of that number is recorded already.', 'number')
    : undefined;

const hasAmounts: PurchaseRule<Invoiced> = (purchase, { data }) =>
  firstNo(
    ...data.lines.map(
      ({ amount }, index) =>
        () =>
          positiveAmountRefusal(purchase, amount, `lines.${index}.amount`),
    ),
  );

/** With every other invoice that counts in the purchase. */
const isWithinBounds: PurchaseRule<Invoiced> = ({ invoices }, { data }) => {
  const others = [...invoices.values()].filter(({ voided }) => !voided);
  const amounts = [...data.lines.map(({ amount }) => amount), ...others.map(({ total }) => total)];
  return amountRefusal(Decimal.sum(0, ...amounts.map(({ minor }) => minor)), 'lines');
};

const mayRecordInvoices: readonly PolicyOn<KnowsAssociation & KnowsSupplier>[] = [requiresRole('TREASURER'), notCda];

export const RecordInvoice = purchaseCommand({
  type: 'RecordInvoice',
  schema: invoice,
  lookups: withSupplier,
  allowed: mayRecordInvoices,
  rules: [isOrdered, supplierIsKnown, isNew, hasAmounts, isWithinBounds],
  decide: ({ id, now, data }, { currency }, { association }) => {
    const { paymentDueDays } = existing(association.state).rules;
    const lines = data.lines.map((each, index) => ({ lineId: `line_${index + 1}`, ...each }));
    const total = sumMoney(
      lines.map(({ amount }) => amount),
      currency,
    );
    const dueAt = data.dueAt ?? later(now, days(paymentDueDays));
    return accept({ type: 'InvoiceRecorded', data: { ...data, invoiceId: newInvoiceId(id), lines, total, dueAt } });
  },
});

const voiding = record({ purchaseId: idSchema, invoiceId: idSchema, supplierId: idSchema, reason: reasonSchema });
type Voiding = Static<typeof voiding>;

const isOfSupplier: PurchaseRule<Voiding> = ({ invoices }, { data }) => {
  const invoice = invoices.get(data.invoiceId);
  if (!invoice)
    return refusal('INVOICE_NOT_FOUND', 'There is no such invoice in this purchase. Check its id.', 'invoiceId');
  return invoice.supplierId === data.supplierId
    ? undefined
    : refusal('INVOICE_NOT_FOUND', 'This supplier has no such invoice here. Check the supplier.', 'supplierId');
};

const stands: PurchaseRule<Voiding> = ({ invoices }, { data }) => {
  const invoice = entry(invoices, data.invoiceId);
  if (invoice.voided) return refusal('INVOICE_VOIDED', 'This invoice is voided already.', 'invoiceId');
  return invoice.allocationId
    ? refusal(
        'ALREADY_ALLOCATED',
        'Members were charged for this invoice, so it can’t be voided any more.',
        'invoiceId',
      )
    : undefined;
};

/** Else what was paid would stay with the supplier, and the corrected invoice be paid in full once more. */
const isUnpaid: PurchaseRule<Voiding, KnowsAccount> = (_purchase, { data }, { account }) => {
  if (isPaidInPart(account.state, data.invoiceId))
    return refusal('INVOICE_PAID', 'A paid invoice stands. Settle the difference with the supplier.', 'invoiceId');
  return awaitsPayment(account.state, data.invoiceId)
    ? refusal('INVOICE_PAID', 'A payment that may be for this invoice is entered. Reject it first.', 'invoiceId')
    : undefined;
};

/** For a wrong invoice; the corrected one is recorded anew, under the same number if it has it. */
export const VoidInvoice = purchaseCommand<typeof voiding, KnowsAssociation & KnowsAccount>({
  type: 'VoidInvoice',
  schema: voiding,
  lookups: ({ association, data }) => ({
    association: associationStream(association),
    account: accountStream(association, data.supplierId),
  }),
  allowed: [requiresRole('TREASURER'), notCda],
  rules: [isOfSupplier, stands, isUnpaid],
  decide: ({ data }, { invoices }) =>
    accept({ type: 'InvoiceVoided', data: { ...data, total: entry(invoices, data.invoiceId).total } }),
});
