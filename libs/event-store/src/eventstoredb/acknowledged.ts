import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { StreamId } from '@jointly/kernel';
import type { Position } from '../port';

/** A copy that is so far behind is compared with the server by other means. */
const remembered = 100_000;

/** What a copy must hold once it has come to a position: a stream up to a revision. */
export interface Owed {
  readonly stream: StreamId;
  readonly revision: number;
  readonly position: Position;
}

/**
 * What the server has acknowledged and the copy has not been seen to hold yet. A server with a defect may leave an event
 * out of its feed; nothing in the feed would tell, unless the event's stream goes on.
 */
export class Acknowledged {
  private readonly owed = new Set<Owed>();
  private readonly underWay = new Set<Promise<unknown>>();

  note(owed: Owed): void {
    this.owed.add(owed);
    if (this.owed.size > remembered) this.settle([...this.owed].slice(0, remembered / 2));
  }

  /** What a copy that has come to `through` must hold. */
  dueBy(through: Position): readonly Owed[] {
    return [...this.owed].filter(({ position }) => position <= through);
  }

  /** It is there. */
  settle(held: readonly Owed[]): void {
    for (const owed of held) this.owed.delete(owed);
  }

  /** Counts an append as under way until what it acknowledges is noted. */
  async during<Answer>(append: Promise<Answer>): Promise<Answer> {
    this.underWay.add(append);
    return append.finally(() => this.underWay.delete(append));
  }

  /**
   * Once the appends that are under way are answered, though after so many milliseconds in any case: whatever they
   * acknowledge lies before what comes from now on, and can be asked of what has come.
   */
  async answered(patience: number): Promise<void> {
    if (this.underWay.size === 0) return;
    const waiting = new AbortController();
    const late = sleep(patience, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled([...this.underWay]), late]);
    waiting.abort();
    await nextTurn(); // where this thread was busy, the answers may be here and not read
  }
}
