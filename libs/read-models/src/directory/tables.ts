import { documents, type Writers } from '@jointly/projections';
import type {
  AssociationDocument,
  ClusterDocument,
  EnterpriseDocument,
  MandateDocument,
  PersonDocument,
  SupplierDocument,
} from './documents';

export const tables = {
  associations: documents<AssociationDocument>({ columns: {}, indexes: [] }),
  clusters: documents<ClusterDocument, 'since'>({
    columns: { since: ({ since }) => since },
    indexes: [['association', 'since']],
  }),
  enterprises: documents<EnterpriseDocument, 'since' | 'membership' | 'cluster'>({
    columns: {
      since: ({ since }) => since,
      membership: ({ membership }) => membership,
      cluster: ({ clusterId }) => clusterId,
    },
    indexes: [
      ['association', 'since'],
      ['association', 'cluster', 'since'],
    ],
  }),
  mandates: documents<MandateDocument, 'enterprise' | 'person'>({
    columns: { enterprise: ({ enterpriseId }) => enterpriseId, person: ({ personId }) => personId },
    indexes: [
      ['association', 'person'],
      ['association', 'enterprise'],
    ],
  }),
  suppliers: documents<SupplierDocument, 'since'>({
    columns: { since: ({ since }) => since },
    indexes: [['association', 'since']],
  }),
  persons: documents<PersonDocument>({ columns: {}, indexes: [] }),
};

export type DirectoryTables = Writers<typeof tables>;
