import { documents, type Writers } from '@jointly/projections';
import type { ActionDocument, ParticipantDocument, PurchaseDocument } from './documents';

export const tables = {
  actions: documents<ActionDocument, 'since' | 'phase' | 'cluster'>({
    columns: { since: ({ since }) => since, phase: ({ phase }) => phase, cluster: ({ clusterId }) => clusterId },
    indexes: [['association', 'since']],
  }),
  purchases: documents<PurchaseDocument>({ columns: {}, indexes: [] }),
  participants: documents<ParticipantDocument, 'purchase' | 'enterprise' | 'since'>({
    columns: {
      purchase: ({ purchaseId }) => purchaseId,
      enterprise: ({ enterpriseId }) => enterpriseId,
      since: ({ since }) => since,
    },
    indexes: [
      ['association', 'purchase', 'since'],
      ['association', 'enterprise', 'since'],
    ],
  }),
};

export type ActionBoardTables = Writers<typeof tables>;
