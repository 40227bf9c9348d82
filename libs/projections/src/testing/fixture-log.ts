import {
  associationId,
  defineEvent,
  deadlineEventId,
  EventRegistry,
  instant,
  parseStreamId,
  streamId,
  systemActor,
  type DomainEvent,
  type EventId,
  type StoredEvent,
  type StreamId,
} from '@jointly/kernel';
import type { EventFeed, FeedBatch, LogIdentity, Position, SequencedEvent } from '@jointly/event-store';
import { Type, type Static } from '@sinclair/typebox';

const Counted = defineEvent({
  type: 'Counted',
  description: 'Something was counted.',
  schema: Type.Object({ amount: Type.Integer() }),
});
export type Counted = DomainEvent<'Counted', Static<typeof Counted.schema>>;

export const registry = new EventRegistry([Counted]);

export const counter = (id: string, association = 'reop'): StreamId =>
  streamId('counter', associationId(association), id);

export function counted(stream: StreamId, revision: number, amount: number, type = 'Counted'): StoredEvent {
  const eventId = deadlineEventId(stream, String(revision), String(amount));
  const at = instant('2026-03-01T00:00:00Z');
  return {
    eventId,
    type,
    schemaVersion: 1,
    association: parseStreamId(stream).association,
    stream,
    revision,
    occurredAt: at,
    recordedAt: at,
    data: { amount },
    metadata: {
      actor: systemActor,
      authority: [],
      correlationId: eventId,
      causationId: eventId,
      clock: 'controlled',
      salt: 'c2FsdHNhbHRzYWx0c2FsdA',
    },
  };
}

/** A log of `Counted` events in memory whose batches end where a test wants them to. */
export class FixtureLog implements EventFeed {
  private events: SequencedEvent[] = [];
  private readonly waiting = new Set<() => void>();
  /** How often the feed was asked for a whole stream. */
  streamReads = 0;

  constructor(readonly identity: LogIdentity = { logId: 'log-1', restoreEpoch: 0, clock: 'controlled' }) {}

  count(stream: StreamId, amount: number, type = 'Counted'): SequencedEvent {
    const revision = this.events.filter((event) => event.stream === stream).length;
    const stored = counted(stream, revision, amount, type);
    const sequence = this.events.filter(({ association }) => association === stored.association).length + 1;
    const event = { ...stored, sequence, position: BigInt(this.events.length + 1) };
    this.events.push(event);
    for (const wake of this.waiting) wake();
    return event;
  }

  async head(): Promise<Position> {
    return BigInt(this.events.length);
  }

  async eventAt(position: Position): Promise<EventId | undefined> {
    return this.events[Number(position) - 1]?.eventId;
  }

  async *readStream(stream: StreamId, from = 0, to = Infinity): AsyncIterable<readonly SequencedEvent[]> {
    this.streamReads++;
    yield this.events.filter((event) => event.stream === stream && event.revision >= from && event.revision <= to);
  }

  async *subscribe(options: { after: Position; signal: AbortSignal; batchSize?: number }): AsyncIterable<FeedBatch> {
    const { signal, batchSize = 100 } = options;
    let after = Number(options.after);
    for (let told = false; !signal.aborted;) {
      const events = this.events.slice(after, after + batchSize);
      after += events.length;
      if (events.length > 0 || !told) {
        told = after === this.events.length;
        yield { events, through: BigInt(after), caughtUp: told };
      } else await this.more(signal);
    }
  }

  async close(): Promise<void> {}

  private async more(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}

/** One event per amount, over so many streams of two associations. */
export function logOf(amounts: readonly number[], streams = 3): FixtureLog {
  const log = new FixtureLog();
  amounts.forEach((amount, i) => log.count(counter(`c${i % streams}`, i % 2 ? 'reop' : 'samara'), amount));
  return log;
}

/** 1, 2, 3, … */
export const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
