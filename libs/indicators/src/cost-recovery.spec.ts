import { Decimal, type Money } from '@jointly/kernel';
import { costRecovery, type CostAccount } from './cost-recovery';

const usd = (minor: number): Money => ({ minor, currency: 'USD' });

const year: CostAccount = {
  currency: 'USD',
  usage: { members: usd(3_200_00), others: usd(900_00) },
  fees: usd(50_00),
  runs: { charged: usd(0), cost: usd(0) },
  fixed: usd(1_200_00),
  variable: usd(600_00),
  depreciation: usd(2_000_00),
  usedHours: new Decimal(400),
  usedUnits: new Decimal(8_000),
};

test('income by the tariff over what the asset cost, and the tariff at which they would be equal', () => {
  expect(costRecovery(year)).toEqual({
    usageIncome: { members: usd(3_200_00), others: usd(900_00) },
    feeIncome: usd(50_00),
    runIncome: usd(0),
    income: usd(4_150_00),
    fixedCosts: usd(1_200_00),
    variableCosts: usd(600_00),
    runCosts: usd(0),
    depreciation: usd(2_000_00),
    cost: usd(3_800_00),
    result: usd(350_00),
    recovery: '1.092105',
    breakEvenPerHour: '9.500000',
    breakEvenPerUnit: '0.475000',
  });
});

test('a machine that is lent has to carry its upkeep alone', () => {
  const month: CostAccount = {
    ...year,
    usage: { members: usd(153_90), others: usd(0) },
    fees: usd(10_00),
    fixed: usd(60_00),
    variable: usd(24_00),
    depreciation: usd(0),
    usedHours: new Decimal(19),
    usedUnits: new Decimal('17.1'),
  };
  const breakEven = { breakEvenPerHour: '4.421053', breakEvenPerUnit: '4.912281' };
  expect(costRecovery(month)).toMatchObject({ income: usd(163_90), recovery: '1.951190', ...breakEven });
});

test('the break-even tariff follows (F + v·h)/h', () => {
  const variable = (hours: number) => usd(hours * 1_50);
  for (const hours of [1, 250, 2_000]) {
    const figure = costRecovery({ ...year, variable: variable(hours), usedHours: new Decimal(hours) });
    expect(figure.breakEvenPerHour).toBe((3_200 / hours + 1.5).toFixed(6));
  }
});

test('joint runs pay for themselves: both sides count, and no tariff has to carry them', () => {
  const figure = costRecovery({ ...year, runs: { charged: usd(500_00), cost: usd(500_00) } });
  expect(figure).toMatchObject({
    runIncome: usd(500_00),
    income: usd(4_650_00),
    runCosts: usd(500_00),
    cost: usd(4_300_00),
  });
  expect(figure).toMatchObject({ result: usd(350_00), recovery: '1.081395', breakEvenPerHour: '9.500000' });
});

test('a loss is shown as it is', () => {
  const figure = costRecovery({ ...year, usage: { members: usd(100_00), others: usd(0) }, fees: usd(0) });
  expect(figure).toMatchObject({ result: usd(-3_700_00), recovery: '0.026316' });
});

test('without any cost or use there is nothing to recover and no tariff to break even at', () => {
  const nothing = { fixed: usd(0), variable: usd(0), depreciation: usd(0) };
  expect(costRecovery({ ...year, ...nothing }).recovery).toBeNull();
  const unused = costRecovery({ ...year, usedHours: new Decimal(0), usedUnits: null });
  expect(unused).toMatchObject({ breakEvenPerHour: null, breakEvenPerUnit: null });
});
