import type { ClockKind, EventId, StreamId } from '@jointly/kernel';
import type { LogIdentity, Position } from '../port';
import type { LogStanding } from './standing';

/** What the client's thread is started with. */
export interface ClientStart {
  readonly url: string;
  /** What each of the log's streams begins with on the server. */
  readonly namespace: string;
  /** Milliseconds that one call to the server may take. */
  readonly callTimeout: number;
  /** Milliseconds of silence after which the follower asks whether it misses something. */
  readonly quiet: number;
}

export interface WireAppend {
  readonly stream: StreamId;
  readonly expected: number;
  readonly bodies: readonly string[];
}

export type AppendAnswer =
  | { readonly is: 'written'; readonly revision: number; readonly position: Position }
  | { readonly is: 'wrong version'; readonly actual: number };

/** What the client's thread can be asked. Everything that comes and goes is plain data. */
export interface Calls {
  /** Of the log that is there; without a clock none is made. */
  identify(clock: ClockKind | undefined): Promise<LogIdentity | undefined>;
  /** Of the log that is there, which begins a new epoch. */
  markRestored(): Promise<LogIdentity | undefined>;
  /** Whether the copy, which nobody keeps up to date yet, holds what the server does. */
  check(directory: string): Promise<boolean>;
  /** Begins to keep the copy in `directory` up to date, and to announce what comes. */
  follow(directory: string, logId: string, before: LogStanding): Promise<void>;
  append(append: WireAppend): Promise<AppendAnswer>;
  /** Tells where the log ends, for an append that was found there without an answer; the copy has to hold it too. */
  found(stream: StreamId, revision: number): Promise<Position>;
  /** The events' bodies: text travels faster than objects. */
  readStream(stream: StreamId, from: number, count: number): Promise<readonly string[]>;
  head(): Promise<Position>;
  eventAt(position: Position): Promise<EventId | undefined>;
  close(): Promise<void>;
}

export type CallName = keyof Calls;

export interface ToClient {
  readonly id: number;
  readonly call: CallName;
  readonly values: readonly unknown[];
}

export type FromClient =
  /** The thread has loaded its code and takes questions. */
  | 'up'
  | { readonly id: number; readonly answer: unknown }
  /** `final` where asking again is of no use. */
  | { readonly id: number; readonly fault: string; readonly final: boolean }
  /** Something that had kept the follower, and doesn't any more. */
  | { readonly mended: string }
  | { readonly standing: LogStanding };
