import { type EnterpriseId } from '@jointly/kernel';
import { bulkPurchaseStream, quote, quoteRefusal, type BulkPurchaseState } from '@jointly/joint-actions';
import { actionBoard, directory, type ParticipantDocument } from '@jointly/read-models';
import type { Connection } from '../graphql/connection.graphql';
import { moneyObject } from '../graphql/money.graphql';
import { Fault, notFound } from '../http/fault';
import { opened } from '../reading/opened';
import { connectionOf, pageRequest } from '../reading/paging';
import { defineQuery } from '../reading/queries';
import type { ReadModels } from '../reading/read-models';
import type { Viewer } from '../reading/viewer';
import type { BulkPurchaseObject } from './bulk-purchase.graphql';
import { purchaseView } from './bulk-purchase.view';
import type { BulkPurchasePhase } from './enums.graphql';
import type { Participant } from './participant.graphql';
import { participantView } from './participant.view';
import type { Quote } from './quote.graphql';

interface Paged {
  readonly first: number;
  readonly after?: string | null;
}
interface ListAsked extends Paged {
  readonly clusterId?: string | null;
  readonly phase?: keyof typeof BulkPurchasePhase | null;
}

const reads = [actionBoard.name];

const seesTotals = (viewer: Viewer): boolean => viewer.seesTotals || viewer.isOpenlyDisclosed;

/** The newest first. One answer serves everybody with the same view until the read model moves on. */
export const bulkPurchases = defineQuery({
  type: 'BulkPurchases',
  reads,
  answer: async (viewer, args: ListAsked, models): Promise<Connection<BulkPurchaseObject>> => {
    const { association } = viewer;
    const totals = seesTotals(viewer);
    const question = `view ${association} ${totals} ${args.first} ${args.after ?? ''} ${args.clusterId ?? ''} ${args.phase ?? ''}`;
    return models.cache.answer(actionBoard.name, question, async () => {
      const { clusterId, phase } = args;
      const only = { ...(clusterId && { clusterId }), ...(phase && { phase }) };
      const page = await models.actionBoard.actions(association, pageRequest(args), only);
      return connectionOf(page, (action) => purchaseView(association, action, totals));
    });
  },
});

/** Null where there is none: a mutation's payload shows it so. */
export const writtenPurchase = defineQuery({
  type: 'WrittenPurchase',
  reads,
  answer: async (viewer, { id }: { readonly id: string }, models): Promise<BulkPurchaseObject | null> => {
    const action = await models.actionBoard.action(viewer.association, id);
    return action ? purchaseView(viewer.association, action, seesTotals(viewer)) : null;
  },
});

/** @throws Fault NOT_FOUND */
export const bulkPurchase = defineQuery({
  type: 'BulkPurchase',
  reads,
  answer: async (viewer, args: { readonly id: string }, models): Promise<BulkPurchaseObject> => {
    const found = await writtenPurchase.answer(viewer, args, models);
    if (!found) throw notFound('bulk purchase');
    return found;
  },
});

/** What a purchase consists of beside its members' parts; totals are left out for who may not see them. */
export const purchaseDetails = defineQuery({
  type: 'PurchaseDetails',
  reads,
  answer: async (viewer, { id }: { readonly id: string }, models) => {
    const purchase = await models.actionBoard.purchase(viewer.association, id);
    if (!purchase) throw notFound('bulk purchase');
    return { purchase: opened(purchase, models.name), seesTotals: seesTotals(viewer) };
  },
});

/** Everybody's parts for who may see them; for others the parts of the enterprises they act for. */
export const participants = defineQuery({
  type: 'Participants',
  reads: [actionBoard.name, directory.name],
  answer: async (viewer, args: Paged & { readonly id: string }, models): Promise<Connection<Participant>> => {
    const all = viewer.seesMembers || viewer.isOpenlyDisclosed;
    const page = all
      ? await models.actionBoard.participants(viewer.association, args.id, pageRequest(args))
      : { entries: await ownParts(viewer, args.id, models), hasNextPage: false };
    const names = await namesOf(viewer, page.entries, models);
    return connectionOf(page, (part) =>
      participantView(part, names.get(part.enterpriseId) ?? null, seesTotals(viewer)),
    );
  },
});

async function ownParts(viewer: Viewer, purchase: string, models: ReadModels): Promise<ParticipantDocument[]> {
  const { association } = viewer;
  const own = await viewer.ownEnterprises(models.directory);
  const parts = await Promise.all(
    own.map((enterprise) => models.actionBoard.participant(association, purchase, enterprise)),
  );
  return parts.filter((part) => part !== undefined);
}

async function namesOf(viewer: Viewer, parts: readonly ParticipantDocument[], { directory, name }: ReadModels) {
  const ids = [...new Set(parts.map(({ enterpriseId }) => enterpriseId))];
  const enterprises = await directory.enterprisesById(viewer.association, ids);
  return new Map(enterprises.map((enterprise) => [enterprise.enterpriseId, name(enterprise.name)]));
}

interface QuoteAsked {
  readonly purchaseId: string;
  readonly enterpriseId: string;
  readonly quantity: string;
}

/** From the purchase's present state, since it is about what a decision would be taken on. */
export const whatWillIPay = defineQuery({
  type: 'WhatWillIPay',
  reads,
  answer: async (viewer, { purchaseId, enterpriseId, quantity }: QuoteAsked, models): Promise<Quote | null> => {
    if (!(await viewer.sees(enterpriseId))) throw notFound('enterprise');
    const { state } = await models.load<BulkPurchaseState>(bulkPurchaseStream(viewer.association, purchaseId));
    if (state.status === 'ABSENT') throw notFound('bulk purchase');
    if (state.status !== 'UNDERWAY')
      throw new Fault('BAD_USER_INPUT', 'This purchase is over.', 200, { field: 'purchaseId' });
    const enterprise = enterpriseId as EnterpriseId;
    const asked = { value: quantity, unit: state.item.unit };
    const no = quoteRefusal(state, asked);
    if (no) throw new Fault('BAD_USER_INPUT', no.message, 200, { field: no.field, reason: no.code });
    const found = quote(state, enterprise, asked, { banded: !seesTotals(viewer) });
    return found ? quoteView(found, state.currency, seesTotals(viewer)) : null;
  },
});

type Found = NonNullable<ReturnType<typeof quote>>;

function quoteView(found: Found, currency: string, totals: boolean): Quote {
  const landed = ({ unitPrice, total }: Found['present']) => ({
    unitPrice: { amount: unitPrice, currency },
    total: moneyObject(total),
  });
  const { atNextTier, threshold } = found;
  return {
    offerId: found.offerId,
    awarded: found.awarded,
    quantity: found.quantity,
    basis: found.basis,
    present: landed(found.present),
    atNextTier: atNextTier ? { ...landed(atNextTier), gap: totals ? atNextTier.gap : null } : null,
    oneUnitMore: landed(found.oneUnitMore),
    threshold: {
      met: threshold.met,
      quantityGap: totals ? threshold.quantityGap : null,
      membersGap: totals ? threshold.membersGap : null,
    },
  };
}

export const purchaseQueries = [
  bulkPurchases,
  writtenPurchase,
  bulkPurchase,
  purchaseDetails,
  participants,
  whatWillIPay,
];
