import type { AssociationId, DomainEvent } from '@jointly/kernel';
import { PersonErased } from '@jointly/joint-actions';
import type { Process } from './process';

/**
 * Destroys the keys of whoever was erased: for certain, since the event is on the log, and again after the key store
 * was restored from a backup together with the checkpoints.
 */
export const erasure = (destroy: (association: AssociationId, subject: string) => void): Process => ({
  name: 'erasure',
  handle(event) {
    if (isErasure(event)) destroy(event.association, event.data.personId);
  },
});

const isErasure = (event: DomainEvent): event is DomainEvent<'PersonErased', { personId: string }> =>
  event.type === PersonErased.type;
