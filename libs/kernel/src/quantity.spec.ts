import fc from 'fast-check';
import { Value } from '@sinclair/typebox/value';
import { Decimal } from './decimal';
import { InvalidQuantity, quantity, quantityOf, quantitySchema, quantityToDecimal } from './quantity';

describe('A quantity', () => {
  test.each([
    ['1200.50', '1200.5'],
    ['007', '7'],
    ['0.000001', '0.000001'],
    ['0.0', '0'],
    ['999999999999.999999', '999999999999.999999'],
  ])('%s is kept as %s', (written, kept) => {
    expect(quantity(written, 'kg')).toEqual({ value: kept, unit: 'kg' });
  });

  test.each(['', '-1', '+1', '1e3', '1,5', '.5', '5.', '0.0000001', '1'.repeat(13), 'Infinity', 'NaN', ' 1', '1\n'])(
    '"%s" is refused',
    (written) => {
      expect(() => quantity(written, 'kg')).toThrow(InvalidQuantity);
    },
  );

  test.each(['-1', '0.0000001', '1e12', 'NaN'])('a result of %s is refused', (result) => {
    expect(() => quantityOf(new Decimal(result), 'kg')).toThrow(InvalidQuantity);
  });

  test('is canonical, exact and valid by its schema', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(999_999), (whole, millionths) => {
        const written = `${whole}.${String(millionths).padStart(6, '0')}`;
        const kept = quantity(written, 'l');
        expect(quantityToDecimal(kept).eq(written)).toBe(true);
        expect(quantity(kept.value, 'l')).toEqual(kept);
        expect(Value.Check(quantitySchema, kept)).toBe(true);
      }),
    );
  });

  test.each([
    { value: '1.0', unit: 'kg' },
    { value: '01', unit: 'kg' },
    { value: '1', unit: '' },
    { value: 1, unit: 'kg' },
  ])('is not what its schema lets through when written as %j', (written) => {
    expect(Value.Check(quantitySchema, written)).toBe(false);
  });
});
