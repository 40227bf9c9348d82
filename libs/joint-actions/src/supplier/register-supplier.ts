import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, newId, type CommandId } from '@jointly/kernel';
import { requiresRole, type KnowsAssociation } from '../authority';
import { nameSchema, record } from '../schemas';
import { associationStream, supplierStream } from '../streams';
import type { SupplierEvent } from './events';
import type { SupplierState } from './state';

const input = record({ name: nameSchema });
type Input = Static<typeof input>;

/** The id of the supplier that this command registers. */
export const newSupplierId = (command: CommandId): string => newId('supplier', command);

export const RegisterSupplier = defineCommand<Input, SupplierState, KnowsAssociation, SupplierEvent>({
  type: 'RegisterSupplier',
  stream: ({ association, id }) => supplierStream(association, newSupplierId(id)),
  lookups: ({ association }) => ({ association: associationStream(association) }),
  input,
  policies: [requiresRole('COORDINATOR')],
  // The id comes from the command: a supplier that is there already was registered by this very command.
  decide: ({ id, data }, { status }) =>
    status === 'ABSENT'
      ? accept({ type: 'SupplierRegistered', data: { supplierId: newSupplierId(id), ...data } })
      : accept(),
});
