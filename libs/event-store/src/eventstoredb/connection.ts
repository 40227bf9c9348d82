import {
  BACKWARDS,
  END,
  ErrorType,
  EventStoreDBClient,
  FORWARDS,
  START,
  streamNameFilter,
  type JSONEventData,
  type WrongExpectedVersionError,
} from '@eventstore/db-client';
import { overdue, within } from './deadline';
import { Feed, noPosition, type WirePosition } from './feed';
import type { AppendAnswer, WireAppend } from './messages';
import { toWire, type Recorded } from './wire-event';

/** What a stream's name begins with, unless it is one of the server's own, which begin with $. */
const letters = [...'abcdefghijklmnopqrstuvwxyz'];

type Read = ReturnType<EventStoreDBClient['readAll']> | ReturnType<EventStoreDBClient['readStream']>;

/** `position` is absent where the server does not know it any more. */
type Appended =
  | { readonly is: 'written'; readonly revision: number; readonly position: bigint | undefined }
  | Extract<AppendAnswer, { is: 'wrong version' }>;

/** Milliseconds for the client's own word that its time is over. */
const slack = 100;

/** Without TLS the client leaves them out; what counts is that a call has some. */
const anybody = { username: 'anybody', password: 'anybody' };

/**
 * The one file that knows the client. Each call has a deadline of ours, as reads and much else would wait for ever on
 * a silent server; each is asked of the leader, so that what is read is what was written.
 */
export class Connection {
  private readonly client: EventStoreDBClient;
  private readonly credentials: { username: string; password: string };

  /**
   * @param url checked by `checkConnectionString`
   * @param namespace what each of the log's streams begins with on the server
   */
  constructor(
    url: string,
    private readonly callTimeout: number,
    private readonly namespace: string,
  ) {
    this.client = EventStoreDBClient.connectionString(url);
    this.credentials = credentialsOf(url) ?? anybody;
  }

  /**
   * With credentials of its own an append is a call of its own. The client's batch stream, which it would take
   * otherwise, waits for ever for a lost answer, fails the appends of other connections along with its own, and dies
   * of an answer that it did not expect.
   */
  async append({ stream, expected, bodies }: WireAppend): Promise<Appended> {
    return this.appendEvents(stream, expected, bodies.map(toWire));
  }

  async appendEvents(stream: string, expected: number, events: JSONEventData[]): Promise<Appended> {
    const expectedRevision = expected < 0 ? ('no_stream' as const) : BigInt(expected);
    const { credentials, callTimeout: deadline } = this;
    try {
      const appended = this.client.appendToStream(this.namespace + stream, events, {
        expectedRevision,
        credentials,
        deadline,
        requiresLeader: true,
      });
      const { nextExpectedRevision, position } = await within(
        this.callTimeout + slack,
        appended,
        `an append to ${stream}`,
      );
      return { is: 'written', revision: Number(nextExpectedRevision), position: known(position)?.commit };
    } catch (error) {
      // Only by its type: the message is empty and the name is "Error".
      if (typeOf(error) !== ErrorType.WRONG_EXPECTED_VERSION) throw error;
      const { actualVersion } = error as WrongExpectedVersionError;
      return { is: 'wrong version', actual: actualVersion === 'no_stream' ? -1 : Number(actualVersion) };
    }
  }

  /** In revision order; empty where the stream is not there. */
  async readStream(stream: string, from: number, count: number): Promise<Recorded[]> {
    const read = this.client.readStream(this.namespace + stream, {
      fromRevision: BigInt(from),
      maxCount: count,
      credentials: this.credentials,
      requiresLeader: true,
    });
    try {
      return await this.collect(read, `a read of ${stream}`);
    } catch (error) {
      if (typeOf(error) === ErrorType.STREAM_NOT_FOUND) return [];
      throw error;
    }
  }

  /** The newest first, from the end or from before a position. */
  readBackwards(before: bigint | undefined, count: number): Promise<Recorded[]> {
    const fromPosition = before === undefined ? END : { commit: before, prepare: before };
    return this.readAll({ fromPosition, direction: BACKWARDS, maxCount: count });
  }

  /** The event at exactly this position, of whatever stream. */
  async readAt(position: bigint): Promise<Recorded | undefined> {
    const fromPosition = { commit: position, prepare: position };
    try {
      const [event] = await this.readAll({ fromPosition, direction: FORWARDS, maxCount: 1 });
      return event?.position?.commit === position ? event : undefined;
    } catch (error) {
      const invalidArgument = 3;
      if ((error as { code?: unknown }).code === invalidArgument) return undefined;
      throw error;
    }
  }

  /**
   * The event at a position and those before it, the newest first.
   * @returns undefined where the server has no event at it
   */
  async readThrough(position: bigint, count: number): Promise<Recorded[] | undefined> {
    const last = await this.readAt(position);
    return last && [last, ...(await this.readBackwards(position, count - 1))];
  }

  /** Events of all streams but the server's own behind a position, for ever, until it is cut or `close`d. */
  subscribe(after: WirePosition | undefined): Feed {
    const subscription = this.client.subscribeToAll({
      fromPosition: after ?? START,
      credentials: this.credentials,
      filter: streamNameFilter({
        prefixes: this.namespace === '' ? letters : [this.namespace],
        // Told while the events before it still wait in the buffer: it queues up behind them. It must not throw, as
        // nobody would catch it.
        checkpointReached: (_, checkpoint) => void subscription.push({ checkpoint }),
      }),
    });
    return new Feed(subscription, (event) => this.local(event));
  }

  close(): Promise<void> {
    return this.client.dispose();
  }

  private readAll(options: Parameters<EventStoreDBClient['readAll']>[0]): Promise<Recorded[]> {
    const read = this.client.readAll({ ...options, credentials: this.credentials, requiresLeader: true });
    return this.collect(read, 'a read of $all');
  }

  private async collect(read: Read, call: string): Promise<Recorded[]> {
    read.on('error', () => undefined); // one that comes when nobody listens any more would end the process
    const timer = setTimeout(() => read.destroy(overdue(call, this.callTimeout)), this.callTimeout);
    const events: Recorded[] = [];
    try {
      for await (const { event } of read) if (event) events.push(this.local(event));
      return events;
    } finally {
      clearTimeout(timer);
      void read.cancel().catch(() => undefined);
    }
  }

  /** Under the name that its stream has in this log; none of ours where it is of another namespace. */
  private local(event: Recorded): Recorded {
    if (this.namespace === '') return event;
    const ours = event.streamId.startsWith(this.namespace);
    return { ...event, streamId: ours ? event.streamId.slice(this.namespace.length) : `$foreign-${event.streamId}` };
  }
}

/** The client's word for what happened, where it has one. */
export const typeOf = (error: unknown): unknown => (error as { type?: unknown } | undefined)?.type;

const finalTypes: readonly unknown[] = [
  ErrorType.ACCESS_DENIED,
  ErrorType.STREAM_DELETED,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
  ErrorType.INVALID_ARGUMENT,
];

/** Whether the server would say the same again. */
export const isFinal = (error: unknown): boolean => finalTypes.includes(typeOf(error));

const known = (position: WirePosition | undefined): WirePosition | undefined =>
  position?.commit === noPosition ? undefined : position;

function credentialsOf(url: string): { username: string; password: string } | undefined {
  const [, username, password] = /\/\/([^:@]+):([^@]+)@/.exec(url) ?? [];
  if (username === undefined || password === undefined) return undefined;
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}
