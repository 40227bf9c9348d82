import type { RecordedAppend } from '../record';
import type { Outcome } from './log-writer';

/** Between the store and its writer's thread. Appends are answered in the order in which they were sent. */
export type ToWriter = readonly RecordedAppend[] | 'close';

export type FromWriter =
  | { readonly outcomes: readonly Outcome[] }
  /** The oldest so many unanswered appends failed together; the writer goes on. */
  | { readonly lost: number; readonly cause: string };

export interface WriterStart {
  readonly directory: string;
  readonly logId: string;
}

/** Where every commit to a log is announced to all threads of the process. */
export const commitChannel = (logId: string): string => `jointly-log-${logId}`;
