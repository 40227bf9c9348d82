import type { EventStore } from '@jointly/event-store';
import {
  accountStream,
  associationStream,
  bulkPurchaseStream,
  clusterStream,
  defaultRules,
  enterpriseStream,
  type AccountEvent,
  type BulkPurchaseEvent,
} from '@jointly/joint-actions';
import {
  associationId,
  deadlineEventId,
  instant,
  later,
  days,
  type DomainEvent,
  type EnterpriseId,
  type Instant,
  type JsonObject,
  type PersonId,
  type SealedField,
  type StoredEvent,
  type StreamId,
} from '@jointly/kernel';

export const association = associationId('reop');
const coordinator = 'person_5b0e8c7a6c9d4f1e8a2b3c4d5e6f7081' as PersonId;
const sealed: SealedField = {
  v: 1,
  class: 'personal',
  keyId: 'key_5b0e8c7a6c9d4f1e',
  path: '/field',
  schemaVersion: 1,
  nonce: 'AAECAwQFBgcICQoL',
  ciphertext: 'c2VhbGVkIG5hbWUgb2YgYSBwZXJzb24gd2l0aCBpdHMgdGFn',
};
const evidence = { uri: sealed, sha256: 'a'.repeat(64) };
const consent = { how: 'RECORDED_ON_BEHALF', evidence } as const;
const etb = (minor: number) => ({ minor, currency: 'ETB' });
const price = (amount: string) => ({ amount, currency: 'ETB' });
const kg = (value: number) => ({ value: String(value), unit: 'kg' });
const each = 100;

type Told = readonly [stream: StreamId, event: DomainEvent];

/** An association whose members settle one purchase after another: every member in every one. */
export function* settledPurchases(memberCount: number, purchases: number): Generator<Told> {
  const members = Array.from({ length: memberCount }, (_, i) => `enterprise_${i}` as EnterpriseId);
  yield* parties(members);
  for (let n = 0; n < purchases; n++) yield* settledPurchase(`purchase_${n}`, members, later(start, days(n)));
}

const start = instant('2026-03-01T08:00:00Z');

function* parties(members: readonly EnterpriseId[]): Generator<Told> {
  const rules = { ...defaultRules('ETB'), version: 1 };
  const books = { currency: 'ETB', currencyDigits: 2, timeZone: 'Africa/Addis_Ababa' };
  const founding = { name: 'REOP plc', ...books, rules };
  yield [associationStream(association), { type: 'AssociationFounded', data: founding }];
  const cluster = { clusterId: 'oil', name: 'Oil', sector: 'Oil', territory: 'Addis Ababa', stage: 'PERFORMING' };
  yield [clusterStream(association, 'oil'), { type: 'ClusterCreated', data: cluster }];
  for (const enterpriseId of members) {
    const stream = enterpriseStream(association, enterpriseId);
    const record = { enterpriseId, name: { ...sealed }, kind: 'FIRM', size: 'MICRO', clusterId: 'oil', sector: 'Oil' };
    yield [stream, { type: 'EnterpriseRegistered', data: record }];
    yield [stream, { type: 'MemberAdmitted', data: { enterpriseId } }];
  }
}

function* settledPurchase(id: string, members: readonly EnterpriseId[], at: Instant): Generator<Told> {
  const stream = bulkPurchaseStream(association, id);
  for (const event of pooled(id, members, at)) yield [stream, event];
  for (const event of awarded(id, members, at)) yield [stream, event];
  for (const event of committed(id, members)) yield [stream, event];
  for (const event of delivered(id, members, at)) yield [stream, event];
  for (const enterpriseId of members) {
    yield [stream, allocated(id, enterpriseId, members.length, at)];
    const account = accountStream(association, enterpriseId);
    for (const event of paid(id, enterpriseId, at)) yield [account, event];
    const chargeId = `charge_${id}_${enterpriseId}`;
    yield [stream, { type: 'ChargeSettlementRecorded', data: { purchaseId: id, chargeId, enterpriseId } }];
  }
  yield [stream, { type: 'BulkPurchaseClosed', data: { purchaseId: id } }];
}

function* pooled(purchaseId: string, members: readonly EnterpriseId[], at: Instant): Generator<BulkPurchaseEvent> {
  const pool = { quantity: kg(each * members.length), members: members.length };
  const method = 'PROPORTIONAL' as const;
  const terms = {
    minimumQuantity: kg(each),
    minimumMembers: 2,
    demandDeadline: later(at, days(7)),
    commitmentDeadline: later(at, days(14)),
    deliveryTolerance: '0.05',
    confirmationDays: 14,
    shortageRule: 'PRO_RATA' as const,
    surplusRule: 'TO_ASSOCIATION' as const,
    allocation: { GOODS: method, FREIGHT: method, DUTY: method, INSURANCE: method, FEE: method, OTHER: method },
    buyerOfRecord: 'ASSOCIATION_AS_AGENT' as const,
  };
  const item = { name: 'Niger seed', unit: 'kg', unitDecimals: 3 };
  const opening = { clusterId: 'oil', title: 'Niger seed', item, currency: 'ETB', terms, termsVersion: 1 };
  yield { type: 'BulkPurchaseOpened', data: { purchaseId, ...opening } };
  for (const enterpriseId of members) yield { type: 'EnterpriseInvited', data: { purchaseId, enterpriseId } };
  for (const enterpriseId of members)
    yield {
      type: 'DemandRegistered',
      data: { purchaseId, enterpriseId, quantity: kg(each), termsVersion: 1, consent },
    };
  yield { type: 'DemandClosed', data: { purchaseId, by: 'COORDINATOR', ...pool } };
}

function* awarded(purchaseId: string, members: readonly EnterpriseId[], at: Instant): Generator<BulkPurchaseEvent> {
  const [baselineId, basis, offerId, supplierId] = ['baseline', 'STANDALONE' as const, 'offer', 'supplier'];
  const schedule = [{ from: '0', unitPrice: price('50') }];
  yield {
    type: 'BaselineDeclared',
    data: { purchaseId, baselineId, basis, schedule, source: 'Merkato', quotedAt: at, evidence },
  };
  yield { type: 'BaselineVerified', data: { purchaseId, baselineId } };
  yield { type: 'BaselineLocked', data: { purchaseId, baselineId, basis } };
  const offer = { purchaseId, offerId, supplierId };
  const tiers = [{ from: '100', unitPrice: price('40') }];
  yield {
    type: 'OfferRecorded',
    data: { ...offer, tiers, charges: [], validUntil: later(at, days(60)), evidence, termsVersion: 1 },
  };
  const limits = { estimatedValue: etb(each * members.length * 4000), directAwardLimit: etb(1e9), approvalsNeeded: 1 };
  yield { type: 'AwardProposed', data: { ...offer, reason: 'The only offer.', ...limits } };
  yield { type: 'AwardApproved', data: { purchaseId, offerId, approvalsOutstanding: 0 } };
}

function* committed(purchaseId: string, members: readonly EnterpriseId[]): Generator<BulkPurchaseEvent> {
  const alone = { unitPrice: price('50'), atDemand: price('50') };
  const agreed = { termsVersion: 1, consent, baselines: [{ baselineId: 'baseline', ...alone }] };
  const estimatedCost = etb(each * 4000);
  for (const enterpriseId of members)
    yield {
      type: 'CommitmentMade',
      data: {
        purchaseId,
        enterpriseId,
        quantity: kg(each),
        maximumLandedUnitPrice: price('45'),
        ...agreed,
        estimatedCost,
      },
    };
  yield { type: 'CommitmentsClosed', data: { purchaseId, thresholdMet: true } };
  const shares = members.map((enterpriseId) => ({ enterpriseId, quantity: kg(each), cost: estimatedCost }));
  const pool = { quantity: kg(each * members.length), members: members.length };
  const total = { unitPrice: price('40'), landedCost: etb(each * 4000 * members.length) };
  const told = { released: 0, parts: Math.ceil(members.length / 375) };
  yield { type: 'PurchaseConfirmed', data: { purchaseId, offerId: 'offer', ...pool, ...total, ...told } };
  for (const share of shares) yield { type: 'MemberShareConfirmed', data: { purchaseId, ...share } };
}

function* delivered(purchaseId: string, members: readonly EnterpriseId[], at: Instant): Generator<BulkPurchaseEvent> {
  const quantity = kg(each * members.length);
  yield { type: 'SupplyOrderPlaced', data: { purchaseId, orderId: 'order', supplierId: 'supplier', quantity } };
  const delivery = { purchaseId, deliveryId: 'delivery', supplierId: 'supplier' };
  yield { type: 'DeliveryRecorded', data: { ...delivery, quantity } };
  const inspected = { accepted: quantity, rejected: kg(0) };
  yield { type: 'DeliveryInspected', data: { ...delivery, ...inspected } };
  const shares = members.map((enterpriseId) => ({ enterpriseId, quantity: kg(each) }));
  const told = { surplus: kg(0), members: members.length, parts: Math.ceil(members.length / 375) };
  yield { type: 'DeliveryCompleted', data: { purchaseId, by: 'FULL_DELIVERY', accepted: quantity, ...told } };
  for (const share of shares) yield { type: 'MemberDeliveryShared', data: { purchaseId, ...share } };
  const total = etb(each * 4000 * members.length);
  const lines = [{ lineId: 'line', kind: 'GOODS' as const, amount: total }];
  const invoice = { invoiceId: 'invoice', supplierId: 'supplier', number: 'A-17', lines, total };
  yield { type: 'InvoiceRecorded', data: { purchaseId, ...invoice, dueAt: later(at, days(45)), evidence } };
  const allocation = { allocationId: 'allocation', invoiceIds: ['invoice'], total, members: members.length };
  const charged = { borneByAssociation: etb(0), dueAt: later(at, days(45)), parts: Math.ceil(members.length / 300) };
  yield { type: 'CostsAllocated', data: { purchaseId, ...allocation, ...charged } };
}

function allocated(purchaseId: string, enterpriseId: EnterpriseId, members: number, at: Instant): BulkPurchaseEvent {
  const amount = etb(each * 4000);
  const line = { invoiceId: 'invoice', lineId: 'line', kind: 'GOODS', method: 'UNIFORM_PRICE' } as const;
  const shared = { driver: 'ACCEPTED_QUANTITY', weight: String(each), totalWeight: String(each * members) } as const;
  return {
    type: 'MemberCostAllocated',
    data: {
      purchaseId,
      allocationId: 'allocation',
      enterpriseId,
      chargeId: `charge_${purchaseId}_${enterpriseId}`,
      acceptedQuantity: kg(each),
      lines: [{ ...line, ...shared, lineAmount: etb(each * 4000 * members), amount }],
      relief: etb(0),
      amount,
      dueAt: later(at, days(45)),
    },
  };
}

function* paid(purchaseId: string, enterpriseId: EnterpriseId, at: Instant): Generator<AccountEvent> {
  const minor = each * 4000;
  const party = { kind: 'MEMBER' as const, id: enterpriseId };
  const [action, amount] = [{ kind: 'bulkPurchase', id: purchaseId }, etb(minor)];
  const chargeId = `charge_${purchaseId}_${enterpriseId}`;
  const paidAt = later(at, days(40));
  const between = (debit: string, credit: string) => [
    { account: debit, minor },
    { account: credit, minor: -minor },
  ];
  const lines = between(`receivable:${enterpriseId}`, `clearing:bulkPurchase:${purchaseId}`);
  const charge = { party, chargeId, action, amount, dueAt: later(at, days(45)), graceDays: 30, reference: etb(100000) };
  yield { type: 'ChargePosted', data: { ...charge, lines } };
  const payment = { party, paymentId: `payment_${purchaseId}_${enterpriseId}`, amount, paidAt };
  yield { type: 'PaymentEntered', data: { ...payment, partyId: enterpriseId, direction: 'IN', reference: sealed } };
  const applications = [{ obligationId: chargeId, action, amount, settles: true }];
  const settled = { applications, credited: etb(0), lines: between('bank', `receivable:${enterpriseId}`) };
  yield { type: 'PaymentConfirmed', data: { ...payment, ...settled } };
}

/** Writes a history as the executor would have, stream by stream as it comes. Returns the number of events. */
export async function write(store: EventStore, history: Iterable<Told>): Promise<number> {
  const revisions = new Map<StreamId, number>();
  let count = 0;
  const pending: Promise<unknown>[] = [];
  for (const [stream, event] of history) {
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    pending.push(store.append({ stream, expected: revision - 1, events: [stored(stream, revision, event)] }));
    count++;
    if (pending.length === 1000) await Promise.all(pending.splice(0));
  }
  await Promise.all(pending);
  return count;
}

function stored(stream: StreamId, revision: number, { type, data }: DomainEvent<string, object>): StoredEvent {
  const eventId = deadlineEventId(stream, type, String(revision));
  const metadata = {
    actor: coordinator,
    authority: [{ stream: associationStream(association), revision: 0 }],
    commandFingerprint: 'q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6j7k8l9z0x1c',
    correlationId: eventId,
    causationId: eventId,
    clock: 'controlled',
    salt: 'AAECAwQFBgcICQoLDA0ODw',
  } as const;
  const times = { occurredAt: start, recordedAt: start };
  return {
    eventId,
    type,
    schemaVersion: 1,
    association,
    stream,
    revision,
    ...times,
    data: data as JsonObject,
    metadata,
  };
}
