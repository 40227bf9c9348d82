import { Type, type Static } from '@sinclair/typebox';
import { accept, defineCommand, type Policy } from '@jointly/kernel';
import { noSuchSupplier, requiresRole, type KnowsAssociation } from '../authority';
import { idSchema, reasonSchema, record } from '../schemas';
import { associationStream, supplierStream } from '../streams';
import type { SupplierEvent } from './events';
import type { SupplierState } from './state';

const input = record({ supplierId: idSchema, reason: Type.Optional(reasonSchema) });
type Input = Static<typeof input>;

const isRegistered: Policy<Input, SupplierState, KnowsAssociation> = (_command, { status }) =>
  status === 'ABSENT' ? noSuchSupplier : undefined;

export const DeactivateSupplier = defineCommand<Input, SupplierState, KnowsAssociation, SupplierEvent>({
  type: 'DeactivateSupplier',
  stream: ({ association, data }) => supplierStream(association, data.supplierId),
  lookups: ({ association }) => ({ association: associationStream(association) }),
  input,
  policies: [requiresRole('COORDINATOR'), isRegistered],
  decide: ({ data }, { status }) => (status === 'ACTIVE' ? accept({ type: 'SupplierDeactivated', data }) : accept()),
});
