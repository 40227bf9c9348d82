import type { Connection } from './connection';
import { within } from './deadline';
import type { WirePosition } from './feed';
import { isOurs } from './wire-event';

/** Most often the last event is ours; where it is not, the search goes back in longer and longer steps. */
const firstPage = 16;
const longestPage = 256;

/** Where the server's log ends, and where our part of it does. 0 where there is nothing. */
export interface Heads {
  readonly all: bigint;
  readonly ours: bigint;
}

/** What a copy knows of the log: nothing of ours lies between its head and its checkpoint. */
interface Copy {
  readonly head: bigint;
  readonly checkpoint: WirePosition | undefined;
}

/**
 * Looks back from the end for the last event of ours. What was looked through once, by an earlier search or for the
 * copy, is not looked through again: events of others cost a search only once, however many there are.
 */
export class HeadSearch {
  private found: Heads = { all: 0n, ours: 0n };
  /** Where a search that failed has found nothing of ours: the next one passes over it. */
  private seen: { readonly from: bigint; readonly downTo: bigint } | undefined;
  private running: Promise<Heads> | undefined;
  private next: Promise<Heads> | undefined;

  /** @param patience milliseconds that one caller waits; the search goes on without it, for the callers to come */
  constructor(
    private readonly connection: Connection,
    private readonly patience: number,
    private readonly copy: () => Copy | undefined,
  ) {}

  /** @throws CallFailed, and what the server says */
  read(): Promise<Heads> {
    return within(this.patience, this.begunFromNow(), 'a search for the end of the log');
  }

  /** One at a time. One that runs may have missed what its caller knows of, so those who come meanwhile share the next. */
  private begunFromNow(): Promise<Heads> {
    if (!this.running) return this.begin();
    return (this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.begin();
      }));
  }

  private begin(): Promise<Heads> {
    this.running = this.search().finally(() => (this.running = undefined));
    return this.running;
  }

  private async search(): Promise<Heads> {
    const seen = this.seen;
    let end: bigint | undefined;
    let before: bigint | undefined;
    for (let page = firstPage; ; page = Math.min(page * 4, longestPage)) {
      const events = await this.connection.readBackwards(before, page);
      const known = this.known();
      for (const { streamId, position } of events) {
        before = position!.commit;
        end ??= before;
        if (before <= known.all) return this.remember(end, known.ours);
        if (isOurs(streamId)) return this.remember(end, before);
      }
      if (events.length < page) return this.remember(end ?? 0n, known.ours);
      if (seen && before! <= seen.from && before! > seen.downTo) before = seen.downTo;
      if (!seen || before! <= seen.downTo) this.seen = { from: end!, downTo: before! };
    }
  }

  /** Read anew for each page: the copy comes towards the search from the other side. */
  private known(): Heads {
    const { head = 0n, checkpoint } = this.copy() ?? {};
    return { all: later(checkpoint?.commit ?? 0n, this.found.all), ours: later(head, this.found.ours) };
  }

  private remember(all: bigint, ours: bigint): Heads {
    this.seen = undefined;
    return (this.found = { all, ours });
  }
}

const later = (one: bigint, other: bigint): bigint => (one > other ? one : other);
