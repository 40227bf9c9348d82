import { sealedAt, type SealedAt } from '@jointly/kernel';
import type { PersonEvent, SupplierEvent } from '@jointly/joint-actions';
import type { Recorded } from '@jointly/projections';
import { keyOf } from '../documents';
import type { DirectoryTables } from './tables';

export type PersonFold = PersonEvent | SupplierEvent;

/** The people who act for parties, and the suppliers outside. Names stay sealed: queries open them. */
export function foldPerson(event: Recorded<PersonFold>, into: DirectoryTables): void {
  const { association, occurredAt } = event;
  const sealed = (value: unknown): SealedAt | null => (value === undefined ? null : sealedAt(value, event));
  switch (event.type) {
    case 'PersonRegistered': {
      const { personId, name, phone, email } = event.data;
      const contact = { phone: sealed(phone), email: sealed(email) };
      const person = { personId, name: sealedAt(name, event), ...contact, erasedAt: null };
      return into.persons.put(keyOf(association, personId), person);
    }
    case 'PersonErased': {
      const nothing = { name: null, phone: null, email: null, erasedAt: occurredAt };
      return into.persons.amend(keyOf(association, event.data.personId), (known) => ({ ...known, ...nothing }));
    }
    case 'SupplierRegistered': {
      const { supplierId, name } = event.data;
      const supplier = { supplierId, name: sealedAt(name, event), status: 'ACTIVE' as const, since: event.sequence };
      return into.suppliers.put(keyOf(association, supplierId), supplier);
    }
    case 'SupplierDeactivated': {
      const key = keyOf(association, event.data.supplierId);
      return into.suppliers.amend(key, (known) => ({ ...known, status: 'INACTIVE' }));
    }
    case 'SupplierErased': {
      const key = keyOf(association, event.data.supplierId);
      return into.suppliers.amend(key, (known) => ({ ...known, name: null }));
    }
  }
}
