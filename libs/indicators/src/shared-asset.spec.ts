import { neutral, quantity, type ActionRef, type Fact } from '@jointly/kernel';
import { participation } from './participation';
import { participantsIn } from './participation-rate';
import { initialReliabilityRules, reliability, reliabilityOf } from './reliability';
import { savings } from './savings';
import { mergeStates } from './scope';
import { day, fact, firm, fold, owes, saves, shows } from './testing/facts';

// An action that goes on for years, in which an enterprise's part comes in pieces: bookings, each with its own way.

const booking = (part: string): { action: ActionRef } => ({ action: { kind: 'sharedAsset', id: 'asset', part } });
const asset = { action: { kind: 'sharedAsset', id: 'asset' } };

const books = (who: string, part: string, due = 0): Fact[] => [
  fact({ fact: 'committed', enterprise: firm(who), value: null, binding: true }, booking(part)),
  owes(who, part, { due }, booking(part)),
];
const ends = (who: string, part: string, outcome: string, on = 0): Fact =>
  shows(who, part, { outcome, on }, booking(part));
const letsGo = (who: string, part: string): Fact =>
  fact({ fact: 'committed', enterprise: firm(who), value: null, binding: false }, booking(part));

describe('Of a shared asset, the funnel', () => {
  const view = (facts: readonly Fact[], on = 0) => participation.view(fold(participation, facts), day(on));
  const funnel = (...facts: Fact[]) => {
    const { committed, fulfilled } = view(facts).funnel;
    return [committed.k, fulfilled.k];
  };

  test('counts an enterprise once in an action, however many bookings it has', () => {
    const facts = [...books('abebe', 'a'), ends('abebe', 'a', '1'), ...books('abebe', 'b'), ends('abebe', 'b', '1')];
    expect(view(facts)).toMatchObject({ actions: 1, funnel: { invited: 1, fulfilled: { k: 1, n: 1 } } });
    expect(view(facts).members).toMatchObject([
      { invited: 1, committed: 1, fulfilled: 1, obligations: { k: 2, n: 2 } },
    ]);
  });

  test('leaves a booking that stands when another one is released', () => {
    expect(funnel(...books('abebe', 'a', 9), ...books('abebe', 'b', 9), letsGo('abebe', 'b'))).toEqual([1, 0]);
  });

  test('has fulfilled who kept every booking so far, with one more ahead', () => {
    expect(funnel(...books('abebe', 'a'), ends('abebe', 'a', '1'), ...books('abebe', 'b', 9))).toEqual([1, 1]);
  });

  test('has not fulfilled who missed one', () => {
    const facts = [...books('abebe', 'a'), ends('abebe', 'a', '1'), ...books('abebe', 'b'), ends('abebe', 'b', '0')];
    expect(funnel(...facts)).toEqual([1, 0]);
  });

  test('lets a displaced booking count neither way', () => {
    const displaced = [...books('abebe', 'b'), ends('abebe', 'b', neutral), letsGo('abebe', 'b')];
    expect(funnel(...displaced)).toEqual([0, 0]);
    const kept = [...books('abebe', 'a'), ends('abebe', 'a', '1')];
    expect(funnel(...kept, ...displaced)).toEqual([1, 1]);
    expect(view([...kept, ...displaced]).members[0]!.obligations).toMatchObject({ k: 1, n: 1 });
  });

  test('takes releasing in time for no participation', () => {
    const released = [...books('abebe', 'a'), ends('abebe', 'a', '1'), letsGo('abebe', 'a')];
    expect(funnel(...released)).toEqual([0, 0]);
    const period = { from: day(-1), until: day(1) };
    expect(participantsIn(fold(participation, released), period).size).toBe(0);
    expect(participantsIn(fold(participation, released.slice(0, 3)), period).size).toBe(1);
  });

  test('waits for what is due of its bills, which belong to the same bookings', () => {
    const used = [...books('abebe', 'a'), ends('abebe', 'a', '1')];
    expect(funnel(...used, owes('abebe', 'charge', { due: 9 }, booking('a')))).toEqual([1, 1]);
    const facts = [...used, owes('abebe', 'charge', { due: 0 }, booking('a'))];
    expect(funnel(...facts)).toEqual([1, 0]);
    expect(funnel(...facts, shows('abebe', 'charge', {}, booking('a')))).toEqual([1, 1]);
  });

  test('adds up from pieces that are kept apart', () => {
    const responded = fact({ fact: 'responded', enterprise: firm('abebe'), response: 'JOINED' }, asset);
    const pieces = [[responded], books('abebe', 'a'), [...books('abebe', 'b'), ends('abebe', 'b', '1')]];
    expect(mergeStates(pieces.map((facts) => fold(participation, facts)))).toEqual(fold(participation, pieces.flat()));
  });
});

describe('Of a shared asset, savings', () => {
  const view = (facts: readonly Fact[]) => savings.view(fold(savings, facts), day(0));

  test('add up over bookings, whatever each is measured in', () => {
    const acres = { quantity: quantity('3', 'ha'), ...booking('b') };
    const [figure] = view([
      saves('REALISED', 'abebe', 2, 700, 400, booking('a')),
      saves('REALISED', 'abebe', 3, 900, 500, acres),
    ]);
    expect(figure!.realised).toMatchObject({ n: 2, saving: { minor: 700_00 }, rate: '0.437500' });
  });

  test('are stated anew for the one booking whose bill was corrected', () => {
    const wrong = saves('REALISED', 'abebe', 2, 700, 400, booking('a'));
    const right = saves('REALISED', 'abebe', 1, 350, 200, { ...booking('a'), supersedes: wrong.id });
    const [figure] = view([wrong, saves('REALISED', 'abebe', 3, 900, 500, booking('b')), right]);
    expect(figure!.realised).toMatchObject({ n: 2, saving: { minor: 550_00 } });
  });

  test('against hiring and against owning are never added up', () => {
    const owning = { basis: 'OWN_OWNERSHIP', class: 'SOFT' as const, ...booking('a') };
    const hiring = { basis: 'HIRE_RATE', ...booking('a') };
    const figures = view([
      saves('REALISED', 'abebe', 2, 700, 400, hiring),
      saves('REALISED', 'abebe', 2, 900, 400, owning),
    ]);
    expect(figures.map(({ basis, realised }) => [basis, realised!.saving.minor])).toEqual([
      ['HIRE_RATE', 300_00],
      ['OWN_OWNERSHIP', 500_00],
    ]);
  });
});

describe('Of a shared asset, reliability', () => {
  const rules = { ...initialReliabilityRules, version: 1, minimumObservations: 1 };
  const of = (facts: readonly Fact[], enterprise = firm('abebe')) =>
    reliabilityOf(fold(reliability, facts), enterprise, day(0), rules);

  test('sees every booking, its return and its bill', () => {
    const kept = [...books('abebe', 'a'), ends('abebe', 'a', '1')];
    const back = [
      owes('abebe', 'a_return', {}, booking('a')),
      shows('abebe', 'a_return', { outcome: '0.25' }, booking('a')),
    ];
    const paid = [owes('abebe', 'charge', {}, booking('a')), shows('abebe', 'charge', {}, booking('a'))];
    expect(of([...kept, ...back, ...paid])).toMatchObject({ n: 3, kept: '2.250000', broken: '0.750000' });
  });

  test('is neither earned nor lost by use that is free, while participation knows who did not come', () => {
    const committed = fact({ fact: 'committed', enterprise: firm('abebe'), value: null, binding: true }, booking('a'));
    const free = (outcome: string) => [
      committed,
      owes('abebe', 'a', { birr: 0 }, booking('a')),
      ends('abebe', 'a', outcome),
    ];
    for (const outcome of ['1', '0']) expect(of(free(outcome))).toMatchObject({ n: 0, evidence: '0.000000' });
    const fulfilled = (outcome: string) =>
      participation.view(fold(participation, free(outcome)), day(0)).funnel.fulfilled;
    expect([fulfilled('1'), fulfilled('0')]).toMatchObject([{ k: 1 }, { k: 0 }]);
  });

  test('is left alone by what displaced a booking', () => {
    expect(of([...books('abebe', 'a'), ends('abebe', 'a', neutral)])).toMatchObject({ n: 0, evidence: '0.000000' });
  });
});
