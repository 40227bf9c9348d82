import {
  currencyDigits,
  days,
  later,
  quantity,
  type CommandDefinition,
  type Currency,
  type DomainEvent,
  type EnterpriseId,
  type Instant,
  type Known,
  type Money,
  type PersonId,
  type Quantity,
} from '@jointly/kernel';
import { ConfirmPayment, EnterPayment, type AccountState } from '../account';
import { defaultRules, type RuleSettings } from '../association/rules';
import * as purchases from '../bulk-purchase';
import type { BulkPurchaseState, Item, OfferCharge, Purchase, Terms, Tier } from '../bulk-purchase';
import {
  accountStream,
  associationStream,
  bulkPurchaseStream,
  clusterStream,
  enterpriseStream,
  supplierStream,
} from '../streams';
import {
  clusterCreated,
  delegateAppointed,
  enterpriseRegistered,
  memberAdmitted,
  oilCluster,
  paper,
  roleGranted,
  supplierRegistered,
} from './parties';
import { coordinator, morning, reop } from './specification';
import {
  committee,
  delegateOf,
  inspector,
  memberId,
  officers,
  secondTreasurer,
  supplierId,
  treasurer,
  verifier,
} from './purchase-cast';
import { World, type Answer } from './world';

/** What a story may have otherwise than usual. */
export interface Setting {
  readonly members?: number;
  readonly currency?: Currency;
  readonly rules?: Partial<RuleSettings>;
  readonly item?: Partial<Item>;
  readonly terms?: Partial<Terms>;
  readonly tiers?: readonly Tier[];
  readonly charges?: readonly OfferCharge[];
}

/** Three oil presses buying oilseed together, told as far as a specification needs it. Everything goes through commands. */
export class PurchaseStory {
  readonly world = new World();
  readonly members: readonly EnterpriseId[];
  readonly currency: Currency;
  private id = '';

  constructor(private readonly setting: Setting = {}) {
    const { members = 3, currency = 'ETB' } = setting;
    this.members = Array.from({ length: members }, (_, index) => memberId(index + 1));
    this.currency = currency;
    this.found();
  }

  get purchaseId(): string {
    return this.id;
  }

  get state(): BulkPurchaseState {
    return this.world.state(bulkPurchaseStream(reop, this.id));
  }

  get purchase(): Purchase {
    return this.state as Purchase;
  }

  account(party: string): AccountState {
    return this.world.state(accountStream(reop, party));
  }

  kg = (value: string | number): Quantity => quantity(String(value), this.item.unit);
  money = (minor: number): Money => ({ minor, currency: this.currency });
  price = (amount: string) => ({ amount, currency: this.currency });

  /** Asks, and expects no refusal. */
  does<Data, State, Lookups extends Record<string, Known>, E extends DomainEvent>(
    definition: CommandDefinition<Data, State, Lookups, E>,
    data: Omit<Data, 'purchaseId'>,
    actor: PersonId = coordinator,
  ): Answer {
    const answer = this.tries(definition, data, actor);
    if (answer.refusal) throw new Error(`${definition.type}: ${answer.refusal.code} ${answer.refusal.message}`);
    return answer;
  }

  /** Asks, whatever the answer. */
  tries<Data, State, Lookups extends Record<string, Known>, E extends DomainEvent>(
    definition: CommandDefinition<Data, State, Lookups, E>,
    data: Omit<Data, 'purchaseId'>,
    actor: PersonId = coordinator,
  ): Answer {
    return this.world.ask(definition, { ...(this.id && { purchaseId: this.id }), ...data } as Data, actor);
  }

  /** Asks what is not about the purchase itself. */
  elsewhere<Data, State, Lookups extends Record<string, Known>, E extends DomainEvent>(
    definition: CommandDefinition<Data, State, Lookups, E>,
    data: Data,
    actor: PersonId = treasurer,
  ): Answer {
    return this.world.ask(definition, data, actor);
  }

  wait(count: number): this {
    this.world.now = later(this.world.now, days(count));
    return this;
  }

  open(): this {
    const opening = { clusterId: oilCluster, title: 'Niger seed', item: this.item, terms: this.terms };
    const { events } = this.does(purchases.OpenBulkPurchase, opening);
    this.id = (events.at(-1)!.data as { purchaseId: string }).purchaseId;
    return this;
  }

  invite(): this {
    if (!this.id) this.open();
    this.does(purchases.InviteEnterprises, { enterpriseIds: [...this.members] });
    return this;
  }

  /** Every member demands as much as it will commit to, see `wants`. */
  demand(quantities: readonly string[] = this.wants): this {
    this.invite();
    for (const [index, value] of quantities.entries()) this.demandOf(this.members[index]!, value);
    return this;
  }

  demandOf(enterpriseId: EnterpriseId, value: string): Answer {
    const demand = { enterpriseId, quantity: this.kg(value), termsVersion: this.purchase.termsVersion };
    return this.does(purchases.RegisterDemand, demand, delegateOf(enterpriseId));
  }

  close(quantities?: readonly string[]): this {
    this.demand(quantities).does(purchases.CloseDemand, {});
    return this;
  }

  /** STANDALONE, verified and locked. */
  baseline(schedule: Tier[] = [{ from: '0', unitPrice: this.price('100') }]): this {
    const declared = {
      basis: 'STANDALONE' as const,
      schedule,
      source: 'Price list',
      quotedAt: morning,
      evidence: paper,
    };
    const { events } = this.does(purchases.DeclareBaseline, declared);
    const { baselineId } = events.at(-1)!.data as { baselineId: string };
    this.does(purchases.VerifyBaseline, { baselineId }, verifier);
    this.does(purchases.LockBaseline, { baselineId });
    return this;
  }

  offer(): string {
    const { tiers = this.usualTiers, charges = [] } = this.setting;
    const validUntil = later(this.world.now, days(20));
    const offer = { supplierId, tiers: [...tiers], charges: [...charges], validUntil, evidence: paper };
    const { events } = this.does(purchases.RecordOffer, offer);
    return (events.at(-1)!.data as { offerId: string }).offerId;
  }

  award(quantities?: readonly string[]): this {
    const offerId = this.close(quantities).baseline().offer();
    this.does(purchases.AwardDirectly, { offerId, reason: 'The only supplier with enough seed.' });
    this.does(purchases.ApproveAward, {}, committee);
    return this;
  }

  commitmentOf(enterpriseId: EnterpriseId, value: string, maximum = '1000'): Answer {
    const { termsVersion } = this.purchase;
    const maximumLandedUnitPrice = this.price(maximum);
    const commitment = { enterpriseId, quantity: this.kg(value), maximumLandedUnitPrice, termsVersion };
    return this.does(purchases.MakeCommitment, commitment, delegateOf(enterpriseId));
  }

  commit(quantities: readonly string[] = this.wants, maxima: readonly string[] = []): this {
    this.award(quantities);
    for (const [index, value] of quantities.entries()) this.commitmentOf(this.members[index]!, value, maxima[index]);
    return this;
  }

  order(quantities?: readonly string[], maxima?: readonly string[]): this {
    this.commit(quantities, maxima).does(purchases.ConfirmPurchase, {});
    this.does(purchases.PlaceSupplyOrder, {});
    return this;
  }

  deliver(delivered: string, accepted = delivered): this {
    const { events } = this.does(purchases.RecordDelivery, { quantity: this.kg(delivered) });
    const { deliveryId } = events.at(-1)!.data as { deliveryId: string };
    const rejected = this.kg(Number(delivered) - Number(accepted));
    const why = rejected.value === '0' ? {} : { rejectionReason: 'QUALITY' as const };
    this.does(purchases.InspectDelivery, { deliveryId, accepted: this.kg(accepted), rejected, ...why }, inspector);
    return this;
  }

  invoice(lines: { kind: purchases.CostKind; minor: number }[], number = 'A-1'): string {
    const amounts = lines.map(({ kind, minor }) => ({ kind, amount: this.money(minor) }));
    const invoice = { supplierId, number, lines: amounts, evidence: paper };
    const { events } = this.does(purchases.RecordInvoice, invoice, treasurer);
    return (events.at(-1)!.data as { invoiceId: string }).invoiceId;
  }

  /** Enters what a member paid. */
  enter(enterpriseId: EnterpriseId, minor: number, more: { paidAt?: Instant; obligationId?: string } = {}): Answer {
    const party = { kind: 'MEMBER' as const, id: enterpriseId };
    const payment = { party, amount: this.money(minor), paidAt: this.world.now, reference: 'Transfer 17', ...more };
    return this.elsewhere(EnterPayment, payment);
  }

  /** Entered by one treasurer, confirmed by the other. */
  pay(enterpriseId: EnterpriseId, minor: number, more: { paidAt?: Instant; obligationId?: string } = {}): Answer {
    const { paymentId } = this.enter(enterpriseId, minor, more).events.at(-1)!.data as { paymentId: string };
    return this.elsewhere(ConfirmPayment, { party: { kind: 'MEMBER', id: enterpriseId }, paymentId }, secondTreasurer);
  }

  get item(): Item {
    return { name: 'Niger seed', unit: 'kg', unitDecimals: 3, ...this.setting.item };
  }

  get wants(): readonly string[] {
    return this.members.map((_, index) => String((index + 1) * 100));
  }

  get terms(): Terms {
    return {
      minimumQuantity: this.kg(300),
      minimumMembers: 2,
      demandDeadline: later(morning, days(30)),
      commitmentDeadline: later(morning, days(60)),
      deliveryTolerance: '0.05',
      confirmationDays: 14,
      shortageRule: 'PRO_RATA',
      surplusRule: 'TO_ASSOCIATION',
      allocation: {
        GOODS: 'UNIFORM_PRICE',
        FREIGHT: 'PROPORTIONAL',
        DUTY: 'PROPORTIONAL',
        INSURANCE: 'PROPORTIONAL',
        FEE: 'EQUAL',
        OTHER: 'PROPORTIONAL',
      },
      buyerOfRecord: 'ASSOCIATION_AS_PRINCIPAL',
      ...this.setting.terms,
    };
  }

  private get usualTiers(): Tier[] {
    return [
      { from: '1', unitPrice: this.price('95') },
      { from: '500', unitPrice: this.price('90') },
      { from: '1000', unitPrice: this.price('84') },
    ];
  }

  private found(): void {
    const { currency, world } = this;
    const rules = { ...defaultRules(currency), directAwardLimit: this.money(1e14), ...this.setting.rules, version: 1 };
    const books = { currency, currencyDigits: currencyDigits(currency), timeZone: 'Africa/Addis_Ababa' };
    world.tell(
      associationStream(reop),
      { type: 'AssociationFounded', data: { name: 'REOP plc', ...books, rules } },
      ...officers.map(([person, role]) => roleGranted(person, role)),
    );
    world.tell(clusterStream(reop, oilCluster), clusterCreated);
    world.tell(supplierStream(reop, supplierId), supplierRegistered(supplierId));
    for (const member of this.members)
      world.tell(
        enterpriseStream(reop, member),
        enterpriseRegistered(member),
        memberAdmitted(member),
        delegateAppointed(delegateOf(member), { enterpriseId: member }),
      );
  }
}
