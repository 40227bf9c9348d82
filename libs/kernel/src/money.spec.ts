import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Decimal } from './decimal';
import {
  addMoney,
  currencyDigits,
  formatMoney,
  InvalidMoney,
  money,
  moneyToDecimal,
  parseMoney,
  roundMoney,
  subtractMoney,
  sumMoney,
} from './money';

/** ISO's own list, as the package brings it: code and minor unit. */
const iso4217 = readFileSync(require.resolve('currency-codes/iso-4217-list-one.xml'), 'utf8').matchAll(
  /<Ccy>(\w{3})<\/Ccy>\s*<CcyNbr>\d+<\/CcyNbr>\s*<CcyMnrUnts>(.+?)<\/CcyMnrUnts>/g,
);
const minorUnits = new Map([...iso4217].map(([, code = '', minorUnit = '']) => [code, minorUnit] as const));
const currencies = [...minorUnits].filter(([, minorUnit]) => minorUnit !== 'N.A.').map(([code]) => code);

describe('Money', () => {
  test.each(currencies)('of %s is written and read without loss', (currency) => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (minor) => {
        fc.pre(Math.abs(minor) < 10 ** 15);
        const amount = money(minor, currency);
        const text = formatMoney(amount);
        expect(parseMoney(text, currency)).toEqual(amount);
        expect(roundMoney(moneyToDecimal(amount), currency)).toEqual(amount);
        expect(text.split('.')[1]?.length ?? 0).toBe(currencyDigits(currency));
      }),
      { numRuns: 20 },
    );
  });

  test('is counted in every currency of ISO 4217 with the decimals it has there, and in nothing else', () => {
    expect(minorUnits.size).toBeGreaterThan(170);
    for (const [code, minorUnit] of minorUnits)
      if (minorUnit === 'N.A.') expect(() => currencyDigits(code)).toThrow(InvalidMoney);
      else expect(currencyDigits(code)).toBe(Number(minorUnit));
  });

  test.each([
    ['XOF', 100_000, '100000'],
    ['ETB', 125_050, '1250.50'],
    ['ETB', -5, '-0.05'],
    ['TND', 1, '0.001'],
    ['CLF', 12_345, '1.2345'],
    ['JPY', 0, '0'],
  ])('%s %d minor units reads %s', (currency, minor, text) => {
    expect(formatMoney(money(minor, currency))).toBe(text);
    expect(parseMoney(text, currency)).toEqual({ minor, currency });
  });

  test.each([
    ['1.5', 'XOF', 'XOF has 0 decimals'],
    ['1.005', 'ETB', 'ETB has 2 decimals'],
    ['1.0005', 'TND', 'TND has 3 decimals'],
    ['1,5', 'ETB', 'is not an amount'],
    ['', 'ETB', 'is not an amount'],
    ['1e3', 'ETB', 'is not an amount'],
    [' 1', 'ETB', 'is not an amount'],
    ['NaN', 'ETB', 'is not an amount'],
    ['9'.repeat(16), 'ETB', 'is not an amount'],
    ['9'.repeat(15), 'ETB', "can't be kept exactly"],
    ['1', 'ZZZ', 'is not a currency'],
    ['1', 'etb', 'is not a currency'],
    ['1', 'birr and more', 'is not a currency'],
  ])('"%s" %s is refused: %s', (amount, currency, why) => {
    expect(() => parseMoney(amount, currency)).toThrow(InvalidMoney);
    expect(() => parseMoney(amount, currency)).toThrow(why);
  });

  test('trailing zeros are no decimals too many', () => {
    expect(parseMoney('1.00', 'XOF')).toEqual(money(1, 'XOF'));
  });

  test.each([0.5, NaN, 2 ** 53, Infinity])('%d minor units are refused', (minor) => {
    expect(() => money(minor, 'ETB')).toThrow(InvalidMoney);
  });

  test('knows one zero', () => {
    expect(Object.is(money(-0, 'ETB').minor, 0)).toBe(true);
    expect(Object.is(parseMoney('-0.00', 'ETB').minor, 0)).toBe(true);
  });

  test.each([
    ['0.005', 1],
    ['-0.005', -1],
    ['0.004999999', 0],
    ['1.015', 102],
  ])('%s birr round, half away from zero, to %d santim', (amount, minor) => {
    expect(roundMoney(new Decimal(amount), 'ETB')).toEqual(money(minor, 'ETB'));
  });

  test('adds and takes away within one currency only', () => {
    expect(addMoney(money(1, 'ETB'), money(2, 'ETB'))).toEqual(money(3, 'ETB'));
    expect(subtractMoney(money(1, 'ETB'), money(2, 'ETB'))).toEqual(money(-1, 'ETB'));
    expect(sumMoney([money(1, 'ETB'), money(2, 'ETB')], 'ETB')).toEqual(money(3, 'ETB'));
    expect(sumMoney([], 'XOF')).toEqual(money(0, 'XOF'));
    expect(() => addMoney(money(1, 'ETB'), money(2, 'XOF'))).toThrow(InvalidMoney);
    expect(() => subtractMoney(money(1, 'ETB'), money(2, 'XOF'))).toThrow(InvalidMoney);
    expect(() => sumMoney([money(1, 'ETB')], 'XOF')).toThrow(InvalidMoney);
  });

  test('a sum that is no longer exact is refused', () => {
    expect(() => addMoney(money(Number.MAX_SAFE_INTEGER, 'ETB'), money(1, 'ETB'))).toThrow(InvalidMoney);
  });
});
