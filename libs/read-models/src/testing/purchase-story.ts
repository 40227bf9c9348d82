import {
  accountStream,
  bulkPurchaseStream,
  type AccountEvent,
  type BulkPurchaseEvent,
  type Terms,
} from '@jointly/joint-actions';
import { instant, type EnterpriseId, type Instant, type Money, type PersonId, type Quantity } from '@jointly/kernel';
import { adama, bekele, chala, oil, tolosa } from './association-story';
import { reop, type Circumstances, type History } from './history';

export const kg = (value: string): Quantity => ({ value, unit: 'kg' });
export const etb = (minor: number): Money => ({ minor, currency: 'ETB' });
const price = (amount: string) => ({ amount, currency: 'ETB' });
export const verifier = 'person_verifier' as PersonId;
export const treasurer = 'person_treasurer' as PersonId;

const byQuantity = 'PROPORTIONAL' as const;
export const terms: Terms = {
  minimumQuantity: kg('1000'),
  minimumMembers: 2,
  demandDeadline: instant('2026-03-10T00:00:00Z'),
  commitmentDeadline: instant('2026-03-20T00:00:00Z'),
  deliveryTolerance: '0.05',
  confirmationDays: 14,
  shortageRule: 'PRO_RATA',
  surplusRule: 'TO_ASSOCIATION',
  allocation: {
    GOODS: 'UNIFORM_PRICE',
    FREIGHT: byQuantity,
    DUTY: byQuantity,
    INSURANCE: byQuantity,
    FEE: 'EQUAL',
    OTHER: byQuantity,
  },
  buyerOfRecord: 'ASSOCIATION_AS_AGENT',
};

const consent = { how: 'DELEGATE', mandateId: 'mandate_1' } as const;
const evidence = { uri: 'file:quote.pdf', sha256: 'a'.repeat(64) };
const baseline = 'baseline_1';
const basis = 'STANDALONE' as const;

/** A purchase told by its events, as far as a specification needs it; each stage begins where the one before ends. */
export class PurchaseStory {
  constructor(
    private readonly history: History,
    readonly purchaseId = 'purchase_1',
  ) {}

  /** Opened, all invited: Tolosa wants 600 kg and Bekele 500, Chala says no. */
  async demanded(): Promise<this> {
    const { purchaseId } = this;
    this.history.at('2026-03-03T08:00:00Z');
    const item = { name: 'Niger seed', unit: 'kg', unitDecimals: 3 };
    const opening = { clusterId: oil, title: 'Niger seed', item, currency: 'ETB', terms, termsVersion: 1 };
    await this.tell({ type: 'BulkPurchaseOpened', data: { purchaseId, ...opening } });
    for (const enterpriseId of [tolosa, bekele, chala])
      await this.tell({ type: 'EnterpriseInvited', data: { purchaseId, enterpriseId } });
    await this.demand(tolosa, '600');
    await this.demand(bekele, '500');
    await this.tell({
      type: 'InvitationDeclined',
      data: { purchaseId, enterpriseId: chala, reason: 'TRUST', consent },
    });
    return this;
  }

  async demand(enterpriseId: EnterpriseId, quantity: string): Promise<void> {
    const data = { purchaseId: this.purchaseId, enterpriseId, quantity: kg(quantity), termsVersion: 1, consent };
    await this.tell({ type: 'DemandRegistered', data });
  }

  /** Alone they would pay 50; Adama offers 40 from 1000 kg on, and is awarded. */
  async awarded(): Promise<this> {
    const { purchaseId } = this;
    const schedule = [{ from: '0', unitPrice: price('50') }];
    const quotedAt = instant('2026-03-01T08:00:00Z');
    await this.tell({
      type: 'DemandClosed',
      data: { purchaseId, by: 'COORDINATOR', quantity: kg('1100'), members: 2 },
    });
    await this.tell({
      type: 'BaselineDeclared',
      data: { purchaseId, baselineId: baseline, basis, schedule, source: 'Merkato list', quotedAt, evidence },
    });
    await this.tell({ type: 'BaselineVerified', data: { purchaseId, baselineId: baseline } }, { actor: verifier });
    await this.tell({ type: 'BaselineLocked', data: { purchaseId, baselineId: baseline, basis } });
    const offer = { offerId: 'offer_1', supplierId: adama };
    const tiers = [{ from: '1000', unitPrice: price('40') }];
    const validUntil = instant('2026-04-30T00:00:00Z');
    await this.tell({
      type: 'OfferRecorded',
      data: { purchaseId, ...offer, tiers, charges: [], validUntil, evidence, termsVersion: 1 },
    });
    const limits = { estimatedValue: etb(44_000_00), directAwardLimit: etb(100_000_00), approvalsNeeded: 1 };
    await this.tell({ type: 'AwardProposed', data: { purchaseId, ...offer, reason: 'The only offer.', ...limits } });
    await this.tell(
      { type: 'AwardApproved', data: { purchaseId, offerId: 'offer_1', approvalsOutstanding: 0 } },
      { actor: verifier },
    );
    return this;
  }

  async commit(enterpriseId: EnterpriseId, quantity: string): Promise<void> {
    await this.tell({
      type: 'CommitmentMade',
      data: {
        purchaseId: this.purchaseId,
        enterpriseId,
        quantity: kg(quantity),
        maximumLandedUnitPrice: price('45'),
        termsVersion: 1,
        consent,
        baselines: [{ baselineId: baseline, unitPrice: price('50'), atDemand: price('50') }],
        estimatedCost: etb(Number(quantity) * 40_00),
      },
    });
  }

  /** Both bind themselves, and the purchase goes ahead at 40. */
  async confirmed(): Promise<this> {
    const { purchaseId } = this;
    await this.commit(tolosa, '600');
    await this.commit(bekele, '500');
    await this.tell({ type: 'CommitmentsClosed', data: { purchaseId, thresholdMet: true } });
    const agreed = { offerId: 'offer_1', quantity: kg('1100'), members: 2, unitPrice: price('40') };
    const shares = [
      { enterpriseId: tolosa, quantity: kg('600'), cost: etb(24_000_00) },
      { enterpriseId: bekele, quantity: kg('500'), cost: etb(20_000_00) },
    ];
    await this.tell({
      type: 'PurchaseConfirmed',
      data: { purchaseId, ...agreed, released: 0, parts: 1, landedCost: etb(44_000_00) },
    });
    for (const share of shares) await this.tell({ type: 'MemberShareConfirmed', data: { purchaseId, ...share } });
    return this;
  }

  /** All arrives and is good; the invoice is shared and charged, due on the first of May. */
  async charged(): Promise<this> {
    const { purchaseId } = this;
    this.history.at('2026-04-01T08:00:00Z');
    const quantity = kg('1100');
    await this.tell({
      type: 'SupplyOrderPlaced',
      data: { purchaseId, orderId: 'order_1', supplierId: adama, quantity },
    });
    const delivery = { purchaseId, deliveryId: 'delivery_1', supplierId: adama };
    await this.tell({ type: 'DeliveryRecorded', data: { ...delivery, quantity } });
    await this.tell(
      {
        type: 'DeliveryInspected',
        data: { ...delivery, accepted: quantity, rejected: kg('0') },
      },
      { actor: verifier },
    );
    const shares = [
      { enterpriseId: tolosa, quantity: kg('600') },
      { enterpriseId: bekele, quantity: kg('500') },
    ];
    await this.tell({
      type: 'DeliveryCompleted',
      data: { purchaseId, by: 'FULL_DELIVERY', accepted: quantity, surplus: kg('0'), members: 2, parts: 1 },
    });
    for (const share of shares) await this.tell({ type: 'MemberDeliveryShared', data: { purchaseId, ...share } });
    const total = etb(44_000_00);
    const lines = [{ lineId: 'line_1', kind: 'GOODS' as const, amount: total }];
    const invoice = { invoiceId: 'invoice_1', supplierId: adama, number: 'A-17', lines, total };
    await this.tell({ type: 'InvoiceRecorded', data: { purchaseId, ...invoice, dueAt: due, evidence } });
    const allocation = {
      allocationId: 'allocation_1',
      invoiceIds: ['invoice_1'],
      total,
      members: 2,
      dueAt: due,
      parts: 1,
    };
    await this.tell({ type: 'CostsAllocated', data: { purchaseId, ...allocation, borneByAssociation: etb(0) } });
    await this.charge(tolosa, '600', 24_000_00);
    await this.charge(bekele, '500', 20_000_00);
    return this;
  }

  /** Confirmed by a second person; settles the charge. */
  async pay(enterpriseId: EnterpriseId, minor: number, paidAt: Instant): Promise<void> {
    const party = { kind: 'MEMBER' as const, id: enterpriseId };
    const paymentId = `payment_${enterpriseId}`;
    const payment = { party, paymentId, amount: etb(minor), paidAt };
    const entered = { ...payment, partyId: enterpriseId, direction: 'IN' as const, reference: 'Slip 4' };
    await this.post({ type: 'PaymentEntered', data: entered }, treasurer);
    const applied = { obligationId: this.chargeOf(enterpriseId), action: this.action, amount: etb(minor) };
    const lines = [
      { account: 'bank', minor },
      { account: `receivable:${enterpriseId}`, minor: -minor },
    ];
    await this.post({
      type: 'PaymentConfirmed',
      data: { ...payment, applications: [{ ...applied, settles: true }], credited: etb(0), lines },
    });
    const { purchaseId } = this;
    const chargeId = this.chargeOf(enterpriseId);
    await this.tell({ type: 'ChargeSettlementRecorded', data: { purchaseId, chargeId, enterpriseId } });
  }

  chargeOf = (enterpriseId: EnterpriseId): string => `charge_${this.purchaseId}_${enterpriseId}`;

  tell(event: BulkPurchaseEvent, circumstances?: Circumstances): Promise<void> {
    return this.history.record(bulkPurchaseStream(reop, this.purchaseId), event, circumstances);
  }

  post(event: AccountEvent, actor?: PersonId): Promise<void> {
    return this.history.record(accountStream(reop, event.data.party.id), event, actor ? { actor } : {});
  }

  private get action() {
    return { kind: 'bulkPurchase', id: this.purchaseId };
  }

  private async charge(enterpriseId: EnterpriseId, quantity: string, minor: number): Promise<void> {
    const { purchaseId } = this;
    const chargeId = this.chargeOf(enterpriseId);
    const line = { invoiceId: 'invoice_1', lineId: 'line_1', kind: 'GOODS', method: 'UNIFORM_PRICE' } as const;
    const shared = { driver: 'ACCEPTED_QUANTITY', weight: quantity, totalWeight: '1100' } as const;
    const amounts = { lineAmount: etb(44_000_00), amount: etb(minor) };
    await this.tell({
      type: 'MemberCostAllocated',
      data: {
        purchaseId,
        allocationId: 'allocation_1',
        enterpriseId,
        chargeId,
        acceptedQuantity: kg(quantity),
        lines: [{ ...line, ...shared, ...amounts }],
        relief: etb(0),
        amount: etb(minor),
        dueAt: due,
      },
    });
    const lines = [
      { account: `receivable:${enterpriseId}`, minor },
      { account: `clearing:bulkPurchase:${purchaseId}`, minor: -minor },
    ];
    const charge = { chargeId, action: this.action, amount: etb(minor), dueAt: due, graceDays: 30 };
    const party = { kind: 'MEMBER' as const, id: enterpriseId };
    await this.post({ type: 'ChargePosted', data: { party, ...charge, reference: etb(1_000_00), lines } });
  }
}

export const due = instant('2026-05-01T00:00:00Z');
