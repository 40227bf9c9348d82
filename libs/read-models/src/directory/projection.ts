import { defineProjection, type Recorded } from '@jointly/projections';
import { foldAssociation, type AssociationFold } from './association';
import { foldEnterprise, type EnterpriseFold } from './enterprise';
import { foldPerson, type PersonFold } from './person';
import { tables } from './tables';

type DirectoryEvent = AssociationFold | EnterpriseFold | PersonFold;

/** Who and what there is: associations with their rules and roles, clusters, enterprises, mandates, suppliers, persons. */
export const directory = defineProjection({
  name: 'directory',
  version: 1,
  follows: ['association', 'cluster', 'enterprise', 'supplier', 'person'],
  tables,
  fold(event: Recorded<DirectoryEvent>, into) {
    switch (event.type) {
      case 'AssociationFounded':
      case 'RulesChanged':
      case 'RoleGranted':
      case 'RoleRevoked':
      case 'ClusterCreated':
      case 'ClusterStageChanged':
        return foldAssociation(event, into);
      case 'EnterpriseRegistered':
      case 'MemberAdmitted':
      case 'MembershipEnded':
      case 'DelegateAppointed':
      case 'MandateEnded':
      case 'EnterpriseErased':
        return foldEnterprise(event, into);
      case 'SupplierRegistered':
      case 'SupplierDeactivated':
      case 'SupplierErased':
      case 'PersonRegistered':
      case 'PersonErased':
        return foldPerson(event, into);
    }
  },
});
