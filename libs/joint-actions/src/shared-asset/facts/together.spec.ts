import type { DomainEvent, EnterpriseId } from '@jointly/kernel';
import { almaz, assetId, at, bekele, birr, chala, delegate, on, onAsset, ToldAsset } from '../../testing/told-asset';

describe('funding tells the indicators', () => {
  const of = { assetId, fundingId: 'funding_1' };
  const pledge = (enterpriseId: EnterpriseId, amount: number, pledgeId: string): DomainEvent => ({
    type: 'ContributionPledged',
    data: { ...of, pledgeId, enterpriseId, amount: birr(amount), consent: delegate },
  });
  const opened = (): ToldAsset => {
    const terms = { target: birr(1000), deadline: at('18:00'), paymentDueDays: 30 };
    return new ToldAsset().tells({ type: 'FundingOpened', data: { ...of, ...terms } });
  };
  const closed = (reached: boolean): DomainEvent => ({
    type: 'FundingClosed',
    data: { ...of, by: 'DEADLINE', reached, pledged: birr(1000), granted: birr(0) },
  });

  it('what a member bound itself to, a later pledge in place of the earlier one', () => {
    const told = opened().tells(pledge(almaz, 400, 'pledge_1'), pledge(almaz, 600, 'pledge_2'));
    const [first, second] = told.facts('committed');
    expect(second).toMatchObject({ value: birr(600), binding: true, supersedes: first!.id });
    expect(told.facts('responded')).toHaveLength(1);
    expect(told.facts('exposure').at(-1)).toMatchObject({ value: birr(600) });
  });

  it('a pledge that was withdrawn binds nobody', () => {
    const told = opened().tells(pledge(almaz, 400, 'pledge_1'));
    told.tells({ type: 'PledgeWithdrawn', data: { ...of, enterpriseId: almaz, consent: delegate } });
    const [made, takenBack] = told.facts('committed');
    expect(takenBack).toMatchObject({ binding: false, supersedes: made!.id });
    expect(told.facts('exposure').at(-1)).toMatchObject({ value: birr(0) });
  });

  it('whoever owns it together is tied once the target is reached', () => {
    const told = opened().tells(pledge(almaz, 400, 'pledge_1'), pledge(bekele, 600, 'pledge_2'), closed(true));
    expect(told.facts('tie')).toMatchObject([{ parties: [almaz, bekele], action: onAsset }]);
    expect(told.facts('committed').every(({ binding }) => binding)).toBe(true);
  });

  it('below the target nobody is bound or tied', () => {
    const told = opened().tells(pledge(almaz, 100, 'pledge_1'), pledge(bekele, 200, 'pledge_2'), closed(false));
    expect(told.facts('committed').slice(2)).toMatchObject([
      { enterprise: almaz, binding: false },
      { enterprise: bekele, binding: false },
    ]);
    expect(new Set(told.facts('committed').map(({ id }) => id)).size).toBe(4);
    expect(told.facts('tie')).toEqual([]);
  });
});

describe('a joint run tells the indicators', () => {
  const kg = (value: string) => ({ value, unit: 'kg' });
  const scheduled = (): ToldAsset => {
    const slot = { start: at('10:00'), end: at('14:00'), joinBy: at('06:00') };
    const terms = { capacity: kg('500'), sharing: 'PROPORTIONAL', estimatedCost: birr(900), paymentDueDays: 30 };
    const run = { assetId, runId: 'run_1', title: 'Test pressing', reference: birr(1000) };
    return new ToldAsset().tells({ type: 'RunScheduled', data: { ...run, ...slot, ...terms } });
  };
  const joins = (enterpriseId: EnterpriseId, value: string): DomainEvent => ({
    type: 'RunJoined',
    data: { assetId, runId: 'run_1', enterpriseId, quantity: kg(value), consent: delegate },
  });

  it('who takes part with how much, and who takes no part after all', () => {
    const told = scheduled().tells(joins(almaz, '100'), joins(almaz, '150'), joins(bekele, '50'));
    told.tells({ type: 'RunLeft', data: { assetId, runId: 'run_1', enterpriseId: bekele, consent: delegate } });
    const [first, second, third, left] = told.facts('committed');
    expect(second).toMatchObject({ quantity: kg('150'), value: null, supersedes: first!.id, action: on('run_1') });
    expect(left).toMatchObject({ enterprise: bekele, binding: false, supersedes: third!.id });
  });

  it('that one which does not take place binds nobody', () => {
    const told = scheduled().tells(joins(almaz, '100'), joins(bekele, '50'));
    told.tells({ type: 'RunCancelled', data: { assetId, runId: 'run_1', cause: 'BELOW_MINIMUM' } });
    expect(told.facts('committed').slice(2)).toMatchObject([{ binding: false }, { binding: false }]);
  });

  it('who was there, who was not, and who acted together', () => {
    const told = scheduled().tells(joins(almaz, '100'), joins(bekele, '50'), joins(chala, '50'));
    const run = { assetId, runId: 'run_1', at: at('14:00') };
    told.tells({ type: 'RunCompleted', data: { ...run, cost: birr(800), members: 3, absent: [chala] } });
    const part = { ...run, quantity: kg('50'), chargeId: 'charge_1', dueAt: at('20:00'), reference: birr(1000) };
    told.tells(
      { type: 'RunCostShared', data: { ...part, enterpriseId: bekele, attended: true, amount: birr(200) } },
      { type: 'RunCostShared', data: { ...part, enterpriseId: chala, attended: false, amount: birr(200) } },
    );
    expect(told.facts('tie')).toMatchObject([{ parties: [almaz, bekele], action: on('run_1') }]);
    expect(told.facts('obligationDue')).toMatchObject([
      { enterprise: bekele, of: 'CONTRIBUTION', dueAt: at('14:00'), value: birr(200) },
      { enterprise: chala, of: 'CONTRIBUTION', dueAt: at('14:00'), value: birr(200) },
    ]);
    expect(told.facts('obligationDischarged').map(({ enterprise, outcome }) => [enterprise, outcome])).toEqual([
      [bekele, '1'],
      [chala, '0'],
    ]);
  });
});
