import { money, type Instant } from '@jointly/kernel';
import {
  accounts,
  directory,
  standingOf,
  type ObligationDocument,
  type PaymentDocument,
  type StatementLine as Line,
} from '@jointly/read-models';
import type { Connection } from '../graphql/connection.graphql';
import { moneyObject } from '../graphql/money.graphql';
import { Fault, notFound } from '../http/fault';
import { connectionOf, pageRequest } from '../reading/paging';
import { defineQuery } from '../reading/queries';
import type { ReadModels } from '../reading/read-models';
import type { Obligation, Payment, StatementLine } from './account.graphql';
import type { PaymentStatus, StatementEntryType } from './enums.graphql';

interface Paged {
  readonly first: number;
  readonly after?: string | null;
}
type OfParty = Paged & { readonly partyId: string };

const reads = [accounts.name];

/** Line by line. For the member itself and for those who keep the books. @throws Fault NOT_FOUND */
export const memberStatement = defineQuery({
  type: 'MemberStatement',
  reads,
  answer: async (viewer, args: OfParty, models): Promise<Connection<StatementLine>> => {
    if (!(await viewer.sees(args.partyId))) throw notFound('account');
    return connectionOf(await models.accounts.statement(viewer.association, args.partyId, pageRequest(args)), lineView);
  },
});

/** What one party owes and has paid. @throws Fault NOT_FOUND */
export const obligations = defineQuery({
  type: 'Obligations',
  reads,
  answer: async (
    viewer,
    args: OfParty & { readonly settled?: boolean | null },
    models,
  ): Promise<Connection<Obligation>> => {
    if (!(await viewer.sees(args.partyId))) throw notFound('account');
    const only = typeof args.settled === 'boolean' ? { settled: args.settled } : {};
    const page = await models.accounts.obligations(viewer.association, args.partyId, pageRequest(args), only);
    return connectionOf(page, (obligation) => obligationView(obligation, models.clock.now()));
  },
});

const mostOwn = 100;

/** What the enterprises that the viewer acts for owe, by what is due first. */
export const myObligations = defineQuery({
  type: 'MyObligations',
  reads: [accounts.name, directory.name],
  answer: async (viewer, _args: object, models): Promise<Obligation[]> => {
    const own = await viewer.ownEnterprises(models.directory);
    const pages = await Promise.all(
      own.map((party) =>
        models.accounts.obligations(viewer.association, party, { first: mostOwn }, { settled: false }),
      ),
    );
    const now = models.clock.now();
    return pages
      .flatMap(({ entries }) => entries.map((obligation) => obligationView(obligation, now)))
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
  },
});

/** Such as those that wait for a second person. @throws Fault FORBIDDEN */
export const payments = defineQuery({
  type: 'Payments',
  reads,
  answer: async (
    viewer,
    args: Paged & { readonly partyId?: string | null; readonly status?: keyof typeof PaymentStatus | null },
    models,
  ): Promise<Connection<Payment>> => {
    const { partyId, status } = args;
    if (!viewer.seesMembers && !(partyId && (await viewer.actsFor(partyId))))
      throw new Fault('FORBIDDEN', 'Payments are for those who keep the books. Name an enterprise that you act for.');
    const only = { ...(partyId && { party: partyId }), ...(status && { status }) };
    return connectionOf(await models.accounts.payments(viewer.association, pageRequest(args), only), (payment) =>
      paymentView(payment, models),
    );
  },
});

const lineView = ({ at, type, reference, actionId, minor, balance, currency }: Line): StatementLine => ({
  at,
  type: type as keyof typeof StatementEntryType,
  reference,
  actionId,
  amount: moneyObject(money(minor, currency)),
  balance: moneyObject(money(balance, currency)),
});

const obligationView = (obligation: ObligationDocument, now: Instant): Obligation => ({
  id: obligation.obligationId,
  kind: obligation.kind,
  partyId: obligation.party.id,
  actionId: obligation.action.id,
  amount: moneyObject(obligation.amount),
  open: moneyObject(obligation.open),
  dueAt: obligation.dueAt,
  standing: standingOf(obligation, now),
  settledAt: obligation.settledAt,
  lapsedAt: obligation.lapsedAt,
});

const paymentView = (payment: PaymentDocument, models: ReadModels): Payment => ({
  id: payment.paymentId,
  partyId: payment.party.id,
  direction: payment.direction,
  amount: moneyObject(payment.amount),
  paidAt: payment.paidAt,
  reference: models.name(payment.reference),
  status: payment.status,
  enteredById: payment.enteredBy,
  decidedById: payment.decidedBy,
  reason: models.name(payment.reason),
});

export const accountQueries = [memberStatement, obligations, myObligations, payments];
