import type { AssetStatement as Statement, Stated } from '@jointly/read-models';
import { moneyObject } from '../graphql/money.graphql';
import type { AssetStatement, CostRecovery } from './statement.graphql';

export const statementView = ({ figure, sequence, asOf }: Stated<Statement>): AssetStatement => {
  const { period, utilisation, costRecovery, n, formulaVersions } = figure;
  return {
    ...period,
    asOf,
    sequence,
    utilisation: { ...utilisation, formulaVersion: formulaVersions.utilisation },
    costRecovery: { ...recoveryView(costRecovery), formulaVersion: formulaVersions.costRecovery },
    bookings: n.bookings,
    uses: n.uses,
    runs: n.runs,
  };
};

const recoveryView = (recovery: Statement['costRecovery']): Omit<CostRecovery, 'formulaVersion'> => ({
  usageIncomeOfMembers: moneyObject(recovery.usageIncome.members),
  usageIncomeOfOthers: moneyObject(recovery.usageIncome.others),
  feeIncome: moneyObject(recovery.feeIncome),
  runIncome: moneyObject(recovery.runIncome),
  income: moneyObject(recovery.income),
  fixedCosts: moneyObject(recovery.fixedCosts),
  variableCosts: moneyObject(recovery.variableCosts),
  runCosts: moneyObject(recovery.runCosts),
  depreciation: moneyObject(recovery.depreciation),
  cost: moneyObject(recovery.cost),
  result: moneyObject(recovery.result),
  recovery: recovery.recovery,
  breakEvenPerHour: recovery.breakEvenPerHour,
  breakEvenPerUnit: recovery.breakEvenPerUnit,
});
