import type { AssociationId } from '@jointly/kernel';
import { newDataKey, SubjectErased, UnknownKey, type DataKey, type KeyStore } from './key-store';

/** Keys that are gone with the process: for tests and throw-away logs. */
export class MemoryKeyStore implements KeyStore {
  private readonly bySubject = new Map<string, DataKey | 'destroyed'>();
  private readonly byId = new Map<string, DataKey | 'destroyed'>();

  keyFor(association: AssociationId, subject: string): DataKey {
    const known = this.bySubject.get(place(association, subject));
    if (known === 'destroyed') throw new SubjectErased(association, subject);
    if (known) return known;
    const key = newDataKey();
    this.bySubject.set(place(association, subject), key);
    this.byId.set(key.id, key);
    return key;
  }

  find(keyId: string): DataKey | 'destroyed' {
    const key = this.byId.get(keyId);
    if (!key) throw new UnknownKey(keyId);
    return key;
  }

  destroy(association: AssociationId, subject: string): void {
    const key = this.bySubject.get(place(association, subject));
    if (key && key !== 'destroyed') this.byId.set(key.id, 'destroyed');
    this.bySubject.set(place(association, subject), 'destroyed');
  }

  close(): void {}
}

const place = (association: AssociationId, subject: string): string => `${association}.${subject}`;
