import { LRUCache } from 'lru-cache';
import { associationId, type AssociationId, type PersonId, type StreamId } from '@jointly/kernel';
import type { CommandExecutor } from '@jointly/event-store';
import { identityStream, personStream, type IdentityState, type PersonState } from '@jointly/joint-actions';
import type { Secrets } from '@jointly/privacy';
import type { Subject } from './tokens';

const cachedStreams = 50_000;

/**
 * Who a token's holder is in an association. The log alone says it: the identity stream that the login hashes to
 * names the person, and the person's stream whether they were erased. Nothing is looked up in a read model.
 */
export class Viewers {
  private readonly streams = new LRUCache<string, StreamId>({ max: cachedStreams });

  constructor(
    private readonly executor: Pick<CommandExecutor, 'load'>,
    private readonly secrets: Pick<Secrets, 'identityKey'>,
  ) {}

  /** Undefined where the holder is nobody in the association, or there is no such association. */
  async personOf(holder: Subject, association: AssociationId): Promise<PersonId | undefined> {
    const { state } = await this.executor.load<IdentityState>(this.identityOf(holder, association));
    if (!state.personId) return undefined;
    const person = await this.executor.load<PersonState>(personStream(association, state.personId));
    return person.state.status === 'REGISTERED' ? state.personId : undefined;
  }

  private identityOf({ issuer, subject }: Subject, association: AssociationId): StreamId {
    const key = JSON.stringify([association, issuer, subject]);
    const known = this.streams.get(key);
    if (known) return known;
    const stream = identityStream(association, this.secrets.identityKey(association, issuer, subject));
    this.streams.set(key, stream);
    return stream;
  }
}

/** The id that a client wrote; undefined when it can be nobody's. */
export function readAssociation(id: string): AssociationId | undefined {
  try {
    return associationId(id);
  } catch {
    return undefined;
  }
}
