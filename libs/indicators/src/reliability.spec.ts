import fc from 'fast-check';
import { neutral, type Fact } from '@jointly/kernel';
import { initialReliabilityRules, observationsOf, reliability, reliabilityOf } from './reliability';
import { day, firm, fold, owes, shows } from './testing/facts';

const rules = { ...initialReliabilityRules, version: 4 };
const of = (facts: readonly Fact[], on = 0, changed = {}) =>
  reliabilityOf(fold(reliability, facts), firm('abebe'), day(on), { ...rules, ...changed });

// Intervals computed with scipy.stats.beta.
/** Three purchases: paid on time, half of a small one's grace used up, on time again. */
const history = [
  owes('abebe', 'o1', { birr: 1000 }),
  shows('abebe', 'o1'),
  owes('abebe', 'o2', { birr: 500 }),
  shows('abebe', 'o2', { outcome: '0.5' }),
  owes('abebe', 'o3', { birr: 2000 }),
  shows('abebe', 'o3'),
];

describe('Reliability', () => {
  test('is the Beta expectation of what was kept and broken, weighed by value', () => {
    expect(of(history)).toEqual({
      enterprise: 'abebe',
      status: 'PUBLISHED',
      expected: '0.722222',
      interval: { low: '0.356404', high: '0.969194', mass: 0.9 },
      n: 3,
      evidence: '2.500000',
      kept: '2.250000',
      broken: '0.250000',
      asOf: day(0),
      rulesVersion: 4,
      formulaVersion: 1,
    });
  });

  test('fades to neutral: after one half-life the same history counts half', () => {
    const { expected, interval, kept, broken, n } = of(history, 365);
    expect([kept, broken, expected, n]).toEqual(['1.125000', '0.125000', '0.653846', 3]);
    expect(interval).toEqual({ low: '0.226148', high: '0.965738', mass: 0.9 });
    expect(of(history, 365, { halfLifeDays: 730 }).kept).toBe('1.590990');
  });

  test('is not published below the minimum of observed obligations', () => {
    const { status, expected, interval, n, evidence } = of(history.slice(0, 4));
    expect([status, expected, interval, n, evidence]).toEqual(['INSUFFICIENT_EVIDENCE', null, null, 2, '1.500000']);
    expect(of(history.slice(0, 4), 0, { minimumObservations: 2 }).status).toBe('PUBLISHED');
  });

  test('says for somebody unknown that nothing was observed', () => {
    expect(of([])).toMatchObject({ status: 'INSUFFICIENT_EVIDENCE', n: 0, evidence: '0.000000' });
  });

  test('counts an obligation paid in parts once, each part by its share', () => {
    const parts = [
      owes('abebe', 'o1'),
      shows('abebe', 'o1', { share: '0.25', outcome: '1' }),
      shows('abebe', 'o1', { share: '0.75', outcome: '0' }),
    ];
    expect(of(parts)).toMatchObject({ n: 1, kept: '0.250000', broken: '0.750000' });
  });

  test('is never lowered, nor raised, by a neutral outcome', () => {
    const excused = [owes('abebe', 'o4'), shows('abebe', 'o4', { outcome: neutral })];
    expect(of([...history, ...excused])).toEqual(of(history));
  });

  test('follows a correction: the outcome it supersedes no longer counts', () => {
    const wrong = shows('abebe', 'o1', { outcome: '0' });
    const right = shows('abebe', 'o1', { outcome: '1' }, { supersedes: wrong.id });
    expect(of([owes('abebe', 'o1'), wrong]).broken).toBe('1.000000');
    expect(of([owes('abebe', 'o1'), wrong, right])).toMatchObject({ kept: '1.000000', broken: '0.000000', n: 1 });
  });

  test('does not count obligations of no value, however many', () => {
    const tiny = ['a', 'b', 'c'].flatMap((id) => [owes('abebe', id, { birr: 0 }), shows('abebe', id)]);
    expect(of(tiny)).toMatchObject({ status: 'INSUFFICIENT_EVIDENCE', n: 0 });
  });

  test('sees at a point in time only what was observed by then', () => {
    const facts = [owes('abebe', 'o1', { due: 10 }), shows('abebe', 'o1', { on: 20, outcome: '0.666667' })];
    expect(of(facts, 19).n).toBe(0);
    expect(of(facts, 20).n).toBe(1);
  });

  test('measures age from the due date; what was paid ahead of it is not younger than new', () => {
    const facts = [owes('abebe', 'o1', { due: 10 }), shows('abebe', 'o1', { on: 2 })];
    expect(of(facts, 5).kept).toBe('1.000000');
    expect(of(facts, 375).kept).toBe('0.500000');
  });

  test('caps what two members can prove to each other in a month, and leaves the association uncapped', () => {
    const pair = { betweenMembers: true, counterparty: 'chala' };
    const between = ['a', 'b', 'c', 'd'].flatMap((id) => [owes('abebe', id, pair), shows('abebe', id)]);
    expect(of(between)).toMatchObject({ n: 4, kept: '1.000000' });
    const nextMonth = [owes('abebe', 'e', { ...pair, due: 31 }), shows('abebe', 'e')];
    expect(Number(of([...between, ...nextMonth], 31, { halfLifeDays: 1e9 }).kept)).toBeCloseTo(2, 5);
    const withAssociation = ['a', 'b', 'c', 'd'].flatMap((id) => [owes('abebe', id), shows('abebe', id)]);
    expect(of(withAssociation).kept).toBe('4.000000');
  });

  test('keeps enterprises apart and lists them in order', () => {
    const facts = [owes('chala', 'o9'), shows('chala', 'o9', { outcome: '0' }), ...history];
    const all = reliability.view(fold(reliability, facts), day(0), rules);
    expect(all.map(({ enterprise, n }) => [enterprise, n])).toEqual([
      ['abebe', 3],
      ['chala', 1],
    ]);
  });

  test('can be explained by its observations', () => {
    const observations = observationsOf(fold(reliability, history), firm('abebe'), day(365), rules);
    expect(observations.map(({ obligation, outcome, weight, decay }) => [obligation, outcome, weight, decay])).toEqual([
      ['o1', 1, 1, 0.5],
      ['o2', 0.5, 0.5, 0.5],
      ['o3', 1, 1, 0.5],
    ]);
    expect(observations.map(({ factId }) => factId)).toEqual([history[1]!.id, history[3]!.id, history[5]!.id]);
  });

  test('ignores the discharge of what was never owed', () => {
    expect(of([shows('abebe', 'ghost')]).n).toBe(0);
  });

  test('one more kept obligation never lowers it, one more broken never raises it, and it stays within its interval', () => {
    const observation = fc.record({
      birr: fc.integer({ min: 1, max: 3000 }),
      due: fc.nat(900),
      outcome: fc.nat(1000).map((thousandths) => String(thousandths / 1000)),
    });
    fc.assert(
      fc.property(fc.array(observation, { minLength: 3, maxLength: 20 }), fc.nat(900), (past, due) => {
        const facts = past.flatMap(({ outcome, ...what }, n) => [
          owes('abebe', `o${n}`, what),
          shows('abebe', `o${n}`, { outcome, on: what.due }),
        ]);
        const and = (outcome: string) =>
          of([...facts, owes('abebe', 'x', { due }), shows('abebe', 'x', { outcome })], 900);
        const now = of(facts, 900);
        expect(Number(and('1').expected)).toBeGreaterThanOrEqual(Number(now.expected));
        expect(Number(and('0').expected)).toBeLessThanOrEqual(Number(now.expected));
        expect(Number(now.interval!.low)).toBeLessThan(Number(now.expected));
        expect(Number(now.interval!.high)).toBeGreaterThan(Number(now.expected));
      }),
      { numRuns: 50 },
    );
  });
});
