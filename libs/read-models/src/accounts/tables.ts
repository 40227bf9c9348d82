import { documents, rows, type Writers } from '@jointly/projections';
import type { AccountDocument, ObligationDocument, PaymentDocument, StatementRow } from './documents';

export const tables = {
  accounts: documents<AccountDocument>({ columns: {}, indexes: [] }),
  statements: rows<StatementRow>({
    columns: ['party', 'at', 'type', 'reference', 'actionKind', 'actionId', 'minor', 'balance', 'currency'],
    indexes: [['association', 'party', 'sequence']],
  }),
  obligations: documents<ObligationDocument, 'party' | 'settled' | 'since' | 'action'>({
    columns: {
      party: ({ party }) => party.id,
      settled: ({ settledAt }) => (settledAt === null ? 0 : 1),
      since: ({ since }) => since,
      action: ({ action }) => action.id,
    },
    indexes: [
      ['association', 'party', 'settled', 'since'],
      ['association', 'action', 'since'],
    ],
  }),
  payments: documents<PaymentDocument, 'party' | 'status' | 'since'>({
    columns: { party: ({ party }) => party.id, status: ({ status }) => status, since: ({ since }) => since },
    indexes: [
      ['association', 'party', 'since'],
      ['association', 'status', 'since'],
    ],
  }),
};

export type AccountTables = Writers<typeof tables>;
