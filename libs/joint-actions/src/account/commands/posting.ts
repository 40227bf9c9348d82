import { Type, type Static } from '@sinclair/typebox';
import { accept, defineCommand, moneySchema, money, refusal, type Policy } from '@jointly/kernel';
import type { KnowsAssociation } from '../../authority';
import { existing } from '../../existing';
import { withAssociation } from '../../lookups';
import { enterpriseIdSchema, idSchema, instantSchema, record } from '../../schemas';
import { accountStream } from '../../streams';
import { systemOnly } from '../../system-only';
import { actionSchema, type AccountEvent, type EntryLine, type Party } from '../events';
import { clearing, creditFor, expense, payableTo, receivable, transfer } from '../lines';
import { creditOf, type AccountState } from '../state';

/** Nothing is posted that moves nothing. */
export const isPositive: Policy<{ readonly amount: { readonly minor: number } }, unknown, unknown> = ({ data }) =>
  data.amount.minor > 0 ? undefined : refusal('AMOUNT_NOT_POSITIVE', 'Post an amount above zero.', 'amount');

/** Whether a charge, an invoice, a cost or a credit of that id is there already. */
export const isPosted = (state: AccountState, id: string): boolean => state.status === 'OPEN' && state.posted.has(id);

const charge = record({
  enterpriseId: enterpriseIdSchema,
  chargeId: idSchema,
  action: actionSchema,
  amount: moneySchema,
  dueAt: instantSchema,
});
type Charge = Static<typeof charge>;

/** What follows from an allocation. A charge that is there is not posted again; a credit is set against a new one. */
export const PostCharge = defineCommand<Charge, AccountState, KnowsAssociation, AccountEvent>({
  type: 'PostCharge',
  stream: ({ association, data }) => accountStream(association, data.enterpriseId),
  lookups: withAssociation,
  input: charge,
  policies: [systemOnly, isPositive],
  decide: ({ data: { enterpriseId, ...posted } }, state, { association }) => {
    if (isPosted(state, posted.chargeId)) return accept();
    const { graceDays, paymentReference } = existing(association.state).rules;
    const party: Party = { kind: 'MEMBER', id: enterpriseId };
    const lines = transfer(receivable(party), clearing(posted.action), posted.amount);
    return accept<AccountEvent>(
      { type: 'ChargePosted', data: { party, ...posted, graceDays, reference: paymentReference, lines } },
      ...creditApplied(state, party, posted),
    );
  },
});

function creditApplied(
  state: AccountState,
  party: Party,
  { chargeId, action, amount }: Omit<Charge, 'enterpriseId'>,
): AccountEvent[] {
  const minor = state.status === 'OPEN' ? Math.min(creditOf(state).minor, amount.minor) : 0;
  if (minor === 0) return [];
  const part = money(minor, amount.currency);
  const application = { obligationId: chargeId, action, amount: part, settles: minor === amount.minor };
  const lines = transfer(creditFor(party), receivable(party), part);
  return [{ type: 'CreditApplied', data: { party, applications: [application], lines } }];
}

const invoice = record({
  supplierId: idSchema,
  invoiceId: idSchema,
  action: actionSchema,
  amount: moneySchema,
  dueAt: instantSchema,
});

export const PostSupplierInvoice = defineCommand<
  Static<typeof invoice>,
  AccountState,
  Record<never, never>,
  AccountEvent
>({
  type: 'PostSupplierInvoice',
  stream: ({ association, data }) => accountStream(association, data.supplierId),
  input: invoice,
  policies: [systemOnly, isPositive],
  decide: ({ data: { supplierId, ...posted } }, state) => {
    if (isPosted(state, posted.invoiceId)) return accept();
    const party: Party = { kind: 'SUPPLIER', id: supplierId };
    const lines = transfer(clearing(posted.action), payableTo(party), posted.amount);
    return accept({ type: 'SupplierInvoicePosted', data: { party, ...posted, lines } });
  },
});

const reversal = record({ supplierId: idSchema, invoiceId: idSchema, action: actionSchema, amount: moneySchema });

/** What follows from voiding an invoice. One that is not there, or is reversed already, is left alone. */
export const ReverseSupplierInvoice = defineCommand<
  Static<typeof reversal>,
  AccountState,
  Record<never, never>,
  AccountEvent
>({
  type: 'ReverseSupplierInvoice',
  stream: ({ association, data }) => accountStream(association, data.supplierId),
  input: reversal,
  policies: [systemOnly],
  decide: ({ data: { supplierId, ...reversed } }, state) => {
    if (!isPosted(state, reversed.invoiceId) || existing(state).reversed.has(reversed.invoiceId)) return accept();
    const party: Party = { kind: 'SUPPLIER', id: supplierId };
    const lines = transfer(payableTo(party), clearing(reversed.action), reversed.amount);
    return accept({ type: 'SupplierInvoiceReversed', data: { party, ...reversed, lines } });
  },
});

const cost = record({
  costId: idSchema,
  action: actionSchema,
  amount: moneySchema,
  /** Paid out of the association's own, for the action to make good; otherwise borne in place of its members. */
  advanced: Type.Optional(Type.Literal(true)),
});

/** The id of the association's own account, beside those of its members and suppliers. */
export const associationAccount = 'association';

type Cost = Static<typeof cost>;

const own: Party = { kind: 'ASSOCIATION', id: associationAccount };

const costLines = ({ action, amount, advanced }: Cost): EntryLine[] => {
  const [borne, shared] = [expense(action), clearing(action)];
  return advanced ? transfer(shared, borne, amount) : transfer(borne, shared, amount);
};

export const PostAssociationCost = defineCommand<Cost, AccountState, Record<never, never>, AccountEvent>({
  type: 'PostAssociationCost',
  stream: ({ association }) => accountStream(association, associationAccount),
  input: cost,
  policies: [systemOnly, isPositive],
  decide: ({ data }, state) => {
    if (isPosted(state, data.costId)) return accept();
    return accept({ type: 'AssociationCostPosted', data: { party: own, ...data, lines: costLines(data) } });
  },
});

/** What follows from voiding a cost. One that is not there, or is reversed already, is left alone. */
export const ReverseAssociationCost = defineCommand<Cost, AccountState, Record<never, never>, AccountEvent>({
  type: 'ReverseAssociationCost',
  stream: ({ association }) => accountStream(association, associationAccount),
  input: cost,
  policies: [systemOnly],
  decide: ({ data }, state) => {
    if (!isPosted(state, data.costId) || existing(state).reversed.has(data.costId)) return accept();
    const lines = costLines(data).map(({ account, minor }) => ({ account, minor: -minor }));
    return accept({ type: 'AssociationCostReversed', data: { party: own, ...data, lines } });
  },
});
