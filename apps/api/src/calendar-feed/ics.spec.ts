import { associationId, type Instant } from '@jointly/kernel';
import { icsOf, type FeedEvent } from './ics';

const at = (time: string) => `2026-11-25T${time}:00.000Z` as Instant;

const event = (over: Partial<FeedEvent> = {}): FeedEvent => ({
  id: 'booking_1',
  summary: 'Taken',
  start: at('07:00'),
  end: at('09:30'),
  status: 'CONFIRMED',
  changedAt: at('01:02'),
  ...over,
});

const text = (...events: FeedEvent[]) => icsOf({ association: associationId('reop'), name: 'Oil press', events });

/** Content lines as RFC 5545, 3.1 has them, unfolded. */
const linesOf = (ics: string): string[] => ics.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);

describe('an iCalendar feed', () => {
  it('is one calendar of version 2.0 with an event for each entry', () => {
    const lines = linesOf(text(event(), event({ id: 'booking_2', status: 'TENTATIVE' })));
    expect([lines[0], lines[1], lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', 'END:VCALENDAR']);
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(2);
  });

  it('says when in UTC, and dates each entry by its last event', () => {
    expect(linesOf(text(event()))).toEqual(
      expect.arrayContaining([
        'UID:booking_1@reop.jointly',
        'DTSTAMP:20261125T010200Z',
        'DTSTART:20261125T070000Z',
        'DTEND:20261125T093000Z',
        'STATUS:CONFIRMED',
        'SUMMARY:Taken',
      ]),
    );
  });

  it('frees the time of what was cancelled', () => {
    const lines = linesOf(text(event({ status: 'CANCELLED' })));
    expect(lines).toEqual(expect.arrayContaining(['STATUS:CANCELLED', 'TRANSP:TRANSPARENT']));
  });

  it('is the same to the byte while nothing changes, so that programs can be told so', () => {
    expect(text(event())).toBe(text(event()));
    expect(text(event())).not.toBe(text(event({ changedAt: at('02:00') })));
  });

  it('ends every line with CR and LF, and folds those of more than 75 octets', () => {
    const ics = text(event({ summary: 'ሸማ ሥራ '.repeat(40) }));
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(linesOf(ics).find((line) => line.startsWith('SUMMARY:'))).toContain('ሸማ ሥራ ሸማ ሥራ');
  });

  it('lets no title smuggle in a line of its own', () => {
    const lines = linesOf(text(event({ summary: 'Fine; really,\r\nEND:VEVENT\nX:\\1' })));
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
    expect(lines).toContain('SUMMARY:Fine\\; really\\,\\nEND:VEVENT\\nX:\\\\1');
  });

  it('has its name as the calendar’s, and asks to be read again in a quarter of an hour', () => {
    expect(linesOf(text())).toEqual(
      expect.arrayContaining(['X-WR-CALNAME:Oil press', 'REFRESH-INTERVAL;VALUE=DURATION:PT15M']),
    );
  });
});
