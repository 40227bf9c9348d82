import type { AssociationId, EnterpriseId } from '@jointly/kernel';
import { associationStream, enterpriseStream, supplierStream } from './streams';

/** The streams that most commands look up, under the names that the policies in `authority` know. */

interface Asked<Data> {
  readonly association: AssociationId;
  readonly data: Data;
}

export const withAssociation = ({ association }: Asked<unknown>) => ({ association: associationStream(association) });

export const withEnterprise = ({ association, data }: Asked<{ readonly enterpriseId: EnterpriseId }>) => ({
  association: associationStream(association),
  enterprise: enterpriseStream(association, data.enterpriseId),
});

export const withSupplier = ({ association, data }: Asked<{ readonly supplierId: string }>) => ({
  association: associationStream(association),
  supplier: supplierStream(association, data.supplierId),
});

/** For whom a delegate, or a coordinator with a signed paper, gives its word. */
export const theEnterprise = ({ data }: Pick<Asked<{ readonly enterpriseId: EnterpriseId }>, 'data'>): EnterpriseId =>
  data.enterpriseId;
