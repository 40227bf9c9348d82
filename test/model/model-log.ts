import type { StreamId } from '@jointly/kernel';
import type { Append } from '@jointly/event-store';

/** What an append must lead to; `position` as a plain number, `actual` as a conflict names it. */
export type Expected =
  { readonly revision: number; readonly position: number; readonly duplicate: boolean } | 'conflict';

interface Entry {
  readonly stream: StreamId;
  readonly id: string;
}

/** The event store's contract in thirty lines: one list of what was written, and no clever thing. */
export class ModelLog {
  constructor(readonly entries: readonly Entry[] = []) {}

  /** The log after an append, and what its caller is told. */
  append({ stream, expected, events }: Append): { log: ModelLog; outcome: Expected } {
    const places = events.map(({ eventId }) => this.entries.findIndex(({ id }) => id === eventId));
    const known = places.filter((place) => place >= 0).length;
    const revisions = places.map((place) => this.revisionAt(place, stream));
    if (known === events.length && revisions.every((revision, index) => revision === revisions[0]! + index))
      return { log: this, outcome: { revision: revisions.at(-1)!, position: places.at(-1)! + 1, duplicate: true } };
    if (known > 0 || expected !== this.ofStream(stream).length - 1) return { log: this, outcome: 'conflict' };
    const log = new ModelLog([...this.entries, ...events.map(({ eventId }) => ({ stream, id: eventId }))]);
    const position = log.entries.length;
    return { log, outcome: { revision: expected + events.length, position, duplicate: false } };
  }

  ofStream(stream: StreamId): readonly string[] {
    return this.entries.filter((entry) => entry.stream === stream).map(({ id }) => id);
  }

  /** NaN, which equals nothing, where the event is not of this stream. */
  private revisionAt(place: number, stream: StreamId): number {
    const entry = this.entries[place];
    return entry?.stream === stream ? this.ofStream(stream).indexOf(entry.id) : NaN;
  }
}
