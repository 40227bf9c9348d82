import fc from 'fast-check';
import { Decimal } from '@jointly/kernel';
import { concentration } from './concentration';

const of = (...amounts: number[]) => concentration(amounts.map((amount) => new Decimal(amount)));

test.each([
  ['even', [25, 25, 25, 25], { n: 4, hhi: '0.250000', normalised: '0.000000', gini: '0.000000' }],
  ['one has all', [0, 0, 0, 9], { n: 4, hhi: '1.000000', normalised: '1.000000', gini: '0.750000' }],
  ['10, 30 and 60 of 100', [60, 10, 30], { n: 3, hhi: '0.460000', normalised: '0.190000', gini: '0.333333' }],
  ['a single party', [7], { n: 1, hhi: '1.000000', normalised: null, gini: '0.000000' }],
  ['nothing to spread', [0, 0], { n: 2, hhi: null, normalised: null, gini: null }],
  ['nobody', [], { n: 0, hhi: null, normalised: null, gini: null }],
])('concentration: %s', (_, amounts, figure) => {
  expect(of(...amounts)).toEqual(figure);
});

test('the Gini coefficient is the mean difference over twice the mean', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 15 }), (amounts) => {
      const total = amounts.reduce((a, b) => a + b, 0);
      fc.pre(total > 0);
      const differences = amounts.flatMap((a) => amounts.map((b) => Math.abs(a - b))).reduce((a, b) => a + b, 0);
      expect(Number(of(...amounts).gini)).toBeCloseTo(differences / (2 * amounts.length * total), 5);
    }),
  );
});
