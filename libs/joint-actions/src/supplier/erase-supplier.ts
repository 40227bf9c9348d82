import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, refusal, type Policy } from '@jointly/kernel';
import { accountIsSettled, noSuchSupplier, requiresRole, type KnowsAccount, type KnowsAssociation } from '../authority';
import { erasureReasonSchema } from '../erasure';
import { idSchema, record } from '../schemas';
import { accountStream, associationStream, supplierStream } from '../streams';
import type { SupplierEvent } from './events';
import type { SupplierState } from './state';

const input = record({ supplierId: idSchema, reason: erasureReasonSchema });
type Input = Static<typeof input>;
type Lookups = KnowsAssociation & KnowsAccount;

const isDealtWithNoMore: Policy<Input, SupplierState, Lookups> = (_command, { status }) => {
  switch (status) {
    case 'ABSENT':
      return noSuchSupplier;
    case 'ACTIVE':
      return refusal(
        'SUPPLIER_ACTIVE',
        'This supplier is still dealt with. Deactivate it first, then erase.',
        'supplierId',
      );
    case 'INACTIVE':
    case 'ERASED':
      return undefined;
  }
};

/** Records the erasure; whoever dispatched it destroys the supplier's key afterwards, as often as it takes. */
export const EraseSupplier = defineCommand<Input, SupplierState, Lookups, SupplierEvent>({
  type: 'EraseSupplier',
  stream: ({ association, data }) => supplierStream(association, data.supplierId),
  lookups: ({ association, data }) => ({
    association: associationStream(association),
    account: accountStream(association, data.supplierId),
  }),
  input,
  policies: [requiresRole('COORDINATOR'), isDealtWithNoMore, accountIsSettled],
  decide: ({ data }, { status }) => (status === 'ERASED' ? accept() : accept({ type: 'SupplierErased', data })),
});
