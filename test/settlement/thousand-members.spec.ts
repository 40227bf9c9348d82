import {
  associationId,
  deadlineEventId,
  EventRegistry,
  instant,
  later,
  parseStreamId,
  days,
  systemActor,
  type EnterpriseId,
  type Instant,
  type JsonObject,
  type PersonId,
  type StoredEvent,
  type StreamId,
} from '@jointly/kernel';
import { CommandExecutor, openMemoryEventStore, type Outcome } from '@jointly/event-store';
import {
  allAggregates,
  allEvents,
  associationStream,
  bulkPurchaseStream,
  clusterStream,
  defaultRules,
  enterpriseStream,
  settlementProcess,
  supplierStream,
  type Purchase,
} from '@jointly/joint-actions';

const reop = associationId('reop');
const count = 1_000;
const lineKinds = ['GOODS', 'FREIGHT', 'DUTY', 'INSURANCE', 'FEE', 'OTHER'] as const;
const [coordinator, second, treasurer] = ['coordinator', 'committee', 'treasurer'] as [PersonId, PersonId, PersonId];
const [inspector, verifier] = ['inspector', 'verifier'] as [PersonId, PersonId];
const members = Array.from({ length: count }, (_, index) => `enterprise_${index}` as EnterpriseId);
const delegate = (member: EnterpriseId) => `person_of_${member}` as PersonId;
const price = (amount: string) => ({ amount, currency: 'ETB' });
const etb = (minor: number) => ({ minor, currency: 'ETB' });
const kg = (value: number) => ({ value: String(value), unit: 'kg' });
const wanted = (index: number): number => (index % 7) + 1;
const evidence = { uri: 'file:paper.pdf', sha256: 'a'.repeat(64) };

/** REOP with a thousand members, on a log in memory, its settlement carried on as the process manager does. */
class Village {
  readonly store = openMemoryEventStore({ clock: 'controlled' });
  now: Instant = instant('2026-01-05T08:00:00Z');
  private readonly executor = new CommandExecutor({
    store: this.store,
    registry: new EventRegistry(allEvents),
    aggregates: allAggregates,
    sealer: { seal: (_definition, data) => data, fingerprint: (input) => input },
    clock: { kind: 'controlled', now: () => this.now },
  });
  private keys = 0;
  private settled = 0;
  purchaseId = '';

  async found(): Promise<void> {
    const rules = { ...defaultRules('ETB'), directAwardLimit: etb(1e12), version: 1 };
    const granted = [
      [coordinator, 'COORDINATOR'],
      [second, 'AWARD_COMMITTEE'],
      [treasurer, 'TREASURER'],
      [inspector, 'INSPECTOR'],
      [verifier, 'VERIFIER'],
    ].map(([personId, role]) => ({ type: 'RoleGranted', data: { personId: personId!, role: role! } }));
    const books = { name: 'REOP plc', currency: 'ETB', currencyDigits: 2, timeZone: 'Africa/Addis_Ababa' };
    await this.tell(associationStream(reop), { type: 'AssociationFounded', data: { ...books, rules } }, ...granted);
    const cluster = { clusterId: 'oil', name: 'Oil', sector: 'Oil', territory: 'Addis', stage: 'PRE_CLUSTER' };
    await this.tell(clusterStream(reop, 'oil'), { type: 'ClusterCreated', data: cluster });
    await this.tell(supplierStream(reop, 'adama'), {
      type: 'SupplierRegistered',
      data: { supplierId: 'adama', name: 'Adama Seeds' },
    });
    for (const enterpriseId of members) {
      const record = { enterpriseId, name: 'Press', kind: 'FIRM', size: 'MICRO', clusterId: 'oil', sector: 'Oil' };
      const mandate = { mandateId: `mandate_${enterpriseId}`, personId: delegate(enterpriseId), scopes: ['COMMIT'] };
      await this.tell(
        enterpriseStream(reop, enterpriseId),
        { type: 'EnterpriseRegistered', data: record },
        { type: 'MemberAdmitted', data: { enterpriseId } },
        { type: 'DelegateAppointed', data: { enterpriseId, ...mandate, from: this.now } },
      );
    }
  }

  /** The first events of a stream, as somebody wrote them before. */
  private async tell(stream: StreamId, ...events: { type: string; data: JsonObject }[]): Promise<void> {
    const [occurredAt, recordedAt] = [this.now, this.now];
    const stored = events.map((event, revision) => {
      const id = deadlineEventId(stream, event.type, String(revision));
      const caused = { correlationId: id, causationId: id, authority: [], salt: 'c2FsdA' };
      const metadata = { actor: systemActor, clock: 'controlled' as const, ...caused };
      const place = { eventId: id, stream, association: reop, revision, schemaVersion: 1 };
      return { ...event, ...place, occurredAt, recordedAt, metadata };
    });
    await this.store.append({ stream, expected: -1, events: stored });
  }

  /** A command on the purchase; its last event. */
  async does(type: string, actor: PersonId, data: object): Promise<StoredEvent> {
    await this.executes(type, actor, { purchaseId: this.purchaseId, ...data });
    return (await this.log()).at(-1)!;
  }

  async executes(type: string, actor: PersonId, data: JsonObject): Promise<Outcome> {
    const idempotencyKey = String(this.keys++);
    const outcome = await this.executor.execute({ type, association: reop, actor, idempotencyKey, data });
    if (outcome.refusal) throw new Error(`${type}: ${outcome.refusal.code} ${outcome.refusal.message}`);
    return outcome;
  }

  async log(): Promise<StoredEvent[]> {
    const all: StoredEvent[] = [];
    for await (const page of this.store.readStream(bulkPurchaseStream(reop, this.purchaseId))) all.push(...page);
    return all;
  }

  /** Carries out what follows from the purchase's events, in their order, until nothing new follows. */
  async settle(): Promise<void> {
    for (let events = await this.log(); this.settled < events.length; events = await this.log())
      for (const event of events.slice(this.settled)) {
        this.settled++;
        for (const { type, data } of settlementProcess.react(event)) await this.executes(type, systemActor, data);
      }
  }

  async purchase(): Promise<Purchase> {
    return (await this.executor.load<Purchase>(bulkPurchaseStream(reop, this.purchaseId))).state;
  }
}

async function delivered(): Promise<Village> {
  const village = new Village();
  await village.found();
  const terms = {
    minimumQuantity: kg(1),
    minimumMembers: 1,
    demandDeadline: later(village.now, days(30)),
    commitmentDeadline: later(village.now, days(60)),
    confirmationDays: 14,
    deliveryTolerance: '0.1',
    shortageRule: 'PRO_RATA',
    surplusRule: 'TO_ASSOCIATION',
    allocation: Object.fromEntries(lineKinds.map((kind) => [kind, kind === 'FEE' ? 'EQUAL' : 'PROPORTIONAL'])),
    buyerOfRecord: 'ASSOCIATION_AS_PRINCIPAL',
  };
  const item = { name: 'Niger seed', unit: 'kg', unitDecimals: 3 };
  const opening = { clusterId: 'oil', title: 'Seed', item, terms };
  const { stream } = await village.executes('OpenBulkPurchase', coordinator, opening);
  village.purchaseId = parseStreamId(stream).id;
  for (let at = 0; at < count; at += 50)
    await village.does('InviteEnterprises', coordinator, { enterpriseIds: members.slice(at, at + 50) });
  const demand = { quantity: kg(1), termsVersion: 1 };
  await village.does('RegisterDemand', delegate(members[0]!), { enterpriseId: members[0], ...demand });
  await village.does('CloseDemand', coordinator, {});
  const schedule = [{ from: '0', unitPrice: price('100') }];
  const baseline = { basis: 'STANDALONE', schedule, source: 'List', quotedAt: village.now, evidence };
  const { baselineId } = (await village.does('DeclareBaseline', coordinator, baseline)).data;
  await village.does('VerifyBaseline', verifier, { baselineId });
  await village.does('LockBaseline', coordinator, { baselineId });
  const offer = { supplierId: 'adama', tiers: [{ from: '1', unitPrice: price('90') }], charges: [] };
  const validUntil = later(village.now, days(20));
  const { offerId } = (await village.does('RecordOffer', coordinator, { ...offer, validUntil, evidence })).data;
  await village.does('AwardDirectly', coordinator, { offerId, reason: 'The only one.' });
  await village.does('ApproveAward', second, {});
  await Promise.all(members.map((member, index) => commit(village, member, index)));
  await village.does('ConfirmPurchase', coordinator, {});
  return village;
}

/** Every tenth would pay less than the price, and is released. */
const commit = (village: Village, enterpriseId: EnterpriseId, index: number) =>
  village.executes('MakeCommitment', delegate(enterpriseId), {
    purchaseId: village.purchaseId,
    enterpriseId,
    quantity: kg(wanted(index)),
    maximumLandedUnitPrice: price(index % 10 === 9 ? '80' : '120'),
    termsVersion: 1,
  });

it('a thousand members and six cost lines are confirmed, supplied and charged to the minor unit, part by part', async () => {
  const village = await delivered();
  // Members' shares go on being told; what builds on them waits.
  await expect(village.does('PlaceSupplyOrder', coordinator, {})).rejects.toThrow('SHARES_ARE_BEING_TOLD');
  await village.settle();
  const { confirmation, commitments } = await village.purchase();
  expect(confirmation!.shares.size).toBe(900);
  expect(commitments.count(({ released }) => released === true)).toBe(100);
  const costs = [...confirmation!.shares.values()].reduce((sum, { cost }) => sum + cost.minor, 0);
  expect(costs).toBe(confirmation!.landedCost.minor);

  await village.does('PlaceSupplyOrder', coordinator, {});
  const { deliveryId } = (await village.does('RecordDelivery', coordinator, { quantity: confirmation!.quantity })).data;
  await village.does('InspectDelivery', inspector, { deliveryId, accepted: confirmation!.quantity, rejected: kg(0) });
  await village.settle();
  expect((await village.purchase()).accepted!.size).toBe(900);

  const lines = lineKinds.map((kind, index) => ({ kind, amount: etb(1_234_567 + index) }));
  await village.does('RecordInvoice', treasurer, { supplierId: 'adama', number: 'A-1', lines, evidence });
  const header = (await village.log()).length + 1;
  await village.does('AllocateCosts', treasurer, {});
  await expect(village.does('AllocateCosts', treasurer, {})).rejects.toThrow('SHARES_ARE_BEING_TOLD');
  await village.settle();

  const { charges, sharing, memberCosts } = await village.purchase();
  expect([charges.size, memberCosts.size, sharing]).toEqual([900, 900, undefined]);
  const charged = [...charges.values()].reduce((sum, { amount }) => sum + amount.minor, 0);
  expect(charged).toBe(lines.reduce((sum, { amount }) => sum + amount.minor, 0));
  const told = (await village.log()).slice(header).filter(({ type }) => type === 'MemberCostAllocated');
  expect(new Set(told.map(({ data }) => data['enterpriseId'])).size).toBe(900);
}, 120_000);
