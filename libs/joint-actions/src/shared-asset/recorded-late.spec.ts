import { bookable, custodian, monday, theFilter } from '../testing/asset-story';
import { reopWith } from '../testing/parties';
import { by, given } from '../testing/specification';
import { sharedAsset } from './aggregate';
import {
  CompleteMaintenance,
  EndDowntime,
  RecordMeterReading,
  ScheduleMaintenance,
  SetMaintenancePlan,
} from './commands';

const now = monday('14:00');
const assetId = theFilter;
const press = (...later: Parameters<typeof given>[1][]) =>
  given(sharedAsset, ...bookable({ meterUnit: 'h' }), ...later).known({ association: reopWith() });
const at = (occurredAt: typeof now) => ({ actor: custodian, now, occurredAt });

describe('what is recorded later than it happened', () => {
  const start = monday('11:00');
  const down = { assetId, downtimeId: 'downtime_1', start, expectedEnd: monday('20:00') };
  const broken = by(custodian, start, {
    type: 'DowntimeStarted',
    data: { ...down, cause: 'BREAKDOWN', reportedBy: custodian },
  });

  it('ends no downtime before it began', () => {
    press(broken)
      .when(EndDowntime, { assetId }, at(monday('10:59')))
      .refuses('ENDS_BEFORE_IT_STARTS');
    press(broken)
      .when(EndDowntime, { assetId }, at(monday('12:00')))
      .then({ type: 'DowntimeEnded', data: { assetId, downtimeId: 'downtime_1', end: monday('12:00') } });
  });

  it('reads no meter before it was read last', () => {
    const reading = { assetId, readingId: 'reading_1', at: monday('12:00'), reading: '110' };
    const read = by(custodian, monday('12:00'), { type: 'MeterRead', data: reading });
    press(read)
      .when(RecordMeterReading, { assetId, reading: '120' }, at(monday('11:00')))
      .refuses('READING_OUT_OF_ORDER');
    expect(
      press(read).when(RecordMeterReading, { assetId, reading: '120' }, at(monday('12:00'))).refusal,
    ).toBeUndefined();
  });
});

describe('maintenance that is done', () => {
  it('was scheduled, where it says so, and found no meter turned back', () => {
    press().when(CompleteMaintenance, { assetId, maintenanceId: 'none' }, at(now)).refuses('MAINTENANCE_NOT_FOUND');
    press().when(CompleteMaintenance, { assetId, reading: '99' }, at(now)).refuses('READING_FALLS');
  });
});

describe('what can’t be used yet', () => {
  it('is maintained by nobody’s plan', () => {
    const acquired = given(sharedAsset, ...bookable({ until: 'ACQUIRED' })).known({ association: reopWith() });
    acquired.when(SetMaintenancePlan, { assetId, everyDays: 9 }).refuses('ASSET_NOT_AVAILABLE');
    const slot = { start: monday('15:00'), end: monday('16:00') };
    acquired.when(CompleteMaintenance, { assetId }).refuses('ASSET_NOT_AVAILABLE');
    acquired.when(ScheduleMaintenance, { assetId, title: 'Oil', ...slot }, { now }).refuses('ASSET_NOT_AVAILABLE');
  });
});
