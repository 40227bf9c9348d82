import type { ClockKind } from '@jointly/kernel';
import type { LogStanding } from './standing';

export interface EventStoreDbOptions {
  /** `esdb://…`; with TLS it names user and password, percent-encoded. */
  readonly url: string;
  /** Fixed when the log is made. Without it none is made, and the one that is there is opened as it is. */
  readonly clock?: ClockKind | undefined;
  /** The server was restored from a backup: positions of before say nothing any more, and the log has to say so itself. */
  readonly restored?: boolean;
  /** Where this process keeps its copy of the log, from which its readers are fed. It can be thrown away. */
  readonly directory: string;
  /** What each stream begins with on the server, where several logs share a database: letters, digits and a dot. */
  readonly namespace?: string;
  /** How many appends may wait for an answer. */
  readonly queueLimit?: number;
  /** Milliseconds that one call to the server may take. */
  readonly callTimeout?: number;
  /** Milliseconds for which a command or a query is asked again while the server gives no answer. */
  readonly patience?: number;
  /** Milliseconds of silence after which the feed asks whether it misses something. */
  readonly quiet?: number;
  /** How the copy keeps up, whenever that changes. */
  readonly onStanding?: (standing: LogStanding) => void;
  /** What went wrong and has been put right by itself, for the log. */
  readonly onMended?: (what: string) => void;
}

export const defaults = {
  namespace: '',
  queueLimit: 10_000,
  callTimeout: 5_000,
  patience: 15_000,
  quiet: 10_000,
  restored: false,
  onStanding: () => undefined,
  onMended: () => undefined,
};
