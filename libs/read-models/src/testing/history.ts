import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryEventStore } from '@jointly/event-store';
import { allEvents } from '@jointly/joint-actions';
import {
  associationId,
  deadlineEventId,
  EventRegistry,
  instant,
  parseStreamId,
  type CommandId,
  type DomainEvent,
  type Instant,
  type JsonObject,
  type PersonId,
  type SealedField,
  type StreamId,
} from '@jointly/kernel';
import { rebuildProjections } from '@jointly/projections';
import { openReadModels, readModels, type ReadModels } from '../read-models';

export const registry = new EventRegistry(allEvents);
export const reop = associationId('reop');
export const coordinator = 'person_coordinator' as PersonId;

/** What a sealed field looks like here: the text can still be read, so that specifications can tell whose it is. */
export const sealed = (text: string): SealedField => ({
  v: 1,
  class: 'personal',
  keyId: 'key',
  path: '/name',
  schemaVersion: 1,
  nonce: 'bm9uY2Vub25jZQ',
  ciphertext: text,
});

export interface Circumstances {
  readonly actor?: PersonId;
  readonly at?: Instant;
  /** Absent for what no command owns. */
  readonly commandId?: CommandId;
}

/** A log in memory, told event by event; each is checked against its schema and sealed as the executor would. */
export class History {
  readonly store = openMemoryEventStore({ clock: 'controlled' });
  private readonly revisions = new Map<StreamId, number>();
  private clock: Instant = instant('2026-03-02T08:00:00Z');

  /** Everything that follows happens at that time, unless it says otherwise. */
  at(time: string): this {
    this.clock = instant(time);
    return this;
  }

  async record<E extends DomainEvent>(
    stream: StreamId,
    event: E,
    { actor = coordinator, at = this.clock, commandId }: Circumstances = {},
  ): Promise<void> {
    registry.validate(event);
    const revision = (this.revisions.get(stream) ?? -1) + 1;
    const eventId = deadlineEventId(stream, event.type, String(revision));
    await this.store.append({
      stream,
      expected: revision - 1,
      events: [
        {
          eventId,
          type: event.type,
          schemaVersion: 1,
          association: parseStreamId(stream).association,
          stream,
          revision,
          occurredAt: at,
          recordedAt: this.clock,
          data: seal(event),
          metadata: {
            actor,
            authority: [],
            ...(commandId !== undefined && { commandId }),
            correlationId: eventId,
            causationId: eventId,
            clock: 'controlled',
            salt: 'c2FsdA',
          },
        },
      ],
    });
    this.revisions.set(stream, revision);
  }

  /** The read models of all that was recorded so far. */
  async folded(): Promise<ReadModels> {
    const directory = temporaryDirectory();
    await rebuildProjections({ feed: this.store, registry, directory, projections: readModels });
    return openReadModels(directory, { position: () => 0n });
  }
}

function seal({ type, data }: DomainEvent): JsonObject {
  const fields = registry.definition(type).schema.properties as Record<string, { sealed?: string }>;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, fields[name]?.sealed ? { ...sealed(value as string) } : value]),
  );
}

const made: string[] = [];

export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'read-models-'));
  made.push(path);
  return path;
}

export const removeTemporaryDirectories = (): void => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
};
