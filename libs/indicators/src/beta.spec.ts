import fc from 'fast-check';
import { betaCdf, betaQuantile } from './beta';

// Computed with scipy.stats.beta.
test.each([
  [0.05, 1, 1, 0.05],
  [0.05, 4, 1, 0.4728708045015879],
  [0.05, 2.5, 1.5, 0.2355340414426219],
  [0.95, 2.5, 1.5, 0.9375874761420849],
  [0.05, 30.25, 3.75, 0.791220635027757],
  [0.95, 30.25, 3.75, 0.9620368426771787],
  [0.95, 1.000001, 200, 0.014867048734448269],
  [0.05, 5000, 2000, 0.7053702072705872],
  [0.3, 0.5, 0.5, 0.2061073738537634],
])('the quantile at %d of Beta(%d, %d) is %d', (p, a, b, x) => {
  expect(betaQuantile(p, a, b)).toBeCloseTo(x, 11);
});

test.each([
  [0.3, 2.5, 1.5, 0.08894372317066562],
  [0.9, 2.5, 1.5, 0.9021193570586202],
  [0.8, 30.25, 3.75, 0.06323807439783606],
  [0.71, 5000, 2000, 0.21327099872815009],
  [0, 3, 4, 0],
  [1, 3, 4, 1],
])('the probability of at most %d under Beta(%d, %d) is %d', (x, a, b, p) => {
  expect(betaCdf(x, a, b)).toBeCloseTo(p, 11);
});

const parameter = fc.double({ min: 1, max: 500, noNaN: true });
const unit = fc.double({ min: 0, max: 1, noNaN: true });

test('for whole numbers it is the binomial tail', () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), unit, (a, b, x) => {
      const n = a + b - 1;
      let tail = 0;
      for (let k = a; k <= n; k++) tail += choose(n, k) * x ** k * (1 - x) ** (n - k);
      expect(betaCdf(x, a, b)).toBeCloseTo(tail, 11);
    }),
  );
});

test('the quantile undoes the probability', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), parameter, parameter, (p, a, b) => {
      expect(betaCdf(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 10);
    }),
  );
});
