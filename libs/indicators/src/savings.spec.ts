import fc from 'fast-check';
import { formatMoney, money, type Fact } from '@jointly/kernel';
import { savings } from './savings';
import { mergeStates } from './scope';
import { day, fold, purchase, saves } from './testing/facts';

const view = (facts: readonly Fact[]) => savings.view(fold(savings, facts), day(0));
const only = (facts: readonly Fact[]) => view(facts)[0]!;

/** 1,200 kg committed at 100 alone and 90 together; 1,000 kg accepted at 91. */
const journey = [
  saves('ESTIMATED', 'abebe', 1200, 120_000, 106_800),
  saves('CONTRACTED', 'abebe', 1200, 120_000, 108_000),
  saves('REALISED', 'abebe', 1000, 100_000, 91_000),
];

describe('Savings', () => {
  test('are told stage by stage, each with its rate and its n', () => {
    const figure = only(journey);
    const told = [figure.estimated, figure.contracted, figure.realised].map(
      (stage) => stage && [formatMoney(stage.saving), stage.rate, stage.n],
    );
    expect(told).toEqual([
      ['13200.00', '0.110000', 1],
      ['12000.00', '0.100000', 1],
      ['9000.00', '0.090000', 1],
    ]);
    expect(figure.verified).toBeNull();
    expect(figure.verification).toEqual({ k: 0, n: 1, value: '0.000000' });
  });

  test('leak by volume and by price, and the two add up', () => {
    const { volume, price, contracted, realised, n } = only(journey).leakage!;
    expect([contracted, realised, volume, price].map(formatMoney)).toEqual([
      '12000.00',
      '9000.00',
      '2000.00',
      '1000.00',
    ]);
    expect(n).toBe(1);
  });

  test('what is contracted and not yet realised has leaked nothing', () => {
    expect(only(journey.slice(0, 2)).leakage).toBeNull();
    const other = saves('CONTRACTED', 'chala', 500, 50_000, 45_000);
    expect(only([...journey, other]).leakage).toMatchObject({ n: 1, contracted: { minor: 1_200_000 } });
  });

  test('the rate of several members is weighed by what they would have paid, not a mean of rates', () => {
    const figure = only([
      saves('REALISED', 'abebe', 100, 10_000, 9_000),
      saves('REALISED', 'chala', 900, 90_000, 88_000),
    ]);
    expect(figure.realised).toMatchObject({ n: 2, rate: '0.030000' });
  });

  test('a loss is shown as a negative saving', () => {
    const { realised } = only([saves('REALISED', 'abebe', 10, 1_000, 1_150)]);
    expect([formatMoney(realised!.saving), realised!.rate]).toEqual(['-150.00', '-0.150000']);
  });

  test('without a baseline cost there is no rate', () => {
    expect(only([saves('REALISED', 'abebe', 0, 0, 25)]).realised).toMatchObject({ n: 1, rate: null });
  });

  test('hard and soft savings, bases and currencies are never added up', () => {
    const figures = view([
      saves('REALISED', 'abebe', 10, 1_000, 900),
      saves('REALISED', 'abebe', 10, 1_100, 900, { basis: 'BID_MEAN', class: 'SOFT' }),
      saves('REALISED', 'chala', 10, 1_000, 900, { class: 'SOFT' }),
      saves('REALISED', 'dawit', 10, 0, 0, { baselineCost: money(700, 'XOF'), jointCost: money(650, 'XOF') }),
    ]);
    expect(figures.map(({ basis, class: kind, realised }) => [basis, kind, realised!.saving])).toEqual([
      ['BID_MEAN', 'SOFT', money(20_000, 'ETB')],
      ['STANDALONE', 'HARD', money(10_000, 'ETB')],
      ['STANDALONE', 'HARD', money(50, 'XOF')],
      ['STANDALONE', 'SOFT', money(10_000, 'ETB')],
    ]);
  });

  test('the latest word on a member, action, stage and basis counts', () => {
    const figure = only([saves('REALISED', 'abebe', 500, 50_000, 45_500), ...journey]);
    expect(figure.realised).toMatchObject({ n: 1, saving: { minor: 900_000 } });
  });

  test('a correction takes the place of what it supersedes, even where that stood at another member', () => {
    const wrong = saves('REALISED', 'chala', 10, 1_000, 900);
    const right = saves('REALISED', 'abebe', 10, 1_000, 950, { supersedes: wrong.id });
    expect(only([wrong, right]).realised).toMatchObject({ n: 1, saving: { minor: 5_000 } });
  });

  test('a promise taken back is no part of the figure; one of which nothing came is, and leaks it all', () => {
    const takenBack = [
      ...journey.slice(0, 2),
      saves('ESTIMATED', 'abebe', 0, 0, 0),
      saves('CONTRACTED', 'abebe', 0, 0, 0),
    ];
    expect(view(takenBack)).toEqual([]);
    const { realised, leakage } = only([...journey.slice(0, 2), saves('REALISED', 'abebe', 0, 0, 0)]);
    expect(realised).toMatchObject({ n: 1, rate: null });
    expect(leakage).toMatchObject({ n: 1, volume: { minor: 1_200_000 }, price: { minor: 0 } });
  });

  test('verification says how many of the realised parts somebody else confirmed', () => {
    const figure = only([
      ...journey,
      saves('REALISED', 'chala', 100, 10_000, 9_500),
      saves('VERIFIED', 'abebe', 1000, 100_000, 91_000),
    ]);
    expect(figure.verification).toEqual({ k: 1, n: 2, value: '0.500000' });
    expect(figure.verified).toMatchObject({ n: 1, saving: { minor: 900_000 } });
  });

  test('states of single parts add up to the association', () => {
    const elsewhere = saves('REALISED', 'abebe', 10, 1_000, 900, { action: purchase('bp2') });
    const other = saves('REALISED', 'chala', 10, 1_000, 900);
    const merged = mergeStates([journey, [elsewhere], [other]].map((facts) => fold(savings, facts)));
    expect(merged).toEqual(fold(savings, [...journey, elsewhere, other]));
    expect(savings.view(merged, day(0))[0]?.realised).toMatchObject({ n: 3, saving: { minor: 920_000 } });
  });

  test('nothing saved is no figure', () => {
    expect(view([])).toEqual([]);
  });

  test('contracted less realised is always volume plus price, to the minor unit', () => {
    const birr = fc.integer({ min: 0, max: 1e9 }).map((santim) => santim / 100);
    const part = fc.record({ kg: fc.nat(5000), accepted: fc.nat(5000), costs: fc.tuple(birr, birr, birr, birr) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 10 }), (parts) => {
        // A contract for nothing was taken back: where all were, there is no leakage to explain.
        fc.pre(parts.some(({ kg }) => kg > 0));
        const facts = parts.flatMap(({ kg, accepted, costs: [b, l, bq, lq] }, n) => [
          saves('CONTRACTED', `m${n}`, kg, b, l),
          saves('REALISED', `m${n}`, accepted, bq, lq),
        ]);
        const { contracted, realised, volume, price } = only(facts).leakage!;
        expect(contracted.minor - realised.minor).toBe(volume.minor + price.minor);
      }),
    );
  });
});
