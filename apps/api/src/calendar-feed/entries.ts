import type { BlockDocument, BookingDocument } from '@jointly/read-models';
import type { FeedEvent } from './ics';

type Shown = Omit<FeedEvent, 'start' | 'end'>;

const tentative: readonly BookingDocument['status'][] = ['REQUESTED', 'HELD'];
const standing: readonly BookingDocument['status'][] = ['CONFIRMED', 'IN_USE', 'RETURNED', 'BILLED'];

/** What did not come to anything is told as cancelled, or a program would go on showing it. */
export const bookingEntry = ({ bookingId, status, changedAt }: BookingDocument, summary: string): Shown => ({
  id: bookingId,
  summary,
  status: tentative.includes(status) ? 'TENTATIVE' : standing.includes(status) ? 'CONFIRMED' : 'CANCELLED',
  changedAt,
});

/** Of others' bookings: that the time is taken. */
export const takenEntry = (id: string, { start, end }: Pick<FeedEvent, 'start' | 'end'>): FeedEvent => ({
  id,
  summary: 'Taken',
  status: 'CONFIRMED',
  changedAt: start,
  start,
  end,
});

export const blockEntry = (block: BlockDocument): Shown => ({
  id: block.id,
  summary: titleOf(block),
  status: 'CONFIRMED',
  changedAt: block.changedAt,
});

function titleOf(block: BlockDocument): string {
  switch (block.of) {
    case 'DOWNTIME':
      return 'Out of service';
    case 'MAINTENANCE':
      return block.title ?? 'Maintenance';
    case 'RUN':
      return block.title;
  }
}
