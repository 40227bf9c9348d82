import { Type } from '@sinclair/typebox';
import { defineEvent, personal, type EventOf } from '@jointly/kernel';
import { erasureReasonSchema } from '../erasure';
import { idSchema, nameSchema, reasonSchema, record } from '../schemas';

export const SupplierRegistered = defineEvent({
  type: 'SupplierRegistered',
  description: 'A supplier was entered among the outside parties that the association buys from.',
  schema: record({ supplierId: idSchema, name: personal(nameSchema, 'supplierId') }),
});

export const SupplierDeactivated = defineEvent({
  type: 'SupplierDeactivated',
  description: 'The association stopped buying from a supplier; running purchases go on.',
  schema: record({ supplierId: idSchema, reason: Type.Optional(personal(reasonSchema, 'supplierId')) }),
});

export const SupplierErased = defineEvent({
  type: 'SupplierErased',
  description:
    'The supplier’s sealed data was given up: its key is destroyed, what was bought from it stays under its id.',
  schema: record({ supplierId: idSchema, reason: erasureReasonSchema }),
});

export const supplierEvents = [SupplierRegistered, SupplierDeactivated, SupplierErased];

export type SupplierEvent = EventOf<(typeof supplierEvents)[number]>;
