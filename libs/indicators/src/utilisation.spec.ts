import { instant } from '@jointly/kernel';
import type { Period } from './membership';
import { utilisation, type TimeOfAsset } from './utilisation';

/** Hours from the beginning of 2 March 2026. */
const hours = (from: number, until: number): Period => ({ from: at(from), until: at(until) });
const at = (hour: number) => instant(Date.UTC(2026, 2, 2) + hour * 3_600_000);
const day = hours(0, 24);

const unused: TimeOfAsset = {
  open: [hours(8, 18)],
  maintenance: [],
  downtime: [],
  booked: [],
  uses: [],
  runs: [],
  bookings: { due: 0, missed: 0 },
};

test('a day of ten open hours with two of maintenance, two of downtime, three of use and one of a joint run', () => {
  const figure = utilisation(
    {
      ...unused,
      maintenance: [hours(6, 10)],
      downtime: [hours(16, 20)],
      booked: [hours(10, 12), hours(14, 16)],
      uses: [
        { ...hours(10, 12), member: true },
        { ...hours(14, 15), member: false },
      ],
      runs: [hours(15, 16)],
      bookings: { due: 3, missed: 1 },
    },
    day,
  );
  expect(figure).toEqual({
    openHours: '10.000000',
    scheduledHours: '8.000000',
    downtimeHours: '2.000000',
    availableHours: '6.000000',
    bookedHours: '4.000000',
    usedHours: '4.000000',
    usedByMembers: '2.000000',
    usedByOthers: '1.000000',
    usedByRuns: '1.000000',
    utilisation: '0.666667',
    availability: '0.750000',
    noShows: { k: 1, n: 3, value: '0.333333' },
  });
});

test('a month of 252 open hours with 22 of downtime, of which 19 were used', () => {
  const month = {
    ...unused,
    open: [hours(0, 252)],
    downtime: [hours(100, 122)],
    uses: [{ ...hours(0, 19), member: true }],
    bookings: { due: 6, missed: 1 },
  };
  expect(utilisation(month, hours(0, 744))).toMatchObject({
    availableHours: '230.000000',
    availability: '0.912698',
    utilisation: '0.082609',
    noShows: { k: 1, n: 6, value: '0.166667' },
  });
});

test('what lies outside the period counts for another one', () => {
  const use = { ...hours(17, 33), member: true };
  const time = { ...unused, open: [hours(8, 18), hours(32, 42)], uses: [use], booked: [use] };
  expect(utilisation(time, day)).toMatchObject({ openHours: '10.000000', usedHours: '7.000000' });
  expect(utilisation(time, hours(24, 48))).toMatchObject({ openHours: '10.000000', usedHours: '9.000000' });
});

test('a use kept beyond opening hours may bring utilisation above 1', () => {
  expect(utilisation({ ...unused, uses: [{ ...hours(8, 20), member: true }] }, day).utilisation).toBe('1.200000');
});

test('downtime during planned maintenance lowers availability no further', () => {
  const figure = utilisation({ ...unused, maintenance: [hours(8, 12)], downtime: [hours(8, 12)] }, day);
  expect(figure).toMatchObject({ scheduledHours: '6.000000', downtimeHours: '0.000000', availability: '1.000000' });
});

test('what was never open has neither a utilisation nor an availability', () => {
  const figure = utilisation({ ...unused, open: [] }, day);
  expect(figure).toMatchObject({ utilisation: null, availability: null, noShows: { k: 0, n: 0, value: null } });
});
