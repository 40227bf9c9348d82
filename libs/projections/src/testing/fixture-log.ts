import {
  associationId,
  defineEvent,
  deadlineEventId,
  EventRegistry,
  instant,
  streamId,
  systemActor,
  type EventId,
  type StreamId,
} from '@jointly/kernel';
import type { EventFeed, FeedBatch, LogIdentity, Position, SequencedEvent } from '@jointly/event-store';
import { Type, type Static } from '@sinclair/typebox';
import type { DomainEvent } from '@jointly/kernel';

const Counted = defineEvent({
  type: 'Counted',
  description: 'Something was counted.',
  schema: Type.Object({ amount: Type.Integer() }),
});
export type Counted = DomainEvent<'Counted', Static<typeof Counted.schema>>;

export const registry = new EventRegistry([Counted]);

export const counter = (id: string, association = 'reop'): StreamId =>
  streamId('counter', associationId(association), id);

/** A log of `Counted` events in memory whose batches end where a test wants them to. */
export class FixtureLog implements EventFeed {
  private events: SequencedEvent[] = [];
  private readonly waiting = new Set<() => void>();
  /** How often the feed was asked for a whole stream. */
  streamReads = 0;

  constructor(readonly identity: LogIdentity = { logId: 'log-1', restoreEpoch: 0, clock: 'controlled' }) {}

  count(stream: StreamId, amount: number, type = 'Counted'): SequencedEvent {
    const position = BigInt(this.events.length + 1);
    const revision = this.events.filter((event) => event.stream === stream).length;
    const association = associationId(stream.slice(stream.indexOf('-') + 1, stream.indexOf('.')));
    const id = deadlineEventId(stream, String(revision), String(amount));
    const at = instant('2026-03-01T00:00:00Z');
    const event: SequencedEvent = {
      eventId: id,
      type,
      schemaVersion: 1,
      association,
      stream,
      revision,
      occurredAt: at,
      recordedAt: at,
      data: { amount },
      metadata: {
        actor: systemActor,
        authority: [],
        correlationId: id,
        causationId: id,
        clock: 'controlled',
        salt: 'c2FsdHNhbHRzYWx0c2FsdA',
      },
      sequence: this.events.filter((other) => other.association === association).length + 1,
      position,
    };
    this.events.push(event);
    for (const wake of this.waiting) wake();
    return event;
  }

  /** What a backup holds that was taken at `position`. */
  restoredTo(position: number): FixtureLog {
    const restored = new FixtureLog(this.identity);
    restored.events = this.events.slice(0, position);
    return restored;
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
    for (let after = Number(options.after); !signal.aborted;) {
      const events = this.events.slice(after, after + batchSize);
      after += events.length;
      if (events.length > 0) yield { events, through: BigInt(after), caughtUp: after === this.events.length };
      else await this.more(signal);
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
