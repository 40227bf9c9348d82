import type { EnterpriseId } from '@jointly/kernel';
import {
  savings as savingsIndicator,
  type Leakage as LeakageFigure,
  type SavingsFigure,
  type StageFigure,
} from '@jointly/indicators';
import { facts, type Scope, type Stated } from '@jointly/read-models';
import { moneyObject } from '../graphql/money.graphql';
import { Fault, notFound } from '../http/fault';
import { defineQuery } from '../reading/queries';
import type { Viewer } from '../reading/viewer';
import type { Leakage, Participation, Ratio, Reliability, Savings, StageSaving } from './indicators.graphql';

interface ScopeAsked {
  readonly enterpriseId?: string | null;
  readonly actionId?: string | null;
}

const reads = [facts.name];

/** One enterprise's figures for who may see them; everybody's together for those who hold a role. @throws Fault */
async function scopeFor(viewer: Viewer, { enterpriseId, actionId }: ScopeAsked): Promise<Scope> {
  if (enterpriseId && !(await viewer.sees(enterpriseId))) throw notFound('enterprise');
  if (!enterpriseId && !viewer.seesTotals)
    throw new Fault(
      'FORBIDDEN',
      'Figures of all members together are for those who hold a role. Name your enterprise.',
    );
  return { ...(enterpriseId && { enterprise: enterpriseId as EnterpriseId }), ...(actionId && { action: actionId }) };
}

export const participation = defineQuery({
  type: 'Participation',
  reads,
  answer: async (viewer, args: ScopeAsked, models): Promise<Participation> => {
    const scope = await scopeFor(viewer, args);
    const { figure, sequence, asOf } = await models.indicators.participation(viewer.association, scope);
    const visible = viewer.seesMembers || scope.enterprise !== undefined;
    return {
      asOf,
      sequence,
      formulaVersion: figure.formulaVersion,
      actions: figure.actions,
      funnel: figure.funnel,
      declined: Object.entries(figure.declined).map(([reason, count]) => ({ reason: reason || 'NONE_GIVEN', count })),
      members: visible
        ? figure.members.map(({ enterprise, ...member }) => ({ ...member, enterpriseId: enterprise }))
        : [],
    };
  },
});

interface PeriodAsked {
  readonly from: string;
  readonly until: string;
}

export const participationRate = defineQuery({
  type: 'ParticipationRate',
  reads,
  answer: async (viewer, { from, until }: PeriodAsked, models): Promise<Ratio> => {
    await scopeFor(viewer, {});
    const period = { from, until } as Parameters<typeof models.indicators.participationRate>[1];
    return (await models.indicators.participationRate(viewer.association, period)).figure;
  },
});

export const savings = defineQuery({
  type: 'Savings',
  reads,
  answer: async (viewer, args: ScopeAsked, models): Promise<Savings[]> => {
    const stated = await models.indicators.savings(viewer.association, await scopeFor(viewer, args));
    return stated.figure.map((figure) => savingsView(figure, stated));
  },
});

export const reliability = defineQuery({
  type: 'Reliability',
  reads,
  answer: async (viewer, { enterpriseId }: { readonly enterpriseId: string }, models): Promise<Reliability> => {
    if (!(await viewer.sees(enterpriseId))) throw notFound('enterprise');
    const stated = await models.indicators.reliability(viewer.association, enterpriseId as EnterpriseId);
    const { status, expected, interval, n, evidence, rulesVersion, formulaVersion } = stated.figure;
    const bounds = { low: interval?.low ?? null, high: interval?.high ?? null };
    const at = { asOf: stated.asOf, sequence: stated.sequence, formulaVersion };
    return { enterpriseId, status, expected, ...bounds, n, evidence, rulesVersion, ...at };
  },
});

const savingsView = (figure: SavingsFigure, { asOf, sequence }: Stated<unknown>): Savings => ({
  asOf,
  sequence,
  formulaVersion: savingsIndicator.formulaVersion,
  basis: figure.basis,
  class: figure.class,
  estimated: stageView(figure.estimated),
  contracted: stageView(figure.contracted),
  realised: stageView(figure.realised),
  verified: stageView(figure.verified),
  leakage: figure.leakage && leakageView(figure.leakage),
});

const stageView = (stage: StageFigure | null): StageSaving | null =>
  stage && {
    n: stage.n,
    baselineCost: moneyObject(stage.baselineCost),
    jointCost: moneyObject(stage.jointCost),
    saving: moneyObject(stage.saving),
    rate: stage.rate,
  };

const leakageView = ({ n, contracted, realised, volume, price }: LeakageFigure): Leakage => ({
  n,
  contracted: moneyObject(contracted),
  realised: moneyObject(realised),
  volume: moneyObject(volume),
  price: moneyObject(price),
});

export const indicatorQueries = [participation, participationRate, savings, reliability];
