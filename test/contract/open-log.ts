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
}
