/** How the copy of a log keeps up with it. */
export interface LogStanding {
  /**
   * `catching-up` until it has come to the log's end for the first time, `following` from then on; `reconnecting` while
   * something keeps it from getting further and it tries again; `stopped` when trying again won't help.
   */
  readonly state: 'catching-up' | 'following' | 'reconnecting' | 'stopped';
  /** When it last got further or knew itself to be complete, in milliseconds since 1970. */
  readonly progressAt: number;
  /** How often in a row it has tried and got no further. */
  readonly fruitless: number;
  /** What keeps it, in a sentence. */
  readonly error?: string;
}

export interface StandingListeners {
  onStanding(standing: LogStanding): void;
  /** It got further again: only now is mended what had kept it. */
  onMended(what: string): void;
}

/** Milliseconds between two reports of nothing but progress. */
const reportEvery = 1_000;

/** Follows what happens to a follower. */
export class StandingRecord {
  /** It has come to the end in this subscription. */
  private live = false;
  private over = false;
  private error: string | undefined;
  private fruitless: number;
  private progressAt: number;
  private reported: LogStanding | undefined;

  /** @param before how an earlier follower left it: what kept that one is mended only by progress of this one */
  constructor(
    private readonly listeners: StandingListeners,
    { error, fruitless, progressAt }: LogStanding,
  ) {
    this.error = error;
    this.fruitless = fruitless;
    this.progressAt = progressAt;
  }

  get standing(): LogStanding {
    const { progressAt, fruitless, error } = this;
    const state = this.over
      ? 'stopped'
      : error !== undefined
        ? 'reconnecting'
        : this.live
          ? 'following'
          : 'catching-up';
    return { state, progressAt, fruitless, ...(error !== undefined && { error }) };
  }

  subscribes(): void {
    this.live = false;
    this.report();
  }

  reachedTheEnd(): void {
    this.live = true;
    this.report();
  }

  progressed(): void {
    const mended = this.error;
    this.error = undefined;
    this.fruitless = 0;
    this.progressAt = Date.now();
    if (mended !== undefined) this.listeners.onMended(mended);
    this.report();
  }

  /** @returns how often in a row it has failed */
  failed({ message }: Error): number {
    this.error = message;
    this.fruitless++;
    this.report();
    return this.fruitless;
  }

  stopped({ message }: Error): void {
    this.over = true;
    this.error = message;
    this.report();
  }

  private report(): void {
    const { standing, reported } = this;
    const told =
      reported?.state === standing.state &&
      reported.error === standing.error &&
      reported.fruitless === standing.fruitless &&
      standing.progressAt - reported.progressAt < reportEvery;
    if (told) return;
    this.reported = standing;
    this.listeners.onStanding(standing);
  }
}
