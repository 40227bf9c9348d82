import type { AssociationId, Instant } from '@jointly/kernel';
import { ICalCalendar, ICalEventStatus, ICalEventTransparency } from 'ical-generator';

/** What a calendar program shows as one entry. */
export interface FeedEvent {
  /** The same however often the entry changes. */
  readonly id: string;
  readonly summary: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  /** When it last changed. */
  readonly changedAt: Instant;
}

export interface Feed {
  readonly association: AssociationId;
  readonly name: string;
  readonly events: readonly FeedEvent[];
}

/** How often a program is asked to look again. */
const refreshSeconds = 900;

/** As RFC 5545 has it, in UTC. The same entries give the same bytes. */
export function icsOf({ association, name, events }: Feed): string {
  const calendar = new ICalCalendar({
    prodId: { company: 'Jointly', product: 'Jointly', language: 'EN' },
    name,
    ttl: refreshSeconds,
  });
  for (const { id, summary, start, end, status, changedAt } of events)
    calendar.createEvent({
      id: `${id}@${association}.jointly`,
      summary,
      start: new Date(start),
      end: new Date(end),
      status: ICalEventStatus[status],
      transparency: status === 'CANCELLED' ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      stamp: new Date(changedAt),
      lastModified: new Date(changedAt),
    });
  return `${calendar.toString()}\r\n`;
}
