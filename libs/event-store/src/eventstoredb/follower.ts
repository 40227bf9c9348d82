import { setTimeout as sleep } from 'node:timers/promises';
import type { Acknowledged } from './acknowledged';
import { Batches } from './batches';
import type { Connection } from './connection';
import { CallFailed, CopyDamaged, CopyNotWritten, FeedSkipped, ForeignEvent } from './errors';
import { noPosition, type Feed, type FeedItem, type WirePosition } from './feed';
import type { HeadSearch } from './heads';
import type { Mirror, PlacedEvent } from './mirror';
import { checkOverlap } from './overlap';
import { StandingRecord, type LogStanding, type StandingListeners } from './standing';
import { fromWire, isOurs } from './wire-event';

const firstWait = 50;
const longestWait = 5_000;
/** Milliseconds for which what has come waits for the answers of appends that are under way. */
const answersPatience = 250;
/** After so many subscriptions that leave out the same event, it must lie before what the copy holds. */
const skipsTolerated = 8;

export interface FollowerOptions extends StandingListeners {
  /** How the copy stood when this follower was made. */
  readonly before: LogStanding;
  /** Milliseconds of silence after which it asks whether it misses something. */
  readonly quiet: number;
  /** After each batch of events. */
  onEvents(): void;
}

/** What it works with, of which its thread has one each. */
export interface FollowerParts {
  readonly connection: Connection;
  readonly heads: HeadSearch;
  readonly acknowledged: Acknowledged;
  readonly mirror: Mirror;
}

/**
 * Keeps a mirror up to date. The client never subscribes again by itself, and a subscription may end with an error,
 * without one, or stay open and say nothing: each is found out, and it is begun again from the checkpoint.
 */
export class Follower {
  private stopped = false;
  private feed: Feed | undefined;
  private arrived = 0;
  /** The furthest that it has come; what is looked through a second time is no progress. */
  private furthest = -1n;
  private readonly record: StandingRecord;

  constructor(
    private readonly parts: FollowerParts,
    private readonly options: FollowerOptions,
  ) {
    this.record = new StandingRecord(options, options.before);
  }

  async run(): Promise<void> {
    while (!this.stopped) {
      const fault = await this.followOnce().catch((error: Error) => error);
      if (this.stopped) return;
      const rounds = this.record.failed(fault);
      const final = this.afterFault(fault, rounds);
      if (final) return this.record.stopped(final);
      await sleep(Math.min(firstWait * 2 ** (rounds - 1), longestWait));
    }
  }

  stop(): void {
    this.stopped = true;
    this.feed?.break(new CallFailed('a subscription', 'it was closed'));
  }

  /** Something was acknowledged when the copy may have passed it already. */
  recheck(): void {
    const { mirror, acknowledged } = this.parts;
    const { feed } = this;
    if (!feed) return;
    attempt(() => {
      const due = acknowledged.dueBy(mirror.checkpoint?.commit ?? -1n);
      mirror.expect(due, mirror.head);
      acknowledged.settle(due);
    }, feed);
  }

  /** Until the subscription ends, in whatever way. @returns what to say of an end without an error */
  private async followOnce(): Promise<Error> {
    const { connection, mirror, acknowledged } = this.parts;
    // Whoever was cut off may find a server that was restored meanwhile; a thread that died may have known of something
    // that the copy lacks.
    if (!(await checkOverlap(connection, mirror))) throw new CopyDamaged('its last events are not those of the server');
    this.record.subscribes();
    const feed = connection.subscribe(mirror.checkpoint);
    this.feed = feed;
    const watch = this.watch(feed);
    const batches = new Batches({
      ripe: () => acknowledged.answered(answersPatience),
      commit: (items) => this.commit(items),
      onFault: (fault) => feed.break(fault),
    });
    try {
      for await (const item of feed) {
        this.arrived++;
        await batches.add(item);
        if ('caughtUp' in item) void this.advance(feed);
      }
      await batches.finish();
      return new CallFailed('a subscription', 'it ended');
    } finally {
      batches.discard();
      this.feed = undefined;
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
    if (through) this.write(events, through);
    if (items.some((item) => 'caughtUp' in item)) this.record.reachedTheEnd();
    if (events.length > 0) this.options.onEvents();
  }

  private write(events: readonly PlacedEvent[], through: WirePosition): void {
    const { mirror, acknowledged } = this.parts;
    const due = acknowledged.dueBy(through.commit);
    mirror.write(events, through, due);
    acknowledged.settle(due);
    if (through.commit <= this.furthest) return;
    this.furthest = through.commit;
    this.record.progressed();
  }

  /**
   * The server's log ends with nothing of ours that is not here: so far it has been looked through. A filtered
   * subscription on a quiet log would not say so.
   * @returns whether that was so; where the server does not tell, it was not
   */
  private async advance(feed: Feed): Promise<boolean> {
    const { heads, mirror } = this.parts;
    const { all, ours } = await heads.read().catch(() => ({ all: 0n, ours: undefined }));
    if (this.feed !== feed) return true; // it was cut meanwhile: what is true of the log is not of it
    if (ours === undefined || ours > mirror.head) return false;
    attempt(() => {
      this.write([], { commit: all, prepare: all });
      this.record.progressed();
    }, feed);
    return true;
  }

  /** Twice in a row silent while there are events that it should have given, or who knows: it is broken. */
  private watch(feed: Feed): NodeJS.Timeout {
    let seen = this.arrived;
    let suspicious = false;
    return setInterval(() => {
      const silent = this.arrived === seen;
      seen = this.arrived;
      if (!silent) return void (suspicious = false);
      void this.advance(feed).then((complete) => {
        if (!complete && suspicious) feed.break(new CallFailed('a subscription', 'it has gone silent'));
        suspicious = !complete;
      });
    }, this.options.quiet);
  }

  /** Makes ready for another subscription. @returns why there is no use in one */
  private afterFault(fault: Error, rounds: number): Error | undefined {
    const { mirror } = this.parts;
    const hole = fault instanceof FeedSkipped;
    const damage = hole && rounds >= skipsTolerated ? new CopyDamaged(fault.message) : fault;
    try {
      if (damage instanceof CopyDamaged) mirror.disown();
      else if (hole) mirror.rewind();
    } catch {
      // The disk is full, or worse. The next round, or the next start, finds the same again.
    }
    return isFinal(damage) ? damage : undefined;
  }
}

const isFinal = (fault: Error): boolean =>
  fault instanceof ForeignEvent || fault instanceof CopyDamaged || (fault instanceof CopyNotWritten && fault.final);

/** A fault outside the loop's own course ends the subscription, not the thread. */
function attempt(work: () => void, feed: Feed): void {
  try {
    work();
  } catch (error) {
    feed.break(error as Error);
  }
}
