import { LRUCache } from 'lru-cache';
import type { StreamId } from '@jointly/kernel';
import type { StreamActor } from './stream-actor';

/**
 * One actor per stream. Idle ones are kept up to a bound; one at work is never dropped, since a second actor beside
 * it would hold a fold that misses what the first appends.
 */
export class StreamActors {
  private readonly idle: LRUCache<StreamId, StreamActor>;
  private readonly working = new Map<StreamId, StreamActor>();

  constructor(
    capacity: number,
    private readonly make: (stream: StreamId, onIdle: () => void) => StreamActor,
  ) {
    this.idle = new LRUCache({ max: capacity });
  }

  get(stream: StreamId): StreamActor {
    const known = this.working.get(stream) ?? this.idle.get(stream);
    if (known) return known;
    const actor = this.make(stream, () => this.rest(stream));
    this.idle.set(stream, actor);
    return actor;
  }

  /** To be called before work is given to an actor. */
  engage(stream: StreamId): StreamActor {
    const actor = this.get(stream);
    this.working.set(stream, actor);
    this.idle.delete(stream);
    return actor;
  }

  private rest(stream: StreamId): void {
    const actor = this.working.get(stream);
    if (!actor) return;
    this.working.delete(stream);
    this.idle.set(stream, actor);
  }
}
