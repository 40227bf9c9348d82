import { Client, eventually, moveClock } from './client';
import { SpawnedServer } from './spawned-server';
import { birr, evidence, found, kg, opening, type Village } from './village';

jest.setTimeout(60_000);

describe('a bulk purchase, from its opening to what it saved', () => {
  let server: SpawnedServer;
  let village: Village;
  let purchaseId: string;
  beforeAll(async () => {
    server = await SpawnedServer.start();
    village = await found(server, 'village', 3);
  });
  afterAll(() => server.discard());

  const quantities = [200, 300, 100];
  const phase = async () =>
    (
      await village.by.coordinator.ask(
        `query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
          bulkPurchase(associationId: $associationId, id: $id, atLeast: $atLeast) { phase thresholdMet }
        }`,
        { id: purchaseId },
      )
    ).bulkPurchase.phase;

  it('opens with its terms and invites the members', async () => {
    const { coordinator } = village.by;
    const opened = await coordinator.does(
      'openBulkPurchase',
      opening(village),
      'bulkPurchaseId bulkPurchase { title phase }',
    );
    purchaseId = opened.bulkPurchaseId;
    expect(opened.bulkPurchase).toEqual({ title: 'Oilseed for spring', phase: 'DRAFT' });
    await coordinator.does('inviteEnterprises', {
      purchaseId,
      enterpriseIds: village.members.map(({ enterpriseId }) => enterpriseId),
    });
    expect(await phase()).toBe('OPEN');
  });

  it('pools what the members demand', async () => {
    for (const [n, { by, enterpriseId }] of village.members.entries())
      await by.does('registerDemand', { purchaseId, enterpriseId, quantity: kg(quantities[n]!), termsVersion: 1 });
    await village.by.coordinator.does('closeDemand', { purchaseId });
    expect(await phase()).toBe('POOLED');
  });

  it('locks what they would pay alone before the first offer comes in', async () => {
    const { coordinator, verifier, approver } = village.by;
    const quoted = { basis: 'STANDALONE', source: 'Merkato list', quotedAt: '2026-01-04T00:00:00Z', evidence };
    const { baselineId } = await coordinator.does(
      'declareBaseline',
      { purchaseId, ...quoted, schedule: [{ from: '0', unitPrice: birr('100') }] },
      'baselineId',
    );
    expect(await coordinator.isRefused('verifyBaseline', { purchaseId, baselineId })).toBeDefined();
    await verifier.does('verifyBaseline', { purchaseId, baselineId });
    await coordinator.does('lockBaseline', { purchaseId, baselineId });
    const { offerId } = await coordinator.does(
      'recordOffer',
      {
        purchaseId,
        supplierId: village.supplierId,
        tiers: [
          { from: '1', unitPrice: birr('95') },
          { from: '500', unitPrice: birr('84.50') },
        ],
        charges: [{ kind: 'FREIGHT', amount: birr('600') }],
        validUntil: '2026-03-01T00:00:00Z',
        evidence,
      },
      'offerId',
    );
    await coordinator.does('awardDirectly', { purchaseId, offerId, reason: 'The only supplier with seed in stock.' });
    expect(await coordinator.isRefused('approveAward', { purchaseId })).toBe('SAME_PERSON');
    await approver.does('approveAward', { purchaseId });
    expect(await phase()).toBe('COMMITTING');
  });

  it('tells a member what it will pay, and nothing of the others', async () => {
    const { by, enterpriseId } = village.members[0]!;
    const { whatWillIPay, bulkPurchase } = await by.ask(
      `query ($associationId: ID!, $purchaseId: ID!, $enterpriseId: ID!, $atLeast: ConsistencyToken) {
        whatWillIPay(associationId: $associationId, purchaseId: $purchaseId, enterpriseId: $enterpriseId, quantity: "200") {
          basis present { unitPrice { amount } total { amount currency } } threshold { met quantityGap { value } }
        }
        bulkPurchase(associationId: $associationId, id: $purchaseId, atLeast: $atLeast) {
          demanded { members } order { id } participants(first: 10) { nodes { enterpriseId demand { quantity { value } } } }
        }
      }`,
      { purchaseId, enterpriseId },
    );
    expect(whatWillIPay).toEqual({
      // With two others, a price for the pool as it is would tell of them.
      basis: 'THRESHOLD',
      present: { unitPrice: { amount: '85.7' }, total: { amount: '17140.00', currency: 'ETB' } },
      threshold: { met: false, quantityGap: null },
    });
    expect(bulkPurchase).toEqual({
      demanded: null,
      order: null,
      participants: { nodes: [{ enterpriseId, demand: { quantity: { value: '200' } } }] },
    });
  });

  it('binds members up to the price that each names, and goes ahead', async () => {
    for (const [n, { by, enterpriseId }] of village.members.entries()) {
      const commitment = { quantity: kg(quantities[n]!), maximumLandedUnitPrice: birr('90'), termsVersion: 1 };
      await by.does('makeCommitment', { purchaseId, enterpriseId, ...commitment });
    }
    await moveClock(server, '2026-02-11T00:00:00.000Z');
    await village.by.coordinator.does('confirmPurchase', { purchaseId });
    await village.by.coordinator.does('placeSupplyOrder', { purchaseId });
    expect(await phase()).toBe('ORDERED');
  });

  it('receives the goods in parts and shares what was accepted', async () => {
    const { coordinator, inspector } = village.by;
    for (const [quantity, accepted] of [
      [400, 400],
      [200, 140],
    ] as const) {
      const { deliveryId } = await coordinator.does(
        'recordDelivery',
        { purchaseId, quantity: kg(quantity) },
        'deliveryId',
      );
      const rejected = quantity - accepted;
      await inspector.does('inspectDelivery', {
        purchaseId,
        deliveryId,
        accepted: kg(accepted),
        rejected: kg(rejected),
        ...(rejected > 0 && { rejectionReason: 'DAMAGED' }),
      });
    }
    await coordinator.does('declareDeliveryComplete', { purchaseId });
    expect(await phase()).toBe('SETTLING');
  });

  it('charges each member its part, line by line, to the last cent', async () => {
    const { treasurer, coordinator } = village.by;
    await treasurer.does('recordInvoice', {
      purchaseId,
      supplierId: village.supplierId,
      number: 'SU-1',
      lines: [
        { kind: 'GOODS', amount: birr('45630.00') },
        { kind: 'FREIGHT', amount: birr('600') },
        { kind: 'FEE', amount: birr('100') },
      ],
      evidence,
    });
    await treasurer.does('allocateCosts', { purchaseId });
    coordinator.token = treasurer.token;
    const { bulkPurchase } = await coordinator.ask(
      `query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
        bulkPurchase(associationId: $associationId, id: $id, atLeast: $atLeast) {
          participants(first: 10) { nodes { acceptedQuantity { value } allocations { amount { amount } lines { kind amount { amount } lineAmount { amount } } } } }
        }
      }`,
      { id: purchaseId },
    );
    const parts = bulkPurchase.participants.nodes;
    expect(parts.map((part: { acceptedQuantity: { value: string } }) => part.acceptedQuantity.value)).toEqual([
      '180',
      '270',
      '90',
    ]);
    const charged = parts.map((part: { allocations: { amount: { amount: string } }[] }) =>
      Number(part.allocations[0]!.amount.amount),
    );
    expect(charged.reduce((a: number, b: number) => a + b, 0)).toBeCloseTo(46_330, 2);
  });

  it('takes payments that one person enters and another confirms', async () => {
    const { treasurer, cashier } = village.by;
    for (const { by, enterpriseId } of village.members) {
      const [charge] = await eventually(
        async () =>
          (
            await by.ask(
              `query ($associationId: ID!) { myObligations(associationId: $associationId) { id open { amount currency } standing } }`,
            )
          ).myObligations,
        (all) => all.length > 0,
      );
      expect(charge.standing).toBe('DUE');
      const party = { kind: 'MEMBER', id: enterpriseId };
      const payment = { party, amount: charge.open, paidAt: '2026-02-11T00:00:00Z', reference: 'transfer' };
      const { paymentId } = await treasurer.does('enterPayment', payment, 'paymentId');
      expect(await treasurer.isRefused('confirmPayment', { party, paymentId })).toBe('SAME_PERSON');
      await cashier.does('confirmPayment', { party, paymentId });
    }
  });

  it('closes once everything is paid', async () => {
    const refusal = await eventually(
      () => village.by.coordinator.isRefused('closeBulkPurchase', { purchaseId }),
      (code) => code === undefined,
    );
    expect(refusal).toBeUndefined();
    expect(await phase()).toBe('CLOSED');
  });

  it('shows each member its participation, savings, reliability and statement', async () => {
    const { coordinator } = village.by;
    const { enterpriseId, by } = village.members[0]!;
    by.token = coordinator.token;
    const told = await by.ask(
      `query ($associationId: ID!, $enterpriseId: ID!, $atLeast: ConsistencyToken) {
        savings(associationId: $associationId, enterpriseId: $enterpriseId, atLeast: $atLeast) {
          basis class realised { n baselineCost { amount } saving { amount currency } }
        }
        participation(associationId: $associationId, enterpriseId: $enterpriseId) { members { invited committed fulfilled } }
        reliability(associationId: $associationId, enterpriseId: $enterpriseId) { status expected n }
        memberStatement(associationId: $associationId, partyId: $enterpriseId, first: 10, atLeast: $atLeast) {
          nodes { type balance { amount } }
        }
      }`,
      { enterpriseId },
    );
    const [saving] = told.savings;
    expect(saving).toMatchObject({
      basis: 'STANDALONE',
      class: 'HARD',
      realised: { n: 1, baselineCost: { amount: '18000.00' } },
    });
    expect(Number(saving.realised.saving.amount)).toBeGreaterThan(2_000);
    expect(told.participation.members).toEqual([{ invited: 1, committed: 1, fulfilled: 1 }]);
    expect(told.reliability).toMatchObject({ status: 'PUBLISHED', n: 1 });
    expect(told.memberStatement.nodes.map(({ type }: { type: string }) => type)).toEqual([
      'ChargePosted',
      'PaymentConfirmed',
    ]);
    expect(told.memberStatement.nodes[1].balance.amount).toBe('0.00');
  });

  it('is all there after the server was killed and started again', async () => {
    const { directory } = server;
    await server.stop('SIGKILL');
    server = await SpawnedServer.start(directory);
    const coordinator = await Client.of(server, 'coordinator@village', 'village');
    const { bulkPurchases } = await coordinator.ask(
      `query ($associationId: ID!) { bulkPurchases(associationId: $associationId, first: 5) { nodes { id phase } pageInfo { hasNextPage } } }`,
    );
    expect(bulkPurchases).toEqual({ nodes: [{ id: purchaseId, phase: 'CLOSED' }], pageInfo: { hasNextPage: false } });
  });
});
