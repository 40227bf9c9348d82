import { Type } from '@sinclair/typebox';
import { accept, days, Decimal, later, newId, refusal, sumMoney, type CommandId, type Money } from '@jointly/kernel';
import {
  notCda,
  noSuchSupplier,
  requiresRole,
  type KnowsAssociation,
  type KnowsSupplier,
  type PolicyOn,
} from '../../authority';
import { evidenceSchema } from '../../evidence';
import { existing } from '../../existing';
import { entry } from '../../entry';
import { withAssociation, withSupplier } from '../../lookups';
import { idSchema, instantSchema, nameSchema, reasonSchema, record } from '../../schemas';
import { amountRefusal } from '../bounds';
import { firstNo, positiveAmountRefusal, type PurchaseRule } from '../rules';
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

/** With every other invoice of the purchase. */
const isWithinBounds: PurchaseRule<Invoiced> = ({ invoices }, { data }) => {
  const amounts = [...data.lines.map(({ amount }) => amount), ...[...invoices.values()].map(({ total }) => total)];
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

const isNotAllocated: PurchaseRule<{ readonly invoiceId: string }> = ({ invoices }, { data }) => {
  const invoice = invoices.get(data.invoiceId);
  if (!invoice)
    return refusal('INVOICE_NOT_FOUND', 'There is no such invoice in this purchase. Check its id.', 'invoiceId');
  if (invoice.voided) return refusal('INVOICE_VOIDED', 'This invoice is voided already.', 'invoiceId');
  return invoice.allocationId
    ? refusal(
        'ALREADY_ALLOCATED',
        'Members were charged for this invoice, so it can’t be voided any more.',
        'invoiceId',
      )
    : undefined;
};

/** For a wrong invoice; the corrected one is recorded anew, under the same number if it has it. */
export const VoidInvoice = purchaseCommand({
  type: 'VoidInvoice',
  schema: record({ purchaseId: idSchema, invoiceId: idSchema, reason: reasonSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('TREASURER'), notCda],
  rules: [isNotAllocated],
  decide: ({ data }, { invoices }) => {
    const { supplierId, total } = entry(invoices, data.invoiceId);
    return accept({ type: 'InvoiceVoided', data: { ...data, supplierId, total } });
  },
});
