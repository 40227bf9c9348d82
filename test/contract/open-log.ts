import type { EventFeed, EventStore, SequenceReader } from '@jointly/event-store';

/** One open log, as its writer and as its readers see it. */
export interface OpenLog {
  readonly store: EventStore & SequenceReader;
  readonly feed: EventFeed & SequenceReader;
  /** Closes it and removes what it left. */
  dispose(): Promise<void>;
}

/** What an adapter promises beyond the rest. */
export interface Capabilities {
  /** Closes a log and opens the same one again. */
  readonly reopen?: (log: OpenLog) => Promise<OpenLog>;
  /**
   * Every id is looked up in the whole log. A store without it compares ids only where the append was to go; there it is
   * the executor, which has folded the stream, that knows a command which comes again later.
   */
  readonly idsAreUnique?: boolean;
}
