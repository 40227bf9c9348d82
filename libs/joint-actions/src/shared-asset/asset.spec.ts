import { days, later, type DomainEvent, type PersonId } from '@jointly/kernel';
import { AssetStory, custodian, easyRules, monday, theFilter, type AssetSetting } from '../testing/asset-story';
import { clusterCreated, memberPress, oilCluster, press, reopWith } from '../testing/parties';
import { committee, delegateOf, memberId, treasurer } from '../testing/purchase-cast';
import { given } from '../testing/specification';
import { sharedAsset } from './aggregate';
import {
  ApproveSurplus,
  ChangeAccessRules,
  CommissionAsset,
  JoinWaitlist,
  NameCustodians,
  OpenFunding,
  ProposeSurplus,
  RecordAcquisition,
  RecordAssetCost,
  RecordHandOver,
  RecordReturn,
  RegisterAsset,
  RetireAsset,
} from './commands';
import { assetPhase } from './phase';
import type { AccessRules, Opening } from './schemas';

const etb = (birr: number) => ({ minor: birr * 100, currency: 'ETB' });

function registering(more: object = {}, others: Record<string, readonly DomainEvent[]> = {}) {
  const data = {
    clusterId: oilCluster,
    title: 'Filter press',
    kind: 'EQUIPMENT' as const,
    owner: { kind: 'INSTITUTION' as const, name: 'Chamber of Commerce of Addis Ababa' },
    custodians: [custodian],
    rules: easyRules,
    ...more,
  };
  const known = { association: reopWith(), cluster: [clusterCreated], owner: reopWith(), ...others };
  return given(sharedAsset).known(known).when(RegisterAsset, data);
}

describe('an asset', () => {
  it('is registered with its owner, who need not be among its users', () => {
    const { events, refusal } = registering();
    expect(refusal).toBeUndefined();
    expect(events[0]!.data).toMatchObject({
      owner: { kind: 'INSTITUTION' },
      currency: 'ETB',
      timeZone: 'Africa/Addis_Ababa',
      rulesVersion: 1,
    });
  });

  it('may be in another time zone than its association, and in none that there is not', () => {
    expect(registering({ timeZone: 'America/Managua' }).events[0]!.data).toMatchObject({ timeZone: 'America/Managua' });
    registering({ timeZone: 'Mars/Olympus' }).refuses('UNKNOWN_TIME_ZONE');
  });

  it('that an enterprise owns is owned by one that is registered here', () => {
    const owner = { kind: 'ENTERPRISE', enterpriseId: press };
    const nobody = registering({ owner }, { owner: [] });
    nobody.refuses('ENTERPRISE_NOT_FOUND');
    expect(nobody.refusal?.field).toBe('owner.enterpriseId');
    expect(registering({ owner }, { owner: memberPress() }).refusal).toBeUndefined();
  });

  it('that shareholders own says how many shares there are', () => {
    registering({ owner: { kind: 'SHAREHOLDERS' } }).refuses('SHARE_CAPITAL_NEEDED');
    const shareCapital = { shares: 100, capPercent: 20 };
    expect(registering({ owner: { kind: 'SHAREHOLDERS' }, shareCapital }).refusal).toBeUndefined();
  });

  it('has a cap that lets somebody hold a share', () => {
    registering({ shareCapital: { shares: 3, capPercent: 10 } }).refuses('SHARE_CAP_TOO_LOW');
    expect(registering({ shareCapital: { shares: 3, capPercent: 34 } }).refusal).toBeUndefined();
  });

  it('belongs to a cluster, and is registered by a coordinator', () => {
    registering({}, { cluster: [] }).refuses('CLUSTER_NOT_FOUND');
    registering({}, { association: [reopWith()[0]!] }).refuses('NOT_PERMITTED');
  });
});

describe('rules of access', () => {
  const opening = (from: string, until: string, weekday: Opening['weekday'] = 'MO'): Opening => ({
    weekday,
    from,
    until,
  });

  it.each<[string, Partial<AccessRules>]>([
    ['a shortest booking that is longer than the longest', { minimumMinutes: 90, maximumMinutes: 60 }],
    ['a quota below the shortest booking', { minimumMinutes: 90, quota: { period: 'DAY', minutes: 60 } }],
    ['a surplus that goes by shares where there are none', { surplusMethod: 'SHARES' }],
    ['hours that end before they begin', { openingHours: [opening('18:00', '08:00')] }],
    ['hours of one day that overlap', { openingHours: [opening('08:00', '12:00'), opening('11:59', '18:00')] }],
  ])('contradict themselves with %s', (_, rules) => {
    registering({ rules: { ...easyRules, ...rules } }).refuses('ACCESS_RULES_CONTRADICT');
  });

  it('may have hours that meet, and the same ones on other days', () => {
    const openingHours = [opening('08:00', '12:00'), opening('12:00', '24:00'), opening('09:00', '11:00', 'TU')];
    expect(registering({ rules: { ...easyRules, openingHours } }).refusal).toBeUndefined();
  });

  it('change by version', () => {
    const story = new AssetStory();
    const rules = { ...easyRules, cutOffHours: 48 };
    expect(story.tries(ChangeAccessRules, { rules, rulesVersion: 2 }).refusal?.code).toBe('STALE_RULES');
    story.does(ChangeAccessRules, { rules, rulesVersion: 1 });
    expect(story.asset).toMatchObject({ rules: { cutOffHours: 48 }, rulesVersion: 2 });
    const worse = { ...easyRules, minimumMinutes: 2000 };
    expect(story.tries(ChangeAccessRules, { rules: worse, rulesVersion: 2 }).refusal?.code).toBe(
      'ACCESS_RULES_CONTRADICT',
    );
  });
});

describe('custodians', () => {
  it('are replaced, and the former ones keep the asset no longer', () => {
    const story = new AssetStory();
    const other = 'person_other' as PersonId;
    story.does(NameCustodians, { custodians: [other] });
    const bookingId = story.book(1, monday('10:00'), monday('12:00'));
    story.at(monday('10:00'));
    const handOver = (by: PersonId) =>
      story.tries(RecordHandOver, { ...story.naming(bookingId), condition: 'GOOD' }, by).refusal?.code;
    expect([handOver(custodian), handOver(other)]).toEqual(['NOT_PERMITTED', undefined]);
  });
});

describe('what is acquired', () => {
  const worth = { price: etb(100), salvage: etb(10), lifeYears: 5 };

  it('can be booked once it is commissioned, with what its meter shows', () => {
    const story = new AssetStory({ until: 'REGISTERED', meterUnit: 'h' });
    const commission = (reading?: string) =>
      story.tries(CommissionAsset, reading === undefined ? {} : { reading }).refusal?.code;
    expect(assetPhase(story.asset)).toBe('PROPOSED');
    expect(commission('5')).toBe('NOT_ACQUIRED');
    story.does(RecordAcquisition, worth);
    expect(story.tries(RecordAcquisition, worth).refusal?.code).toBe('ALREADY_ACQUIRED');
    expect(() => story.book(1, monday('10:00'), monday('12:00'))).toThrow('ASSET_NOT_AVAILABLE');
    expect(commission()).toBe('READING_NEEDED');
    expect(commission('5')).toBeUndefined();
    expect(assetPhase(story.asset)).toBe('AVAILABLE');
    expect(story.asset.readings.last()?.value).toBe('5');
    expect(commission('6')).toBe('ALREADY_COMMISSIONED');
  });

  it('has a price in the asset’s currency, nothing where it is lent, and is worth that at its end at most', () => {
    const code = (more: object) =>
      new AssetStory({ until: 'REGISTERED' }).tries(RecordAcquisition, { ...worth, ...more }).refusal?.code;
    expect(code({ price: { minor: 5, currency: 'XOF' } })).toBe('WRONG_CURRENCY');
    expect(code({ salvage: etb(101) })).toBe('SALVAGE_ABOVE_PRICE');
    expect(code({ price: etb(10 ** 12) })).toBe('AMOUNT_TOO_LARGE');
    expect(code({ price: etb(0), salvage: etb(0) })).toBeUndefined();
  });
});

describe('an asset that is retired', () => {
  const reason = 'Worn out.';
  const retires = (story: AssetStory) => story.tries(RetireAsset, { reason });
  const used = (setting: AssetSetting = {}) => {
    const story = new AssetStory(setting);
    const bookingId = story.book(1, monday('10:00'), monday('12:00'));
    story.at(monday('10:00')).does(RecordHandOver, { ...story.naming(bookingId), condition: 'GOOD' }, custodian);
    return { story: story.at(monday('12:00')), bookingId };
  };

  it('displaces whatever is ahead, however far, and lets nobody wait any longer', () => {
    const story = new AssetStory();
    const far = later(monday('10:00'), days(60));
    const bookingId = story.book(1, far, later(far, 7_200_000));
    const waits = { enterpriseId: memberId(2), start: far, end: later(far, 7_200_000) };
    story.does(JoinWaitlist, waits, delegateOf(memberId(2)));
    const { events } = retires(story);
    expect(events.map(({ type }) => type)).toEqual(['AssetRetired', 'BookingDisplaced', 'WaitlistLeft']);
    expect(events[1]!.data).toMatchObject({ bookingId, cause: 'RETIREMENT', alternatives: [] });
    expect(story.asset.waitlist.size).toBe(0);
    expect(() => story.book(1, monday('10:00'), monday('12:00'))).toThrow('ASSET_RETIRED');
  });

  it('is in nobody’s hands, and nothing about its money is pending', () => {
    const { story, bookingId } = used();
    expect(retires(story).refusal?.code).toBe('ASSET_IN_HAND');
    story.does(RecordReturn, { ...story.naming(bookingId), condition: 'GOOD' }, custodian);
    story.does(ProposeSurplus, {}, treasurer);
    expect(retires(story).refusal?.code).toBe('SURPLUS_PENDING');
    const { distributionId } = story.asset.surplus!;
    story.does(ApproveSurplus, { distributionId }, committee);
    story.does(OpenFunding, { target: etb(5), deadline: later(story.world.now, days(1)) });
    expect(retires(story).refusal?.code).toBe('FUNDING_OPEN');
    story.wait(24);
    expect(retires(story).refusal).toBeUndefined();
    expect(assetPhase(story.asset)).toBe('RETIRED');
  });

  it('is billed for what it was used, pays what it cost, and shares what is left', () => {
    const { story, bookingId } = used({ rules: { reviewDays: 3 } });
    story.does(RecordReturn, { ...story.naming(bookingId), condition: 'GOOD' }, custodian);
    retires(story);
    story.wait(72);
    expect(story.booking(bookingId)?.status).toBe('BILLED');
    story.does(RecordAssetCost, { category: 'OTHER', variable: false, amount: etb(1) }, treasurer);
    expect(story.tries(ProposeSurplus, {}, treasurer).refusal?.code).toBe('NO_SURPLUS');
    expect(story.tries(NameCustodians, { custodians: [custodian] }).refusal?.code).toBe('ASSET_RETIRED');
  });

  it('was registered before', () => {
    given(sharedAsset)
      .known({ association: reopWith() })
      .when(RetireAsset, { assetId: theFilter, reason })
      .refuses('ASSET_NOT_FOUND');
  });
});
