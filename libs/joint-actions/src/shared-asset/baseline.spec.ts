import { instant, money, type PersonId } from '@jointly/kernel';
import { associationStream } from '../streams';
import { AssetStory, custodian, monday, type AssetSetting } from '../testing/asset-story';
import { paper, roleGranted } from '../testing/parties';
import { delegateOf, memberId, verifier } from '../testing/purchase-cast';
import { reop } from '../testing/specification';
import { ownershipRate } from './baseline';
import { DeclareHireBaseline, RecordHandOver, RecordReturn, VerifyHireBaseline } from './commands';
import type { OwnershipCost } from './schemas';

const etb = (birr: number) => money(birr * 100, 'ETB');
const price = (amount: string) => ({ amount, currency: 'ETB' });

/** (60 000 − 6000)/10 + 0.1·(60 000 + 6000)/2 + 1300 = 10 000 a year over 400 hours, and 5 each. */
const ownership: OwnershipCost = {
  price: etb(60_000),
  salvage: etb(6000),
  lifeYears: 10,
  capitalRate: '0.1',
  fixedPerYear: etb(1300),
  variablePerUnit: price('5'),
  annualUnits: '400',
};

const quoted = { source: 'Price list', quotedAt: instant('2026-01-02') };
const hire = { ...quoted, basis: 'HIRE_RATE', per: 'HOUR', rate: price('350'), evidence: paper } as const;
const own = { ...quoted, basis: 'OWN_OWNERSHIP', per: 'HOUR', ownership } as const;

const declares = (story: AssetStory, data: object) => story.tries(DeclareHireBaseline, data as typeof hire);
const declared = (story: AssetStory, data: object): string =>
  (declares(story, data).events.at(-1)!.data as { baselineId: string }).baselineId;
const verifies = (story: AssetStory, baselineId: string, actor: PersonId = verifier) =>
  story.tries(VerifyHireBaseline, { baselineId }, actor).refusal?.code;

describe('what owning one alone costs', () => {
  it('is wear, capital and fixed cost by the unit, and what each unit adds', () => {
    expect(ownershipRate(ownership).toFixed()).toBe('30');
    expect(ownershipRate({ ...ownership, annualUnits: '300' }).toFixed()).toBe('38.333333');
  });

  it('is computed and recorded with its figures', () => {
    expect(declares(new AssetStory(), own).events[0]!.data).toMatchObject({ rate: price('30'), ownership });
  });
});

describe('a baseline', () => {
  it.each<[string, object, string]>([
    ['a hire rate without its rate', { ...hire, rate: undefined }, 'WRONG_BASELINE'],
    ['a hire rate with figures of ownership', { ...hire, ownership }, 'WRONG_BASELINE'],
    ['a rate that is yet to be quoted', { ...hire, quotedAt: instant('2027-01-01') }, 'OCCURRED_IN_THE_FUTURE'],
    ['a hire rate without evidence', { ...hire, evidence: undefined }, 'EVIDENCE_NEEDED'],
    ['ownership with a rate of its own', { ...own, rate: price('9') }, 'WRONG_BASELINE'],
    [
      'ownership of what is never used',
      { ...own, ownership: { ...ownership, annualUnits: '0' } },
      'QUANTITY_NOT_POSITIVE',
    ],
    [
      'ownership of what gains value',
      { ...own, ownership: { ...ownership, salvage: etb(60_001) } },
      'SALVAGE_ABOVE_PRICE',
    ],
    [
      'ownership at a rate beyond all reason',
      { ...own, ownership: { ...ownership, annualUnits: '0.000001' } },
      'AMOUNT_TOO_LARGE',
    ],
    ['another currency', { ...hire, rate: { amount: '1', currency: 'XOF' } }, 'WRONG_CURRENCY'],
    ['the meter where there is none', { ...hire, per: 'METER' }, 'NO_METER'],
  ])('is not declared with %s', (_, data, code) => {
    const given = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
    expect(declares(new AssetStory(), given).refusal?.code).toBe(code);
  });

  it('is verified once, by another person who acts for no user of the asset', () => {
    const story = new AssetStory();
    const baselineId = declared(story, hire);
    story.world.tell(associationStream(reop), roleGranted('person_coordinator' as PersonId, 'VERIFIER'));
    story.world.tell(associationStream(reop), roleGranted(delegateOf(memberId(1)), 'VERIFIER'));
    story.book(1, monday('10:00'), monday('12:00'));
    expect(verifies(story, baselineId, 'person_coordinator' as PersonId)).toBe('SAME_PERSON');
    expect(verifies(story, baselineId, delegateOf(memberId(1)))).toBe('OWN_MATTER');
    expect(verifies(story, 'baseline_none')).toBe('BASELINE_NOT_FOUND');
    expect([verifies(story, baselineId), verifies(story, baselineId)]).toEqual([undefined, 'ALREADY_VERIFIED']);
  });
});

describe('what a use would have cost elsewhere', () => {
  function baselinesOf(
    setting: AssetSetting,
    before: (story: AssetStory) => void,
    during?: (story: AssetStory) => void,
  ) {
    const story = new AssetStory(setting);
    const bookingId = story.book(1, monday('10:00'), monday('14:00'));
    before(story);
    const reading = (value: string) => (setting.meterUnit === undefined ? {} : { reading: value });
    story.at(monday('10:00'));
    story.does(RecordHandOver, { ...story.naming(bookingId), condition: 'GOOD', ...reading('100') }, custodian);
    story.at(monday('11:00'));
    during?.(story);
    story
      .at(monday('13:00'))
      .does(RecordReturn, { ...story.naming(bookingId), condition: 'GOOD', ...reading('140') }, custodian);
    return story.world.log.find(({ type }) => type === 'UsageBilled')!.data['baselines'];
  }

  it('is told with the bill, for the time used and not the time booked, by every basis', () => {
    const told = baselinesOf({}, (story) => {
      for (const data of [hire, own]) verifies(story, declared(story, data));
    });
    expect(told).toEqual([
      expect.objectContaining({ basis: 'HIRE_RATE', quantity: { value: '3', unit: 'h' }, cost: etb(1050) }),
      expect.objectContaining({ basis: 'OWN_OWNERSHIP', quantity: { value: '3', unit: 'h' }, cost: etb(90) }),
    ]);
  });

  it('goes by the meter where the rate does', () => {
    const told = baselinesOf({ meterUnit: 'kg' }, (story) =>
      verifies(story, declared(story, { ...hire, per: 'METER' })),
    );
    expect(told).toEqual([expect.objectContaining({ quantity: { value: '40', unit: 'kg' }, cost: etb(14_000) })]);
  });

  it('is by the latest of its basis that was verified before the hand-over, and by none that came later', () => {
    const later = (story: AssetStory) => verifies(story, declared(story, { ...hire, rate: price('999') }));
    expect(baselinesOf({}, (story) => declared(story, hire), later)).toEqual([]);
    const told = baselinesOf(
      {},
      (story) => {
        verifies(story, declared(story, hire));
        story.at(monday('09:00'));
        verifies(story, declared(story, { ...hire, rate: price('300') }));
      },
      later,
    );
    expect(told).toEqual([expect.objectContaining({ cost: etb(900) })]);
  });
});
