import {
  parseStreamId,
  type AnyAggregate,
  type Clock,
  type Deadline,
  type Happened,
  type Known,
  type StreamId,
} from '@jointly/kernel';
import { persistently } from './persistence';
import type { Process } from './process';
import type { ProcessDatabase, Timer } from './process-database';

export interface TimersOptions {
  readonly database: ProcessDatabase;
  readonly aggregates: readonly AnyAggregate[];
  readonly clock: Clock;
  /**
   * A stream's state, at `atLeast` or later: the feed may be ahead of whoever keeps the states, and a state from before
   * the event would not have the event's deadline, and nobody would ask again.
   */
  readonly load: (stream: StreamId, atLeast: number) => Promise<Known>;
  /** Makes a stream record the deadlines that are due. */
  readonly tick: (stream: StreamId) => Promise<void>;
  /** A stream could not be woken: its timers wait until it moves, or for the next start. */
  readonly onFault: (timer: Timer, error: unknown) => void;
}

/** A stream was told that a deadline is due, and still waits for it: its `passDeadline` forgets to record it. */
export class DeadlineIgnored extends Error {
  constructor({ stream, name, due }: Timer) {
    super(`${stream} did not record that its deadline ${name} of ${due} has passed.`);
    this.name = 'DeadlineIgnored';
  }
}

/** A longer sleep would overflow the timer, and not notice that the machine's clock was set. */
const longestSleepMs = 60_000;

/**
 * Wakes streams when their deadlines are due, in order of due time. What is due follows from the streams' states; the
 * table only says whom to wake next. Firing twice is harmless.
 */
export class Timers implements Process {
  readonly name = 'timers';
  private readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  /** With the revision that was seen last. */
  private readonly touched = new Map<StreamId, number>();
  private readonly resting = new Set<StreamId>();
  private readonly stopping = new AbortController();
  private alarm: NodeJS.Timeout | undefined;
  private refreshing: Promise<unknown> = Promise.resolve();
  private firing: Promise<void> = Promise.resolve();

  constructor(private readonly options: TimersOptions) {
    const timed = options.aggregates.filter(({ deadlines }) => deadlines);
    this.aggregates = new Map(timed.map((aggregate) => [aggregate.category, aggregate]));
  }

  handle({ stream, revision }: Happened): void {
    if (this.aggregates.has(parseStreamId(stream).category)) this.touched.set(stream, revision);
  }

  async flush(): Promise<void> {
    if (this.touched.size === 0) return;
    await this.refresh(this.touched);
    for (const stream of this.touched.keys()) {
      this.touched.delete(stream);
      this.resting.delete(stream);
    }
    this.arm();
  }

  /** The first deadline still to come. */
  next(): Timer | undefined {
    if (this.stopping.signal.aborted) return undefined;
    let timer = this.options.database.nextTimer();
    while (timer && this.resting.has(timer.stream)) timer = this.options.database.nextTimer(timer);
    return timer;
  }

  /** Fires what is due by the clock, earliest first, until nothing is. */
  runDue(): Promise<void> {
    const turn = this.firing.then(async () => {
      for (let timer = this.nextDue(); timer; timer = this.nextDue()) await this.fire(timer);
    });
    this.firing = turn.catch(() => undefined);
    return turn;
  }

  /** From now on fires by itself, where the clock moves by itself. */
  start(): void {
    this.arm();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.alarm);
    await this.firing;
  }

  private nextDue(): Timer | undefined {
    const timer = this.next();
    return timer && timer.due <= this.options.clock.now() ? timer : undefined;
  }

  private async fire(timer: Timer): Promise<void> {
    const { tick, onFault } = this.options;
    const insist = <Result>(attempt: () => Promise<Result>): Promise<Result> =>
      persistently(attempt, this.stopping.signal, () => undefined);
    try {
      await insist(() => tick(timer.stream));
      const waiting = (await insist(() => this.refresh(new Map([[timer.stream, 0]])))).get(timer.stream)!;
      if (waiting.some(({ name, due }) => name === timer.name && due === timer.due)) throw new DeadlineIgnored(timer);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      this.resting.add(timer.stream);
      onFault(timer, error);
    }
  }

  /** One at a time: of two that overlap, the one that read an older state could write last. */
  private refresh(streams: ReadonlyMap<StreamId, number>): Promise<ReadonlyMap<StreamId, readonly Deadline[]>> {
    const turn = this.refreshing.then(async () => {
      const known = await Promise.all([...streams].map(([stream, revision]) => this.options.load(stream, revision)));
      const waiting = new Map(known.map(({ stream, state }) => [stream, this.deadlinesOf(stream, state)]));
      this.options.database.replaceTimers(new Map([...waiting].map(([stream, all]) => [stream, earliest(all)])));
      return waiting;
    });
    this.refreshing = turn.catch(() => undefined);
    return turn;
  }

  private deadlinesOf(stream: StreamId, state: unknown): readonly Deadline[] {
    return this.aggregates.get(parseStreamId(stream).category)?.deadlines?.(state) ?? [];
  }

  private arm(): void {
    clearTimeout(this.alarm);
    if (this.options.clock.kind !== 'wall' || this.stopping.signal.aborted) return;
    const timer = this.next();
    if (!timer) return;
    const wait = Date.parse(timer.due) - Date.parse(this.options.clock.now());
    const wake = (): void => void this.runDue().then(() => this.arm());
    this.alarm = setTimeout(wake, Math.min(Math.max(wait, 0), longestSleepMs)).unref();
  }
}

const earliest = (deadlines: readonly Deadline[]): Deadline | undefined =>
  deadlines.reduce<Deadline | undefined>((first, next) => (first && first.due <= next.due ? first : next), undefined);
