import { instant } from '@jointly/kernel';
import { associationStory, bekele, oil, tolosa } from '../testing/association-story';
import { AssetStory, at, consent, custodian, evidence, pressInUse, rules } from '../testing/asset-story';
import { coordinator, History, removeTemporaryDirectories, reop, sealed } from '../testing/history';
import { etb, verifier } from '../testing/purchase-story';

afterAll(removeTemporaryDirectories);

describe('An asset', () => {
  it('is shown with its rules and with where it stands', async () => {
    const { history, story } = await pressInUse();
    const { sharedAssets, close } = await history.folded();
    const asset = await sharedAssets.asset(reop, story.assetId);
    await close();
    expect(asset).toMatchObject({
      id: 'asset_1',
      clusterId: oil,
      title: 'Oil press',
      phase: 'AVAILABLE',
      owner: { kind: 'ASSOCIATION' },
      custodians: [custodian],
      rules,
      acquisition: { price: etb(40_000_00), salvage: etb(3_500_00), lifeYears: 1 },
      commissionedAt: at(9, '00:00'),
      reading: { value: '1000' },
      registeredBy: coordinator,
    });
  });

  it('moves on from proposed to retired', async () => {
    const history = new History();
    await associationStory(history);
    const story = new AssetStory(history);
    const { assetId } = story;
    const phase = async () => {
      const { sharedAssets, close } = await history.folded();
      const found = await sharedAssets.asset(reop, assetId);
      await close();
      return found!.phase;
    };
    await story.registered();
    expect(await phase()).toBe('PROPOSED');
    await story.commissioned();
    expect(await phase()).toBe('AVAILABLE');
    const down = { downtimeId: 'd1', start: at(9, '10:00'), expectedEnd: at(9, '12:00') };
    await story.tell({
      type: 'DowntimeStarted',
      data: { assetId, ...down, cause: 'BREAKDOWN', reportedBy: custodian },
    });
    expect(await phase()).toBe('OUT_OF_SERVICE');
    await story.tell({ type: 'DowntimeEnded', data: { assetId, downtimeId: 'd1', end: at(9, '11:00') } });
    await story.tell({ type: 'AssetRetired', data: { assetId, reason: 'Worn out.' } });
    expect(await phase()).toBe('RETIRED');
  });

  it('is listed with the others, the newest first, page by page, and as the list is narrowed', async () => {
    const history = new History();
    await associationStory(history);
    for (const id of ['a1', 'a2', 'a3']) await new AssetStory(history, id).registered();
    await new AssetStory(history, 'a1').commissioned();
    const { sharedAssets, close } = await history.folded();
    const ids = (page: { entries: readonly { id: string }[] }) => page.entries.map(({ id }) => id);
    const first = await sharedAssets.assets(reop, { first: 2 });
    expect([ids(first), first.hasNextPage]).toEqual([['a3', 'a2'], true]);
    expect(ids(await sharedAssets.assets(reop, { first: 2, after: first.entries[1]!.since }))).toEqual(['a1']);
    expect(ids(await sharedAssets.assets(reop, { first: 9 }, { phase: 'AVAILABLE' }))).toEqual(['a1']);
    expect(ids(await sharedAssets.assets(reop, { first: 9 }, { kind: 'SPECIALIST' }))).toEqual([]);
    expect(ids(await sharedAssets.assets(reop, { first: 9 }, { clusterId: 'cluster_shoes' }))).toEqual([]);
    expect(ids(await sharedAssets.assets('samara' as typeof reop, { first: 9 }))).toEqual([]);
    await close();
  });
});

describe('What is on file about an asset', () => {
  it('are its tariffs in the order in which they come into force, one for a moment', async () => {
    const { history, story } = await pressInUse();
    const price = { amount: '90', currency: 'ETB' };
    for (const [tariffId, day] of [
      ['later', 30],
      ['sooner', 20],
      ['instead', 30],
    ] as const) {
      const terms = { validFrom: at(day, '00:00'), basis: 'HOUR', member: price, nonMember: price } as const;
      await story.tell({ type: 'TariffSet', data: { assetId: story.assetId, tariffId, ...terms } });
    }
    const { sharedAssets, close } = await history.folded();
    const file = await sharedAssets.file(reop, story.assetId);
    await close();
    expect(file!.tariffs.map(({ tariffId }) => tariffId)).toEqual(['tariff_1', 'sooner', 'instead']);
  });

  it('are its baselines, with who declared and who verified them', async () => {
    const { history, story } = await pressInUse();
    const baseline = { assetId: story.assetId, baselineId: 'baseline_1', basis: 'HIRE_RATE' } as const;
    const rate = { per: 'HOUR', rate: { amount: '180', currency: 'ETB' }, declaredBy: coordinator } as const;
    await story.tell({
      type: 'HireBaselineDeclared',
      data: { ...baseline, ...rate, source: 'Adama hire', quotedAt: at(1, '08:00') },
    });
    await story.tell({ type: 'HireBaselineVerified', data: baseline }, { actor: verifier });
    const { sharedAssets, close } = await history.folded();
    const file = await sharedAssets.file(reop, story.assetId);
    await close();
    expect(file!.baselines).toMatchObject([
      { ...rate, source: { field: sealed('Adama hire') }, verifiedBy: verifier, verifiedAt: at(9, '00:00') },
    ]);
  });

  it('are damages and readings, the wrong ones with what corrected them', async () => {
    const { history, story } = await pressInUse();
    const { assetId } = story;
    const found = { damageId: 'damage_1', reportedBy: custodian, summary: 'Screw is bent' };
    await story.tell({ type: 'DamageReported', data: { assetId, ...found } });
    await story.tell({ type: 'MeterRead', data: { assetId, readingId: 'r1', at: at(10, '08:00'), reading: '1400' } });
    const wrong = { readingId: 'r1', was: '1400', reading: '1040', correctedBy: custodian, reason: 'Mistyped' };
    await story.tell({ type: 'MeterReadingCorrected', data: { assetId, ...wrong } });
    const { sharedAssets, close } = await history.folded();
    const file = await sharedAssets.file(reop, assetId);
    const readings = await sharedAssets.readings(reop, assetId, { first: 5 });
    const asset = await sharedAssets.asset(reop, assetId);
    await close();
    expect(file!.damages).toMatchObject([{ damageId: 'damage_1', summary: { field: sealed('Screw is bent') } }]);
    expect(readings.entries).toMatchObject([
      { of: 'READING', reading: '1040', corrections: [{ was: '1400', reason: { field: sealed('Mistyped') } }] },
      { of: 'COMMISSIONING', reading: '1000', corrections: [] },
    ]);
    expect(asset!.reading).toMatchObject({ value: '1040' });
  });
});

describe('Who pays for an asset and who holds it', () => {
  it('is told pledge by pledge, with totals for everybody', async () => {
    const { history, story } = await pressInUse();
    const { assetId } = story;
    const of = { assetId, fundingId: 'funding_1' };
    const pledge = (enterpriseId: typeof tolosa, minor: number) => {
      const data = { ...of, enterpriseId, pledgeId: `pledge_${enterpriseId}`, amount: etb(minor), consent };
      return story.tell({ type: 'ContributionPledged', data });
    };
    const deadline = at(20, '00:00');
    await story.tell({ type: 'FundingOpened', data: { ...of, target: etb(900_00), deadline, paymentDueDays: 30 } });
    await pledge(tolosa, 300_00);
    await pledge(bekele, 100_00);
    await pledge(tolosa, 500_00);
    await story.tell({ type: 'PledgeWithdrawn', data: { ...of, enterpriseId: bekele, consent } });
    const grant = { grantId: 'grant_1', grantor: 'Ministry of Industry', amount: etb(400_00), evidence };
    await story.tell({ type: 'GrantRecorded', data: { ...of, ...grant } });
    const totals = { pledged: etb(500_00), granted: etb(400_00) };
    await story.tell({ type: 'FundingClosed', data: { ...of, by: 'DEADLINE', reached: true, ...totals } });
    const called = { chargeId: 'charge_1', amount: etb(500_00), dueAt: instant('2026-04-20T00:00:00Z') };
    const whose = { ...of, pledgeId: `pledge_${tolosa}`, enterpriseId: tolosa };
    await story.tell({ type: 'ContributionCalled', data: { ...whose, ...called } });
    await story.tell({ type: 'ContributionReceived', data: { ...whose, amount: etb(500_00) } });
    const { sharedAssets, close } = await history.folded();
    const file = await sharedAssets.file(reop, assetId);
    await close();
    expect(file!.fundings).toMatchObject([{ ...totals, members: 1, outcome: 'REACHED', closedAt: at(9, '00:00') }]);
    expect(file!.fundings[0]!.pledges).toMatchObject([
      { enterpriseId: bekele, status: 'WITHDRAWN', chargeId: null },
      { enterpriseId: tolosa, status: 'RECEIVED', ...called },
    ]);
    expect(file!.grants).toMatchObject([
      {
        fundingId: 'funding_1',
        grantor: { field: sealed('Ministry of Industry') },
      },
    ]);
  });

  it('leaves nothing to pay where the target was missed, and is told apart from a later attempt', async () => {
    const { history, story } = await pressInUse();
    const { assetId } = story;
    const of = { assetId, fundingId: 'funding_1' };
    const terms = { target: etb(900_00), deadline: at(20, '00:00'), paymentDueDays: 30 };
    await story.tell({ type: 'FundingOpened', data: { ...of, ...terms } });
    const data = { ...of, enterpriseId: tolosa, pledgeId: 'pledge_1', amount: etb(300_00), consent };
    await story.tell({ type: 'ContributionPledged', data });
    const totals = { pledged: etb(300_00), granted: etb(0) };
    await story.tell({ type: 'FundingClosed', data: { ...of, by: 'DEADLINE', reached: false, ...totals } });
    const again = { assetId, fundingId: 'funding_2' };
    await story.tell({ type: 'FundingOpened', data: { ...again, ...terms } });
    const grant = { grantId: 'grant_1', grantor: 'Ministry of Industry', amount: etb(50_00), evidence };
    await story.tell({ type: 'GrantRecorded', data: { ...again, ...grant } });
    const { sharedAssets, close } = await history.folded();
    const file = await sharedAssets.file(reop, assetId);
    await close();
    expect(file!.fundings).toMatchObject([
      { outcome: 'FAILED', granted: etb(0), pledges: [{ status: 'NOT_CALLED', chargeId: null }] },
      { fundingId: 'funding_2', outcome: null, granted: etb(50_00), pledges: [] },
    ]);
  });

  it('follows shares from hand to hand, and a surplus to those who get a part', async () => {
    const { history, story } = await pressInUse();
    const { assetId } = story;
    await story.tell({ type: 'ShareIssued', data: { assetId, enterpriseId: tolosa, shares: 30 } });
    const given = { assetId, enterpriseId: tolosa, to: bekele, consent };
    await story.tell({ type: 'ShareTransferred', data: { ...given, shares: 10 } });
    await story.tell({ type: 'ShareTransferred', data: { ...given, shares: 20 } });
    const distributionId = 'distribution_1';
    const period = { from: at(9, '00:00'), until: at(9, '00:00') };
    const sums = { income: etb(500_00), costs: etb(100_00), depreciation: etb(0), surplus: etb(400_00) };
    const weights = [{ enterpriseId: bekele, weight: '30' }];
    const proposal = {
      distributionId,
      method: 'SHARES',
      ...period,
      ...sums,
      weights,
      proposedBy: coordinator,
    } as const;
    await story.tell({ type: 'SurplusProposed', data: { assetId, ...proposal } });
    const approved = { distributionId, surplus: etb(400_00), members: 1 };
    await story.tell({ type: 'SurplusDistributed', data: { assetId, ...approved } }, { actor: verifier });
    const part = { enterpriseId: bekele, creditId: 'credit_1', weight: '30', amount: etb(400_00) };
    await story.tell({ type: 'SurplusShared', data: { assetId, distributionId, ...part } });
    const { sharedAssets, close } = await history.folded();
    const file = await sharedAssets.file(reop, assetId);
    const asset = await sharedAssets.asset(reop, assetId);
    await close();
    expect(file!.shares).toEqual({ [bekele]: 30 });
    expect(asset).toMatchObject({ sharesIssued: 30, shareCapital: { shares: 100 } });
    expect(file!.surpluses).toEqual([{ ...proposal, status: 'DISTRIBUTED', decidedBy: verifier, parts: [part] }]);
  });
});
