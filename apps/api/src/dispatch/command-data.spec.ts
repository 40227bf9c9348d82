import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import fc from 'fast-check';
import { MakeCommitmentInput, RegisterDemandInput } from '../bulk-purchase/member.inputs';
import { OpenBulkPurchaseInput } from '../bulk-purchase/terms.inputs';
import { checked } from '../graphql/validate';
import { commandData, UnusableValue } from './command-data';

const demand = (over: object = {}) =>
  plainToInstance(RegisterDemandInput, {
    associationId: 'village',
    idempotencyKey: 'k',
    purchaseId: 'purchase_1',
    enterpriseId: 'enterprise_1',
    quantity: { value: '0120.50', unit: 'kg' },
    termsVersion: 1,
    ...over,
  });

describe('an input as its command takes it', () => {
  it('leaves out who sent it, and writes each value in the one way that the domain does', () => {
    expect(commandData(demand({ maximumUnitPrice: { amount: '90.00', currency: 'ETB' } }))).toEqual({
      purchaseId: 'purchase_1',
      enterpriseId: 'enterprise_1',
      quantity: { value: '120.5', unit: 'kg' },
      maximumUnitPrice: { amount: '90', currency: 'ETB' },
      termsVersion: 1,
    });
  });

  it('is the same whether a field is absent or null', () => {
    expect(commandData(demand({ flexibleMaximum: null, evidence: null }))).toEqual(commandData(demand()));
  });

  it('names the field of a value that is none', () => {
    const free = plainToInstance(MakeCommitmentInput, { maximumLandedUnitPrice: { amount: '0', currency: 'ETB' } });
    const unknown = plainToInstance(MakeCommitmentInput, { maximumLandedUnitPrice: { amount: '5', currency: 'XQZ' } });
    for (const input of [free, unknown])
      expect(() => commandData(input)).toThrow(
        expect.objectContaining({
          name: UnusableValue.name,
          refusal: expect.objectContaining({ field: 'maximumLandedUnitPrice' }),
        }),
      );
  });

  it('is the same for every way of writing a quantity', () => {
    const decimal = fc.tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999 }));
    fc.assert(
      fc.property(decimal, fc.nat(3), fc.nat(3), ([whole, fraction], zerosBefore, zerosAfter) => {
        const plain = `${whole}.${String(fraction).padStart(3, '0')}`;
        const written = `${'0'.repeat(zerosBefore)}${plain}${'0'.repeat(zerosAfter)}`;
        const dataOf = (value: string) => commandData(demand({ quantity: { value, unit: 'kg' } }));
        expect(dataOf(written)).toEqual(dataOf(plain));
      }),
    );
  });
});

describe('the rules of an input', () => {
  it('name every field that is wrong, by its path', () => {
    const { refusals } = checked(OpenBulkPurchaseInput, {
      associationId: 'village',
      idempotencyKey: 'k',
      clusterId: 'c/1',
      title: ' ',
      item: { name: 'x'.repeat(201), unit: 'kg', unitDecimals: 7 },
      terms: {
        minimumQuantity: { value: '-1', unit: 'kg' },
        minimumMembers: 0,
        confirmationDays: 14,
        deliveryTolerance: '0.05',
        shortageRule: 'PRO_RATA',
        surplusRule: 'TO_ASSOCIATION',
        allocation: {
          GOODS: 'EQUAL',
          FREIGHT: 'EQUAL',
          DUTY: 'EQUAL',
          INSURANCE: 'EQUAL',
          FEE: 'EQUAL',
          OTHER: 'EQUAL',
        },
        buyerOfRecord: 'ASSOCIATION_AS_AGENT',
      },
    } as never);
    expect(refusals.map(({ field }) => field).sort()).toEqual([
      'clusterId',
      'item.name',
      'item.unitDecimals',
      'terms.minimumMembers',
      'terms.minimumQuantity.value',
      'title',
    ]);
    for (const { message } of refusals) expect(message).toMatch(/ must .*\.$/);
  });
});
