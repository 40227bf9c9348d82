import type { AssociationId } from '@jointly/kernel';
import { EnterpriseErased, PersonErased, SupplierErased } from '@jointly/joint-actions';
import type { Process } from './process';

/**
 * Destroys the keys of whoever was erased: for certain, since the event is on the log, and again after the key store
 * was restored from a backup together with the checkpoints.
 */
export const erasure = (destroy: (association: AssociationId, subject: string) => void): Process => ({
  name: 'erasure',
  handle(event) {
    const field = subjectField.get(event.type);
    if (field !== undefined) destroy(event.association, event.data[field] as string);
  },
});

/** Where each event of an erasure names whose keys are to go. */
const subjectField: ReadonlyMap<string, string> = new Map([
  [PersonErased.type, 'personId'],
  [EnterpriseErased.type, 'enterpriseId'],
  [SupplierErased.type, 'supplierId'],
]);
