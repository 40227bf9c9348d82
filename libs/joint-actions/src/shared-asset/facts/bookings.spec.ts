import type { DomainEvent } from '@jointly/kernel';
import { reop } from '../../testing/specification';
import { almaz, assetId, at, bekele, birr, of, on, onAsset, ToldAsset } from '../../testing/told-asset';

const price = (amount: string) => ({ amount, currency: 'ETB' });

describe('a booking tells the indicators', () => {
  it('who wanted it, and that it joined, once', () => {
    const told = new ToldAsset().asks('booking_1').asks('booking_2').asks('booking_3', bekele, {}, 'WaitlistJoined');
    expect(told.facts('responded')).toMatchObject([
      { enterprise: almaz, response: 'JOINED', action: onAsset },
      { enterprise: bekele, response: 'JOINED', action: onAsset },
    ]);
    expect(told.facts('intended').map(({ action, quantity }) => [action, quantity])).toEqual(
      ['booking_1', 'booking_2', 'booking_3'].map((booking) => [on(booking), { value: '2', unit: 'h' }]),
    );
    expect(told.facts('committed', 'obligationDue')).toEqual([]);
  });

  it('when it is confirmed: a commitment, what is at stake, and the duty to be there', () => {
    const told = new ToldAsset().books('booking_1');
    expect(told.facts('committed', 'exposure', 'obligationDue')).toMatchObject([
      {
        enterprise: almaz,
        value: birr(400),
        quantity: { value: '2', unit: 'h' },
        binding: true,
        action: on('booking_1'),
      },
      { value: birr(400), secured: birr(0) },
      {
        obligation: 'booking_1',
        of: 'BOOKING',
        counterparty: reop,
        dueAt: at('10:00'),
        value: birr(400),
        reference: birr(1000),
      },
    ]);
  });

  it.each<[string, DomainEvent, object]>([
    [
      'released in time, as kept',
      { type: 'BookingReleased', data: { ...of('booking_1'), late: false } },
      { outcome: '1' },
    ],
    [
      'released late, as the rules of its time said',
      { type: 'BookingReleased', data: { ...of('booking_1'), late: true } },
      { outcome: '0.5' },
    ],
    [
      'displaced, as nobody’s fault',
      { type: 'BookingDisplaced', data: { ...of('booking_1'), cause: 'DOWNTIME', alternatives: [] } },
      { outcome: 'NEUTRAL' },
    ],
  ])('%s, and binding no longer', (_what, event, outcome) => {
    const told = new ToldAsset().books('booking_1').on('2026-03-02T05:00:00Z').tells(event);
    const [made, takenBack] = told.facts('committed');
    expect(takenBack).toMatchObject({ binding: false, supersedes: made!.id, value: birr(0) });
    expect(told.facts('exposure').at(-1)).toMatchObject({ value: birr(0) });
    expect(told.facts('obligationDischarged')).toMatchObject([
      { obligation: 'booking_1', share: '1', observedAt: at('05:00'), action: on('booking_1'), ...outcome },
    ]);
  });

  it('nothing of one that bound nobody yet', () => {
    const told = new ToldAsset().asks('booking_1').asks('booking_2');
    told.tells({ type: 'BookingReleased', data: { ...of('booking_1'), late: false } });
    told.tells({ type: 'BookingDisplaced', data: { ...of('booking_2'), cause: 'DOWNTIME', alternatives: [] } });
    expect(told.facts('committed', 'exposure', 'obligationDischarged')).toEqual([]);
  });

  it('a no-show, as broken and still a commitment', () => {
    const told = new ToldAsset().books('booking_1').on('2026-03-02T11:00:00Z');
    told.tells({ type: 'BookingMissed', data: of('booking_1') });
    expect(told.facts('obligationDischarged')).toMatchObject([{ outcome: '0', observedAt: at('10:30') }]);
    expect(told.facts('committed')).toHaveLength(1);
  });

  const excused: DomainEvent = {
    type: 'BookingExcused',
    data: { ...of('booking_1'), reason: 'The road was flooded.' },
  };
  const missed = () => {
    const told = new ToldAsset().books('booking_1').on('2026-03-02T11:00:00Z');
    return told.tells({ type: 'BookingMissed', data: of('booking_1') });
  };

  it('an excused no-show, as nobody’s fault in place of a broken one', () => {
    const told = missed().on('2026-03-05T11:00:00Z').tells(excused);
    const [broken, neutral] = told.facts('obligationDischarged');
    expect(broken).toMatchObject({ outcome: '0' });
    expect(neutral).toMatchObject({
      obligation: 'booking_1',
      outcome: 'NEUTRAL',
      share: '1',
      supersedes: broken!.id,
      observedAt: at('10:30'),
    });
    expect(told.facts('committed')).toHaveLength(1);
  });

  it('an excused late release, as nobody’s fault, and binding no more than before', () => {
    const told = new ToldAsset().books('booking_1').on('2026-03-02T05:00:00Z');
    told.tells({ type: 'BookingReleased', data: { ...of('booking_1'), late: true } }, excused);
    const [late, neutral] = told.facts('obligationDischarged');
    expect(neutral).toMatchObject({ outcome: 'NEUTRAL', supersedes: late!.id, observedAt: at('05:00') });
    expect(told.facts('committed').map(({ binding }) => binding)).toEqual([true, false]);
  });

  it.each([
    ['', () => missed()],
    [', excused or not', () => missed().tells(excused)],
  ])('one that was handed over in time after all, as kept, and that it has to come back%s', (_what, story) => {
    const told = story();
    const before = told.facts('obligationDischarged').at(-1)!;
    told.handsOver('booking_1');
    expect(told.facts('obligationDischarged').at(-1)).toMatchObject({
      obligation: 'booking_1',
      outcome: '1',
      supersedes: before.id,
      observedAt: at('10:10'),
    });
    expect(told.facts('obligationDue').map((due) => due.of)).toEqual(['BOOKING', 'RETURN']);
    expect(told.facts('committed')).toMatchObject([{ binding: true }]);
  });

  it('between two members where one of them owns the asset, and of the owner itself nothing', () => {
    const told = new ToldAsset({ kind: 'ENTERPRISE', enterpriseId: bekele })
      .books('booking_1')
      .books('booking_2', bekele);
    told.handsOver('booking_1').handsOver('booking_2', bekele);
    expect(told.facts('obligationDue')).toMatchObject([
      { enterprise: almaz, of: 'BOOKING', counterparty: bekele, betweenMembers: true },
      { enterprise: almaz, of: 'RETURN', counterparty: bekele, betweenMembers: true },
    ]);
    expect(told.facts('obligationDischarged').map(({ enterprise }) => enterprise)).toEqual([almaz]);
  });
});

describe('a use tells the indicators', () => {
  const used = () => new ToldAsset().books('booking_1').handsOver('booking_1');
  const outcome = (told: ToldAsset) =>
    told.facts('obligationDischarged').find(({ obligation }) => obligation === 'booking_1_return');

  it('that the booking was kept, and that the asset has to come back', () => {
    const told = used();
    expect(told.facts('obligationDischarged')).toMatchObject([
      { obligation: 'booking_1', outcome: '1', observedAt: at('10:10') },
    ]);
    expect(told.facts('obligationDue')[1]).toMatchObject({
      obligation: 'booking_1_return',
      of: 'RETURN',
      dueAt: at('12:00'),
      value: birr(400),
    });
  });

  it.each<[string, string, string]>([
    ['12:00', '1', '12:00'],
    ['13:00', '0.75', '13:00'],
    ['16:00', '0', '16:00'],
    ['19:00', '0', '16:00'],
  ])('when it came back: at %s with a grace of four hours that is %s', (time, expected, seen) => {
    expect(outcome(used().takesBack('booking_1', at(time)))).toMatchObject({ outcome: expected, observedAt: at(seen) });
  });

  const overdue = { type: 'ReturnOverdue', data: of('booking_1') };
  const returns = (told: ToldAsset) =>
    told.facts('obligationDischarged').filter(({ obligation }) => obligation === 'booking_1_return');

  const breaks = (told: ToldAsset, time: string) => {
    const down = { downtimeId: 'downtime_1', start: at(time), expectedEnd: at('22:00') };
    const why = { cause: 'BREAKDOWN', reportedBy: 'person_custodian' };
    return told.on(at(time)).tells({ type: 'DowntimeStarted', data: { assetId, ...down, ...why } });
  };

  it('that it did not come back, once its grace is over, and nothing more when it does', () => {
    const told = used().on(at('16:00')).tells(overdue);
    expect(returns(told)).toMatchObject([{ outcome: '0', observedAt: at('16:00') }]);
    expect(returns(told.takesBack('booking_1', at('19:00')))).toHaveLength(1);
  });

  it('instead of that, when it came back, where only the record of it was late', () => {
    const told = used().on(at('16:00')).tells(overdue).takesBack('booking_1', at('13:00'));
    const [missing, back] = returns(told);
    expect(back).toMatchObject({ outcome: '0.75', observedAt: at('13:00'), supersedes: missing!.id });
  });

  it('nothing against who could not bring back what had broken down, though it was repaired by then', () => {
    const told = breaks(used(), '11:00');
    told
      .on(at('15:00'))
      .tells({ type: 'DowntimeEnded', data: { assetId, downtimeId: 'downtime_1', end: at('15:00') } });
    expect(outcome(told.takesBack('booking_1', at('15:30')))).toMatchObject({ outcome: 'NEUTRAL' });
    const kept = breaks(used(), '11:00').on(at('16:00')).tells(overdue);
    expect(returns(kept)).toMatchObject([{ outcome: 'NEUTRAL' }]);
  });

  it('that it was late, where it broke down only after it was due back', () => {
    const late = breaks(used(), '13:00').takesBack('booking_1', at('14:00'));
    expect(outcome(late)).toMatchObject({ outcome: '0.5' });
    const overdueBefore = breaks(used().on(at('16:00')).tells(overdue), '18:00');
    expect(returns(overdueBefore.takesBack('booking_1', at('20:00')))).toMatchObject([{ outcome: '0' }]);
  });

  it('damage says nothing against anybody: it is a claim', () => {
    const told = used().takesBack('booking_1', at('12:00'));
    const before = told.facts('obligationDischarged');
    told.tells({
      type: 'DamageReported',
      data: { assetId, damageId: 'damage_1', bookingId: 'booking_1', reportedBy: 'person_custodian', summary: 'Bent.' },
    });
    expect(told.facts('obligationDischarged')).toEqual(before);
  });

  it('what it saved against each baseline, and anew when a bill is corrected', () => {
    const bill = (hours: string, amount: number) => ({
      tariffId: 'tariff_1',
      basis: 'METER',
      rate: price('200'),
      quantity: { value: hours, unit: 'h' },
      minimumApplied: false,
      amount: birr(amount),
      interval: { from: '10', to: '12' },
      dueAt: at('20:00'),
      baselines: [
        { baselineId: 'baseline_1', basis: 'HIRE_RATE', quantity: { value: hours, unit: 'h' }, cost: birr(700) },
        { baselineId: 'baseline_2', basis: 'OWN_OWNERSHIP', quantity: { value: '1.83', unit: 'h' }, cost: birr(900) },
      ],
    });
    const told = used().takesBack('booking_1', at('12:00'));
    told.tells({ type: 'UsageBilled', data: { ...of('booking_1'), chargeId: 'charge_1', ...bill('2', 400) } });
    const first = told.facts('saving');
    expect(first).toMatchObject([
      { stage: 'REALISED', basis: 'HIRE_RATE', class: 'HARD', baselineCost: birr(700), jointCost: birr(400) },
      { stage: 'REALISED', basis: 'OWN_OWNERSHIP', class: 'SOFT', baselineCost: birr(900), jointCost: birr(400) },
    ]);
    const correction = {
      readingId: 'reading_1',
      adjustmentId: 'charge_2',
      difference: birr(-100),
      ...bill('1.5', 300),
    };
    told.tells({ type: 'UsageBillCorrected', data: { ...of('booking_1'), ...correction } });
    expect(told.facts('saving').slice(2)).toMatchObject(
      first.map(({ id, basis }) => ({ supersedes: id, basis, jointCost: birr(300), action: on('booking_1') })),
    );
  });

  it('a baseline when a second person has verified it', () => {
    const declared = {
      baselineId: 'baseline_1',
      basis: 'HIRE_RATE',
      per: 'HOUR',
      rate: price('350'),
      quotedAt: at('05:00'),
    };
    const told = new ToldAsset().tells(
      { type: 'HireBaselineDeclared', data: { assetId, ...declared, declaredBy: 'person_a', source: 'Price list' } },
      { type: 'HireBaselineVerified', data: { assetId, baselineId: 'baseline_1', basis: 'HIRE_RATE' } },
    );
    expect(told.facts('baselineLocked')).toMatchObject([{ baseline: 'baseline_1', class: 'HARD', action: onAsset }]);
  });
});
