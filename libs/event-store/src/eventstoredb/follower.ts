import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, Feed, FeedItem, WirePosition } from './connection';
import { noPosition } from './connection';
import { CallFailed } from './errors';
import { readHeads } from './heads';
import type { Mirror, PlacedEvent } from './mirror';
import { fromWire, isOurs } from './wire-event';

const batchSize = 500;
const firstWait = 50;
const longestWait = 5_000;

export interface FollowerOptions {
  /** Milliseconds of silence after which it asks whether it misses something. */
  readonly quiet: number;
  /** After each batch of events. */
  onEvents(): void;
  /** The subscription was cut, or had to be: it begins again from the last checkpoint. */
  onCut(fault: Error): void;
}

/**
 * Keeps a mirror up to date. The client never subscribes again by itself, and a subscription may end with an error,
 * without one, or stay open and say nothing: each is found out, and it is begun again from the checkpoint.
 */
export class Follower {
  private stopped = false;
  private feed: Feed | undefined;
  private arrived = 0;

  constructor(
    private readonly connection: Connection,
    private readonly mirror: Mirror,
    private readonly options: FollowerOptions,
  ) {}

  async run(): Promise<void> {
    for (let wait = firstWait; !this.stopped; wait = Math.min(wait * 2, longestWait)) {
      const before = this.mirror.checkpoint?.commit;
      const fault = await this.followOnce().catch((error: Error) => error);
      if (this.stopped) return;
      this.options.onCut(fault);
      // What can't be folded arrives each time, and gets no further.
      if (this.mirror.checkpoint?.commit !== before) wait = firstWait;
      await sleep(wait);
    }
  }

  stop(): void {
    this.stopped = true;
    this.feed?.break(new CallFailed('a subscription', 'it was closed'));
  }

  /** Until the subscription ends, in whatever way. @returns what to say of an end without an error */
  private async followOnce(): Promise<Error> {
    const feed = this.connection.subscribe(this.mirror.checkpoint);
    this.feed = feed;
    const watch = this.watch(feed);
    let batch: FeedItem[] = [];
    const flush = (): void => {
      const items = batch;
      batch = [];
      if (items.length > 0) this.commit(items);
    };
    try {
      for await (const item of feed) {
        this.arrived++;
        // What comes in one turn of the loop is written together.
        if (batch.push(item) === 1) setImmediate(() => attempt(flush, feed));
        if (batch.length >= batchSize) flush();
        if ('caughtUp' in item) void this.advance();
      }
      flush();
      return new CallFailed('a subscription', 'it ended');
    } finally {
      clearInterval(watch);
      feed.close();
    }
  }

  private commit(items: readonly FeedItem[]): void {
    const events: PlacedEvent[] = [];
    let through: WirePosition | undefined;
    for (const item of items) {
      if ('caughtUp' in item) continue;
      const position = 'checkpoint' in item ? item.checkpoint : item.event?.position;
      if (!position || position.commit === noPosition) continue;
      through = position;
      if ('event' in item && item.event && isOurs(item.event.streamId))
        events.push({ event: fromWire(item.event), position: position.commit });
    }
    if (!through) return;
    this.mirror.write(events, through);
    if (events.length > 0) this.options.onEvents();
  }

  /**
   * The server's log ends with nothing of ours that is not here: so far it has been looked through. A filtered
   * subscription on a quiet log would not say so.
   * @returns whether that was so
   */
  private async advance(): Promise<boolean> {
    if (this.stopped) return true;
    const here = this.mirror.head;
    const heads = await readHeads(this.connection, here).catch(() => undefined);
    if (this.stopped || !heads) return true;
    if (heads.ours > here) return false;
    this.mirror.write([], { commit: heads.all, prepare: heads.all });
    return true;
  }

  /** Twice in a row silent while there are events that it should have given: it is broken. */
  private watch(feed: Feed): NodeJS.Timeout {
    let seen = this.arrived;
    let suspicious = false;
    return setInterval(() => {
      const silent = this.arrived === seen;
      seen = this.arrived;
      if (!silent) return void (suspicious = false);
      void this.advance().then((complete) => {
        if (!complete && suspicious) feed.break(new CallFailed('a subscription', 'it has gone silent'));
        suspicious = !complete;
      });
    }, this.options.quiet);
  }
}

/** A fault outside the loop's own course ends the subscription, not the thread. */
function attempt(work: () => void, feed: Feed): void {
  try {
    work();
  } catch (error) {
    feed.break(error as Error);
  }
}
