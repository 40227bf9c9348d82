import { spawnSync } from 'node:child_process';
import { eventually, moveClock, type Client } from './client';
import { serverEntry, SpawnedServer } from './spawned-server';
import { birr, evidence, found, kg, opening, type Village } from './village';

jest.setTimeout(60_000);

const noHint = /node_modules|\n +at |SQLITE|TypeError|undefined/;

describe('bad input', () => {
  let server: SpawnedServer;
  let village: Village;
  let other: Village;
  let purchaseId: string;

  beforeAll(async () => {
    server = await SpawnedServer.start();
    village = await found(server, 'village', 3);
    other = await found(server, 'otherplace', 1);
    const { coordinator } = village.by;
    purchaseId = (await coordinator.does('openBulkPurchase', opening(village), 'bulkPurchaseId')).bulkPurchaseId;
    const enterpriseIds = village.members.map(({ enterpriseId }) => enterpriseId);
    await coordinator.does('inviteEnterprises', { purchaseId, enterpriseIds });
  });
  afterAll(() => server.discard());

  const demand = (over: object = {}) => ({
    purchaseId,
    enterpriseId: village.members[0]!.enterpriseId,
    quantity: kg(200),
    termsVersion: 1,
    ...over,
  });

  it.each<[string, object, string, string | null]>([
    ['a negative quantity', { quantity: kg(-5) }, 'INVALID_INPUT', 'quantity.value'],
    ['a quantity of nothing', { quantity: kg(0) }, 'QUANTITY_NOT_POSITIVE', 'quantity'],
    ['an absurd quantity', { quantity: kg('9'.repeat(30)) }, 'INVALID_INPUT', 'quantity.value'],
    ['a quantity that is no number', { quantity: kg('a lot') }, 'INVALID_INPUT', 'quantity.value'],
    ['half a kilogram where the unit does not divide', { quantity: kg('0.5') }, 'QUANTITY_TOO_FINE', 'quantity'],
    ['another unit', { quantity: { value: '5', unit: 'bag' } }, 'WRONG_UNIT', 'quantity'],
    [
      'an unknown currency',
      { maximumUnitPrice: { amount: '90', currency: 'XQZ' } },
      'INVALID_INPUT',
      'maximumUnitPrice',
    ],
    ['another currency', { maximumUnitPrice: { amount: '90', currency: 'XOF' } }, 'WRONG_CURRENCY', 'maximumUnitPrice'],
    ['terms that are not in force', { termsVersion: 7 }, 'STALE_TERMS', 'termsVersion'],
    ['an unknown purchase', { purchaseId: 'purchase_nowhere' }, 'PURCHASE_NOT_FOUND', 'purchaseId'],
    ['an unknown enterprise', { enterpriseId: 'enterprise_nobody' }, 'ENTERPRISE_NOT_FOUND', 'enterpriseId'],
    ['an id that can be none', { purchaseId: '../../etc' }, 'INVALID_INPUT', 'purchaseId'],
    ['an association that does not exist', { associationId: 'nowhere' }, 'ASSOCIATION_NOT_FOUND', 'associationId'],
    ['an association id that can be none', { associationId: 'No Where' }, 'INVALID_INPUT', 'associationId'],
    ['an empty key', { idempotencyKey: '' }, 'INVALID_INPUT', 'idempotencyKey'],
    ['an over-long key', { idempotencyKey: 'x'.repeat(201) }, 'INVALID_INPUT', 'idempotencyKey'],
    ['a time that has not come', { occurredAt: '2031-01-01T00:00:00Z' }, 'OCCURRED_IN_THE_FUTURE', 'occurredAt'],
  ])('is refused, naming the field: %s', async (_what, over, code, field) => {
    const { userErrors } = await village.members[0]!.by.say('registerDemand', demand(over));
    expect(userErrors).toEqual([{ code, message: expect.not.stringMatching(noHint), field }]);
  });

  it('is refused in over-long texts', async () => {
    const { userErrors } = await village.by.coordinator.say('registerSupplier', { name: 'x'.repeat(201) });
    expect(userErrors).toEqual([expect.objectContaining({ code: 'INVALID_INPUT', field: 'name' })]);
  });

  it('is refused by GraphQL where it has another type', async () => {
    const { status, body } = await village.by.coordinator.send(
      'mutation { closeDemand(input: 5) { userErrors { code } } }',
    );
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  it('with a key that was used for something else is refused, and leaves what was done', async () => {
    const { by } = village.members[1]!;
    const mine = demand({ enterpriseId: village.members[1]!.enterpriseId, idempotencyKey: 'once' });
    const first = await by.does('registerDemand', mine);
    expect((await by.does('registerDemand', mine)).consistencyToken).not.toBeNull();
    expect(await by.isRefused('registerDemand', { ...mine, quantity: kg(201) })).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(first.userErrors).toEqual([]);
    const { bulkPurchase } = await village.by.coordinator.ask(
      `query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
        bulkPurchase(associationId: $associationId, id: $id, atLeast: $atLeast) { demanded { quantity { value } members } }
      }`,
      { id: purchaseId, atLeast: by.token },
    );
    expect(bulkPurchase.demanded).toEqual({ quantity: { value: '200' }, members: 1 });
  });

  describe('and strangers', () => {
    const one = `query ($associationId: ID!, $id: ID!) { bulkPurchase(associationId: $associationId, id: $id) { title } }`;
    const answerTo = async (who: Client, associationId: string, id: string) => {
      const { body } = await who.send(one, { associationId, id });
      const [{ message, extensions }] = body.errors;
      return { data: body.data, message, code: extensions.code };
    };

    it('hear the same of an association that is not theirs as of one that does not exist', async () => {
      const stranger = other.by.coordinator;
      const foreign = await answerTo(stranger, 'village', purchaseId);
      expect(foreign).toEqual(await answerTo(stranger, 'nowhere', purchaseId));
      expect(foreign).toMatchObject({ data: { bulkPurchase: null }, code: 'NOT_FOUND' });
    });

    it('hear the same of a purchase of another association as of one that does not exist', async () => {
      const stranger = other.by.coordinator;
      expect(await answerTo(stranger, 'otherplace', purchaseId)).toEqual(
        await answerTo(stranger, 'otherplace', 'purchase_nowhere'),
      );
    });

    it('can not write into another association', async () => {
      const nowhere = await other.by.coordinator.say('closeDemand', { associationId: 'nowhere', purchaseId });
      const foreign = await other.by.coordinator.say('closeDemand', { associationId: 'village', purchaseId });
      expect(foreign).toEqual(nowhere);
      expect(foreign.userErrors[0]!.code).toBe('ASSOCIATION_NOT_FOUND');
    });

    it('can not use another association’s token', async () => {
      const { body } = await other.by.coordinator.send(
        `query ($token: ConsistencyToken) { association(associationId: "otherplace", atLeast: $token) { name } }`,
        { token: village.by.coordinator.token },
      );
      expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_TOKEN' });
    });

    it('see no account of others, and members no figures of all', async () => {
      const { by } = village.members[0]!;
      const { body } = await by.send(
        `query ($partyId: ID!) {
          memberStatement(associationId: "village", partyId: $partyId, first: 1) { nodes { type } }
        }`,
        { partyId: village.members[1]!.enterpriseId },
      );
      expect(body.errors[0].extensions.code).toBe('NOT_FOUND');
      const all = await by.send('{ savings(associationId: "village") { basis } }');
      expect(all.body.errors[0].extensions.code).toBe('FORBIDDEN');
    });
  });

  it('of roles and mandates is refused', async () => {
    const [first, second] = village.members;
    expect(await first!.by.isRefused('closeDemand', { purchaseId })).toBe('NOT_PERMITTED');
    expect(await first!.by.isRefused('registerDemand', demand({ enterpriseId: second!.enterpriseId }))).toBe(
      'NO_MANDATE',
    );
    expect(await village.by.coordinator.isRefused('registerDemand', demand())).toBe('EVIDENCE_NEEDED');
    expect(await village.by.coordinator.isRefused('grantRole', { personId: first!.personId, role: 'AUDITOR' })).toBe(
      'AUDIT_NOT_BOUNDED',
    );
  });

  it('that comes too late is refused: a demand, a second award, a commitment', async () => {
    const { coordinator, approver, verifier } = village.by;
    const [first, second, third] = village.members;
    await first!.by.does('registerDemand', demand({ quantity: kg(400) }));
    await coordinator.does('closeDemand', { purchaseId });
    expect(await third!.by.isRefused('registerDemand', demand({ enterpriseId: third!.enterpriseId }))).toBe(
      'DEMAND_CLOSED',
    );
    const baseline = { basis: 'STANDALONE', source: 'List', quotedAt: '2026-01-04T00:00:00Z', evidence };
    const schedule = [{ from: '0', unitPrice: birr(100) }];
    const offer = {
      purchaseId,
      supplierId: village.supplierId,
      tiers: [{ from: '1', unitPrice: birr(90) }],
      charges: [],
      validUntil: '2026-03-01T00:00:00Z',
      evidence,
    };
    expect(await coordinator.isRefused('recordOffer', offer)).toBe('BASELINE_NOT_LOCKED');
    const { baselineId } = await coordinator.does(
      'declareBaseline',
      { purchaseId, ...baseline, schedule },
      'baselineId',
    );
    await verifier.does('verifyBaseline', { purchaseId, baselineId });
    await coordinator.does('lockBaseline', { purchaseId, baselineId });
    const { offerId } = await coordinator.does('recordOffer', offer, 'offerId');
    await coordinator.does('awardDirectly', { purchaseId, offerId, reason: 'In stock.' });
    expect(await coordinator.isRefused('awardDirectly', { purchaseId, offerId, reason: 'Again.' })).toBe(
      'ALREADY_AWARDED',
    );
    await approver.does('approveAward', { purchaseId });
    const commitment = { purchaseId, maximumLandedUnitPrice: birr(95), termsVersion: 1 };
    for (const { by, enterpriseId } of [first!, second!])
      await by.does('makeCommitment', { ...commitment, enterpriseId, quantity: kg(300) });
    await moveClock(server, '2026-02-11T00:00:00.000Z');
    expect(
      await third!.by.isRefused('makeCommitment', {
        ...commitment,
        enterpriseId: third!.enterpriseId,
        quantity: kg(10),
      }),
    ).toBe('COMMITMENTS_CLOSED');
  });

  it('of more money than is owed is refused', async () => {
    const { coordinator, inspector, treasurer } = village.by;
    await coordinator.does('confirmPurchase', { purchaseId });
    await coordinator.does('placeSupplyOrder', { purchaseId });
    const { deliveryId } = await coordinator.does('recordDelivery', { purchaseId, quantity: kg(600) }, 'deliveryId');
    await inspector.does('inspectDelivery', { purchaseId, deliveryId, accepted: kg(600), rejected: kg(0) });
    const lines = [{ kind: 'GOODS', amount: birr(54_000) }];
    await treasurer.does('recordInvoice', { purchaseId, supplierId: village.supplierId, number: '1', lines, evidence });
    await treasurer.does('allocateCosts', { purchaseId });
    const party = { kind: 'MEMBER', id: village.members[0]!.enterpriseId };
    const payment = { party, amount: birr('27000.01'), paidAt: '2026-02-10T00:00:00Z', reference: 'transfer' };
    const { by } = village.members[0]!;
    await eventually(
      async () => (await by.ask('{ myObligations(associationId: "village") { id } }')).myObligations,
      (all) => all.length > 0,
    );
    expect(await treasurer.isRefused('enterPayment', payment)).toBe('PAYMENT_ABOVE_CHARGE');
  });
});

describe('a bad setting', () => {
  it('ends the start with a sentence that names it and a valid value, and no stack', () => {
    const run = spawnSync(process.execPath, [serverEntry], { env: { JOINTLY_PORT: 'http' }, encoding: 'utf8' });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^JOINTLY_PORT is "http": .* A valid value: 4000\n$/);
  });

  it('of a data directory that another server has open names the lock', async () => {
    const first = await SpawnedServer.start();
    const second = SpawnedServer.start(first.directory);
    await expect(second).rejects.toThrow('ended with 1');
    await first.discard();
  });

  it('of another clock than the log was begun with is refused', async () => {
    const first = await SpawnedServer.start();
    await first.stop();
    await expect(SpawnedServer.start(first.directory, { JOINTLY_CLOCK: 'wall' })).rejects.toThrow('ended with 1');
  });
});
