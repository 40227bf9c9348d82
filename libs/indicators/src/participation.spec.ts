import { money, neutral, type Fact } from '@jointly/kernel';
import { noteMembership, type MembershipState } from './membership';
import { participation } from './participation';
import { participationRate, retention } from './participation-rate';
import { mergeStates } from './scope';
import { day, fact, firm, fold, owes, purchase, shows } from './testing/facts';

const view = (facts: readonly Fact[], on = 0) => participation.view(fold(participation, facts), day(on));

const invited = (who: string, about: Partial<Fact> = {}) => fact({ fact: 'invited', enterprise: firm(who) }, about);
const declines = (who: string, reason?: string) =>
  fact({ fact: 'responded', enterprise: firm(who), response: 'DECLINED', ...(reason ? { reason } : {}) });
const intends = (who: string) => fact({ fact: 'intended', enterprise: firm(who) });
const commits = (who: string, binding = true, about: Partial<Fact> = {}) =>
  fact({ fact: 'committed', enterprise: firm(who), value: money(100_000, 'ETB'), binding }, about);

/** Five invited: one silent, one declines, one only intends, one commits and does not pay, one pays. */
const purchaseOfFive = [
  ...['abebe', 'bekele', 'chala', 'dawit', 'eleni'].map((who) => invited(who)),
  declines('bekele', 'COST'),
  intends('chala'),
  commits('dawit'),
  owes('dawit', 'o1'),
  commits('eleni'),
  owes('eleni', 'o2'),
  shows('eleni', 'o2'),
];

describe('The funnel', () => {
  test('counts each step out of the one before', () => {
    expect(view(purchaseOfFive).funnel).toEqual({
      invited: 5,
      responded: { k: 4, n: 5, value: '0.800000' },
      committed: { k: 2, n: 4, value: '0.500000' },
      fulfilled: { k: 1, n: 2, value: '0.500000' },
    });
  });

  test('an intent is a response and never a commitment', () => {
    const { funnel } = view([invited('abebe'), intends('abebe')]);
    expect([funnel.responded.k, funnel.committed.k]).toEqual([1, 0]);
  });

  test('a withdrawn commitment counts no longer', () => {
    expect(view([commits('abebe'), commits('abebe', false)]).funnel.committed.k).toBe(0);
  });

  test('who came uninvited counts as invited, so no step is larger than the one before', () => {
    expect(view([invited('abebe'), commits('bekele')]).funnel).toMatchObject({ invited: 2, responded: { k: 1, n: 2 } });
  });

  test('out of nobody there is no share', () => {
    expect(view([]).funnel).toEqual({
      invited: 0,
      responded: { k: 0, n: 0, value: null },
      committed: { k: 0, n: 0, value: null },
      fulfilled: { k: 0, n: 0, value: null },
    });
  });

  test('an enterprise in two purchases is one enterprise', () => {
    const facts = [commits('abebe'), commits('abebe', true, { action: purchase('bp2') })];
    expect(view(facts)).toMatchObject({ actions: 2, funnel: { invited: 1, committed: { k: 1, n: 1 } } });
  });

  test('says why those who declined did', () => {
    expect(view([...purchaseOfFive, declines('abebe')]).declined).toEqual({ COST: 1, '': 1 });
  });
});

describe('An obligation is fulfilled', () => {
  const fulfilled = (facts: readonly Fact[], on = 100) =>
    view([commits('abebe'), ...facts], on).funnel.fulfilled.k === 1;

  test.each<[string, Fact[], boolean]>([
    ['when all of it was paid', [owes('abebe', 'o'), shows('abebe', 'o')], true],
    ['when it was paid late within grace', [owes('abebe', 'o'), shows('abebe', 'o', { outcome: '0.1' })], true],
    ['not when it came to nothing', [owes('abebe', 'o'), shows('abebe', 'o', { outcome: '0' })], false],
    ['not while a part is open', [owes('abebe', 'o'), shows('abebe', 'o', { share: '0.999999' })], false],
    [
      'when its parts make up the whole',
      [owes('abebe', 'o'), shows('abebe', 'o', { share: '0.4' }), shows('abebe', 'o', { share: '0.6' })],
      true,
    ],
    [
      'when it was paid in thirds, which rounding cut',
      [owes('abebe', 'o'), ...['o', 'o', 'o'].map((id) => shows('abebe', id, { share: '0.333333' }))],
      true,
    ],
    [
      'when what was not paid was excused',
      [
        owes('abebe', 'o'),
        shows('abebe', 'o', { share: '0.4' }),
        shows('abebe', 'o', { share: '0.6', outcome: neutral }),
      ],
      true,
    ],
    ['not when all of it was excused', [owes('abebe', 'o'), shows('abebe', 'o', { outcome: neutral })], false],
    ['not when another one is open', [owes('abebe', 'o'), shows('abebe', 'o'), owes('abebe', 'p')], false],
  ])('%s', (_, facts, expected) => {
    expect(fulfilled(facts)).toBe(expected);
  });

  test('at the time of its last part, and not before', () => {
    const facts = [
      owes('abebe', 'o'),
      shows('abebe', 'o', { share: '0.5', on: 3 }),
      shows('abebe', 'o', { share: '0.5', on: 9 }),
    ];
    expect([fulfilled(facts, 8), fulfilled(facts, 9)]).toEqual([false, true]);
  });
});

test('each member has own counts: actions by step, and obligations fulfilled of those due', () => {
  const second = { action: purchase('bp2') };
  const facts = [
    ...purchaseOfFive,
    invited('eleni', second),
    commits('eleni', true, second),
    owes('eleni', 'o3', { due: 5 }, second),
    owes('eleni', 'o4', { due: 50 }, second),
  ];
  expect(view(facts, 5).members.at(-1)).toEqual({
    enterprise: 'eleni',
    invited: 2,
    responded: 2,
    committed: 2,
    fulfilled: 1,
    obligations: { k: 1, n: 2, value: '0.500000' },
  });
  const [abebe] = view(facts, 5).members;
  expect(abebe).toMatchObject({
    enterprise: 'abebe',
    invited: 1,
    responded: 0,
    obligations: { k: 0, n: 0, value: null },
  });
});

test('an obligation fulfilled before it is due counts already', () => {
  const facts = [owes('abebe', 'o', { due: 20 }), shows('abebe', 'o', { on: 2 }), owes('abebe', 'p', { due: 20 })];
  expect(view(facts, 5).members[0]!.obligations).toMatchObject({ k: 1, n: 1 });
});

test('the states of single members add up to the association', () => {
  const of = (who: string) =>
    fold(
      participation,
      purchaseOfFive.filter((one) => 'enterprise' in one && one.enterprise === who),
    );
  const merged = mergeStates(['abebe', 'bekele', 'chala', 'dawit', 'eleni'].map(of));
  expect(merged).toEqual(fold(participation, purchaseOfFive));
});

describe('The participation rate', () => {
  const membership = (who: string, on: number, active = true) =>
    fact({ fact: 'membership', enterprise: firm(who), active }, { occurredAt: day(on) });
  const members = (...facts: Fact[]) => facts.reduce<MembershipState>(noteMembership, {});
  const period = { from: day(0), until: day(100) };
  const pays = (who: string, on: number) => [owes(who, `${who}${on}`), shows(who, `${who}${on}`, { on })];
  const half = { minimumMembershipShare: '0.5' };
  const rate = (state: MembershipState, facts: readonly Fact[], rules = half) =>
    participationRate(fold(participation, facts), state, period, rules);

  test('is who fulfilled an obligation out of who was a member for half of the period', () => {
    const state = members(
      membership('abebe', -10),
      membership('bekele', 50),
      membership('chala', 51),
      membership('dawit', -10),
      membership('dawit', 49, false),
    );
    expect(rate(state, [...pays('abebe', 10), ...pays('chala', 60)])).toEqual({ k: 1, n: 2, value: '0.500000' });
    expect(rate(state, pays('chala', 60), { minimumMembershipShare: '0.1' })).toMatchObject({ k: 1, n: 4 });
  });

  test('never has in its denominator who was no member in the period at all', () => {
    const state = members(membership('abebe', -50), membership('abebe', -1, false), membership('bekele', 0));
    expect(rate(state, [], { minimumMembershipShare: '0' })).toMatchObject({ k: 0, n: 1 });
  });

  test('adds up the days of who left and came back', () => {
    const state = members(membership('abebe', 0), membership('abebe', 30, false), membership('abebe', 80));
    expect(rate(state, pays('abebe', 10))).toMatchObject({ k: 1, n: 1 });
  });

  test('does not count what was fulfilled outside of the period', () => {
    const state = members(membership('abebe', -50));
    expect(rate(state, [...pays('abebe', -1), ...pays('abebe', 100)])).toMatchObject({ k: 0, n: 1 });
    expect(rate(state, pays('abebe', 0))).toMatchObject({ k: 1, n: 1 });
    const half = [owes('abebe', 'o'), shows('abebe', 'o', { share: '0.5', on: -1 })];
    expect(rate(state, [...half, shows('abebe', 'o', { share: '0.5', on: 5 })])).toMatchObject({ k: 1, n: 1 });
  });

  test('does not fall when more are invited', () => {
    const state = members(membership('abebe', 0));
    const facts = pays('abebe', 10);
    expect(rate(state, [...facts, invited('bekele'), invited('chala')])).toEqual(rate(state, facts));
  });

  test('of an association without members is undefined', () => {
    expect(rate({}, pays('abebe', 10))).toEqual({ k: 0, n: 0, value: null });
  });

  test('hearing twice that somebody is a member changes nothing', () => {
    const state = members(membership('abebe', 0));
    expect(noteMembership(state, membership('abebe', 10))).toBe(state);
    expect(noteMembership(state, membership('bekele', 10, false))).toBe(state);
  });

  test('retention is who came back of those who took part before', () => {
    const facts = [...pays('abebe', 10), ...pays('bekele', 20), ...pays('abebe', 110), ...pays('chala', 120)];
    const state = fold(participation, facts);
    const next = { from: day(100), until: day(200) };
    expect(retention(state, period, next)).toEqual({ k: 1, n: 2, value: '0.500000' });
  });
});
