import { later, type EnterpriseId, type JsonObject } from '@jointly/kernel';
import { AssetStory, custodian, monday } from '../testing/asset-story';
import { delegateOf, memberId, treasurer } from '../testing/purchase-cast';
import { coordinator } from '../testing/specification';
import {
  CancelRun,
  CompleteRun,
  JoinRun,
  JoinWaitlist,
  LeaveRun,
  RetireAsset,
  ScheduleRun,
  StartDowntime,
} from './commands';

const [first, second, third] = [memberId(1), memberId(2), memberId(3)];
const etb = (minor: number) => ({ minor, currency: 'ETB' });
const kg = (value: string) => ({ value, unit: 'kg' });

const run = {
  title: 'Test pressing of the new seed',
  start: monday('14:00'),
  end: monday('18:00'),
  joinBy: monday('12:00'),
  capacity: kg('1000'),
  minimum: kg('300'),
  sharing: 'PROPORTIONAL' as const,
  estimatedCost: etb(900_00),
};

const schedules = (story: AssetStory, change: Partial<typeof run> | JsonObject = {}) =>
  story.tries(ScheduleRun, { ...run, ...change });

const scheduled = (change: Partial<Omit<typeof run, 'sharing'>> & { sharing?: 'EQUAL' } = {}) => {
  const story = new AssetStory();
  const { refusal, events } = schedules(story, change);
  if (refusal) throw new Error(refusal.message);
  return { story, runId: events[0]!.data['runId'] as string };
};

const joins = (story: AssetStory, runId: string, enterpriseId: EnterpriseId, value: string, unit = 'kg') =>
  story.tries(JoinRun, { runId, enterpriseId, quantity: { value, unit } }, delegateOf(enterpriseId));

const leaves = (story: AssetStory, runId: string, enterpriseId: EnterpriseId) =>
  story.tries(LeaveRun, { runId, enterpriseId }, delegateOf(enterpriseId));

describe('a joint run', () => {
  it('takes its time from the calendar', () => {
    const { story } = scheduled();
    expect(() => story.book(1, monday('17:00'), monday('19:00'))).toThrow('SLOT_TAKEN');
    expect(schedules(story, { start: monday('17:00'), end: monday('19:00') }).refusal?.code).toBe('SLOT_TAKEN');
  });

  it.each<[string, JsonObject, string]>([
    ['it takes nothing', { capacity: kg('0') }, 'QUANTITY_NOT_POSITIVE'],
    ['its minimum is in another unit', { minimum: { value: '1', unit: 't' } }, 'WRONG_UNIT'],
    ['its minimum is above its capacity', { minimum: kg('1001') }, 'MINIMUM_ABOVE_CAPACITY'],
    ['nobody would have time to join', { joinBy: monday('08:00') }, 'DEADLINE_PASSED'],
    ['joining would end after its start', { joinBy: monday('14:01') }, 'DEADLINES_OUT_OF_ORDER'],
    ['it would end before it starts', { end: monday('13:00') }, 'ENDS_BEFORE_IT_STARTS'],
    ['it would take the asset for a quarter of a year', { end: later(run.start, 93 * 86_400_000) }, 'TOO_LONG'],
    ['its cost is in another currency', { estimatedCost: { minor: 1, currency: 'USD' } }, 'WRONG_CURRENCY'],
  ])('is not scheduled where %s', (_what, change, code) => {
    expect(schedules(new AssetStory(), change).refusal?.code).toBe(code);
  });

  it('is scheduled by a coordinator', () => {
    expect(new AssetStory().tries(ScheduleRun, run, treasurer).refusal?.code).toBe('NOT_PERMITTED');
  });

  it('is joined with as much as it can take; joining again replaces the quantity', () => {
    const { story, runId } = scheduled();
    expect(joins(story, runId, first, '600').refusal).toBeUndefined();
    expect(joins(story, runId, second, '401').refusal).toMatchObject({
      code: 'RUN_FULL',
      message: 'The run takes 400 kg more. Bring no more than that.',
    });
    expect(joins(story, runId, first, '500').refusal).toBeUndefined();
    expect(joins(story, runId, second, '500').refusal).toBeUndefined();
  });

  it('is joined in its unit, with something, by who is asked', () => {
    const { story, runId } = scheduled();
    expect(joins(story, runId, first, '1', 't').refusal?.code).toBe('WRONG_UNIT');
    expect(joins(story, runId, first, '0').refusal?.code).toBe('QUANTITY_NOT_POSITIVE');
    expect(joins(story, 'run_none', first, '1').refusal?.code).toBe('RUN_NOT_FOUND');
    expect(joins(story, runId, 'enterprise_none' as EnterpriseId, '1').refusal?.code).toBe('ENTERPRISE_NOT_FOUND');
  });

  it('can be left until joining ends', () => {
    const { story, runId } = scheduled();
    expect(leaves(story, runId, first).refusal?.code).toBe('NOT_IN_RUN');
    joins(story, runId, first, '600');
    expect(leaves(story, runId, first).refusal).toBeUndefined();
    joins(story, runId, first, '600');
    story.at(monday('12:00'));
    expect(leaves(story, runId, first).refusal?.code).toBe('JOINING_CLOSED');
    expect(joins(story, runId, second, '1').refusal?.code).toBe('JOINING_CLOSED');
  });

  it('goes ahead with those who joined by then', () => {
    const { story, runId } = scheduled();
    joins(story, runId, first, '300');
    story.at(monday('12:00'));
    expect(story.world.log.at(-1)).toMatchObject({
      type: 'RunJoiningClosed',
      data: { members: 1, quantity: kg('300') },
    });
  });

  it.each([
    ['too little', ['299']],
    ['nothing', []],
  ])('is cancelled where %s came together, and its time is free', (_what, quantities) => {
    const { story, runId } = scheduled();
    for (const quantity of quantities) joins(story, runId, first, quantity);
    story.at(monday('12:00'));
    expect(story.world.log.at(-1)).toMatchObject({ type: 'RunCancelled', data: { cause: 'BELOW_MINIMUM' } });
    story.book(1, monday('15:00'), monday('16:00'));
    expect(joins(story, runId, first, '300').refusal?.code).toBe('RUN_IS_OVER');
  });

  it('without a minimum still needs somebody', () => {
    const { minimum: _, ...terms } = run;
    const story = new AssetStory();
    story.does(ScheduleRun, terms);
    story.at(monday('12:00'));
    expect(story.types().at(-1)).toBe('RunCancelled');
  });

  it('cancelled by a coordinator serves who waits for its time', () => {
    const { story, runId } = scheduled();
    const slot = { enterpriseId: third, start: monday('15:00'), end: monday('16:00') };
    story.does(JoinWaitlist, slot, delegateOf(third));
    const { events } = story.does(CancelRun, { runId });
    expect(events.map(({ type }) => type)).toEqual(['RunCancelled', 'BookingPromoted']);
  });
});

describe('a completed run', () => {
  const completes = (story: AssetStory, runId: string, change: JsonObject = {}, at = monday('17:30')) =>
    story.tries(CompleteRun, { runId, cost: etb(1000_00), ...change }, coordinator, at);

  const over = (sharing?: 'EQUAL') => {
    const { story, runId } = scheduled(sharing ? { sharing } : {});
    for (const [member, quantity] of [first, second, third].map(
      (id, index) => [id, ['100', '200', '400'][index]!] as const,
    ))
      joins(story, runId, member, quantity);
    return { story: story.at(monday('18:00')), runId };
  };

  const shares = (events: readonly { type: string; data: JsonObject }[]) =>
    events
      .filter(({ type }) => type === 'RunCostShared')
      .map(({ data }) => [data['enterpriseId'], (data['amount'] as { minor: number }).minor, data['attended']]);

  it('shares its cost by what each brought, to the cent, also among those who were not there', () => {
    const { story, runId } = over();
    const { events } = completes(story, runId, { absent: [second] });
    expect(shares(events)).toEqual([
      [first, 142_86, true],
      [second, 285_71, false],
      [third, 571_43, true],
    ]);
    expect(events[0]).toMatchObject({ type: 'RunCompleted', data: { members: 3, absent: [second] } });
  });

  it('may share it by heads', () => {
    const { story, runId } = over('EQUAL');
    const parts = shares(completes(story, runId).events).map(([, minor]) => minor as number);
    expect([...parts].sort()).toEqual([333_33, 333_33, 333_34]);
  });

  it('took place after its start and joining', () => {
    const early = scheduled();
    joins(early.story, early.runId, first, '300');
    expect(completes(early.story, early.runId).refusal?.code).toBe('JOINING_OPEN');
    const { story, runId } = over();
    expect(completes(story, runId, {}, monday('13:59')).refusal?.code).toBe('BEFORE_ITS_START');
  });

  it('is due from when it is recorded, however long ago it took place', () => {
    const { story, runId } = over();
    const { events } = completes(story.at(later(monday('18:00'), 60 * 86_400_000)), runId);
    expect(events[1]!.data).toMatchObject({
      at: monday('17:30'),
      dueAt: later(monday('18:00'), 90 * 86_400_000),
    });
  });

  it('that had begun is cancelled by no downtime or maintenance that is recorded later', () => {
    const { story, runId } = over();
    const back = monday('20:00');
    story.does(StartDowntime, { expectedEnd: back, cause: 'BREAKDOWN' }, custodian, monday('13:50'));
    expect(completes(story, runId).refusal).toBeUndefined();
  });

  it('misses only who had joined, and is completed once', () => {
    const { story, runId } = over();
    expect(completes(story, runId, { absent: [memberId(9)] }).refusal?.code).toBe('NOT_IN_RUN');
    expect(completes(story, runId).refusal).toBeUndefined();
    expect(completes(story, runId).refusal?.code).toBe('RUN_IS_OVER');
  });

  it('that ends early gives the rest of its time back', () => {
    const { story, runId } = over();
    story.world.now = monday('18:00');
    completes(story, runId);
    expect(story.asset.calendar.byDay.isEmpty()).toBe(true);
  });

  it('of nothing takes nothing from anybody', () => {
    const { story, runId } = over();
    expect(shares(completes(story, runId, { cost: etb(0) }).events).map(([, minor]) => minor)).toEqual([0, 0, 0]);
  });

  it.each(['16:00', '19:00'])('that began is completed after its asset was retired at %s', (time) => {
    const { story, runId } = over();
    story.world.now = monday(time);
    expect(story.does(RetireAsset, { reason: 'Worn out.' }).events.map(({ type }) => type)).toEqual(['AssetRetired']);
    const answer = completes(story.at(monday('19:00')), runId);
    expect([answer.refusal, shares(answer.events).length]).toEqual([undefined, 3]);
  });

  it('that began may also be cancelled then, and one that lay ahead is', () => {
    const { story, runId } = over();
    const ahead = { start: monday('20:00'), end: monday('21:00'), joinBy: monday('20:00') };
    story.does(ScheduleRun, { ...run, ...ahead });
    expect(story.does(RetireAsset, { reason: 'Worn out.' }).events.at(-1)).toMatchObject({ type: 'RunCancelled' });
    expect(story.tries(CancelRun, { runId }).refusal).toBeUndefined();
  });

  it('is a coordinator’s to complete, and no custodian’s', () => {
    const { story, runId } = over();
    const completion = { runId, cost: etb(1) };
    expect(story.tries(CompleteRun, completion, custodian).refusal?.code).toBe('NOT_PERMITTED');
  });
});
