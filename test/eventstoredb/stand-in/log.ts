import { EventEmitter } from 'node:events';

/** An event as a client proposes it. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LogRecord extends Proposed {
  readonly stream: string;
  readonly revision: number;
  /** Commit and prepare position alike, as the server has it for events that belong to no explicit transaction. */
  readonly position: bigint;
  /** 100 ns since the Unix epoch. */
  readonly created: bigint;
}

export type Expected = number | 'no_stream' | 'any' | 'stream_exists';

export type Outcome =
  /** `revision` is absent where an empty append meets a stream that does not exist. */
  | { readonly is: 'success'; readonly revision: number | undefined; readonly position: bigint | undefined }
  | { readonly is: 'wrong version'; readonly current: number | undefined }
  | { readonly is: 'deleted' }
  | { readonly is: 'too large' };

/** Of an append's data; metadata and types are not counted (servers before 24.10.4 and 25.0). */
export const maxAppendSize = 1024 * 1024;

/** What the server keeps and how it decides on appends. It outlives the server that listens; its caches don't. */
export class StandInLog {
  readonly records: LogRecord[] = [];
  readonly streams = new Map<string, LogRecord[]>();
  readonly tombstones = new Set<string>();
  /** Emits `appended` after each write. */
  readonly changes = new EventEmitter().setMaxListeners(0);
  /** What makes `any` idempotent, and only for as long as the server runs. */
  private recentIds = new Map<string, LogRecord>();
  private end = 1_024n;

  constructor() {
    // A new database is not empty: the server writes streams of its own first.
    this.write('$settings', [systemEvent('$update')]);
    this.write('$users', [systemEvent('$User'), systemEvent('$User')]);
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): Outcome {
    if (this.tombstones.has(stream)) return { is: 'deleted' };
    if (events.reduce((sum, { data }) => sum + data.length, 0) > maxAppendSize) return { is: 'too large' };
    const records = this.streams.get(stream) ?? [];
    const current = records.at(-1)?.revision;
    if (events.length === 0) return { is: 'success', revision: current, position: undefined };
    if (expected === 'any' || expected === 'stream_exists') return this.appendLoosely(stream, expected, events);
    const at = expected === 'no_stream' ? -1 : expected;
    if (at === (current ?? -1)) return this.write(stream, events); // ids are not looked at
    return this.earlierWrite(records, at, events) ?? { is: 'wrong version', current };
  }

  /** The server was stopped and started: what was only in memory is gone. */
  forgetRecentIds(): void {
    this.recentIds = new Map();
  }

  /** A system event, such as statistics, that no client of ours asked for. */
  writeSystemEvent(stream = '$stats-127.0.0.1:2113'): void {
    this.write(stream, [systemEvent('$statsCollected')]);
  }

  /** As many as a server that others use, or one that runs for long, comes to. */
  writeSystemEvents(count: number): void {
    this.write('$stats-127.0.0.1:2113', Array<Proposed>(count).fill(systemEvent('$statsCollected')));
  }

  /** Back to its first records, as from a backup: what comes takes the places of what was there. */
  restoreTo(count: number): void {
    this.end = this.records[count]?.position ?? this.end;
    for (const { stream } of this.records.splice(count)) this.streams.get(stream)!.pop();
    for (const [stream, records] of this.streams) if (records.length === 0) this.streams.delete(stream);
  }

  /** The index of the first record behind a position. */
  indexAfter(position: bigint): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.records[middle]!.position <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private appendLoosely(stream: string, expected: Expected, events: readonly Proposed[]): Outcome {
    const current = this.streams.get(stream)?.at(-1)?.revision;
    if (expected === 'stream_exists' && current === undefined) return { is: 'wrong version', current };
    const known = events.map(({ id }) => this.recentIds.get(id)).map((at) => (at?.stream === stream ? at : undefined));
    if (!known[0]) return this.write(stream, events);
    if (known.includes(undefined)) return { is: 'wrong version', current };
    const last = known.at(-1)!;
    return { is: 'success', revision: last.revision, position: last.position };
  }

  /** Behind the expected revision, the same ids in the same places are the same append. */
  private earlierWrite(records: readonly LogRecord[], at: number, events: readonly Proposed[]): Outcome | undefined {
    const there = records.slice(at + 1, at + 1 + events.length);
    if (there.length < events.length || events.some(({ id }, index) => there[index]!.id !== id)) return undefined;
    const last = there.at(-1)!;
    return { is: 'success', revision: last.revision, position: last.position };
  }

  private write(stream: string, events: readonly Proposed[]): Outcome {
    const records = this.streams.get(stream) ?? [];
    this.streams.set(stream, records);
    for (const event of events) {
      const created = BigInt(Date.now()) * 10_000n;
      const id = event.id.toLowerCase();
      const record = { ...event, id, stream, revision: records.length, position: this.end, created };
      // Positions are places in a file: they grow by what was written.
      this.end += BigInt(96 + stream.length + event.type.length + event.data.length + event.metadata.length);
      records.push(record);
      this.records.push(record);
      if (!this.recentIds.has(id)) this.recentIds.set(id, record);
    }
    this.changes.emit('appended');
    const last = records.at(-1)!;
    return { is: 'success', revision: last.revision, position: last.position };
  }
}

function systemEvent(type: string): Proposed {
  const data = Buffer.from('{}');
  return { id: crypto.randomUUID(), type, contentType: 'application/json', data, metadata: new Uint8Array() };
}
