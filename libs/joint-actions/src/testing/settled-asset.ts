import { days, later, money, type EnterpriseId, type Happened, type Instant } from '@jointly/kernel';
import { ConfirmPayment, EnterPayment, type EntryLine, type OpenAccount } from '../account';
import * as commands from '../shared-asset/commands';
import { accountStream, supplierStream } from '../streams';
import { AssetStory, custodian, monday, theFilter, type AssetSetting } from './asset-story';
import { supplierRegistered } from './parties';
import { delegateOf, secondTreasurer, supplierId, treasurer } from './purchase-cast';
import { reop } from './specification';

export const etb = (birr: number) => money(birr * 100, 'ETB');
/** What an hour, or a unit of the meter, costs. */
export const tariff = { member: { amount: '5000', currency: 'ETB' }, nonMember: { amount: '6000', currency: 'ETB' } };

/** Members sharing a filter press, with their accounts. */
export class SettledAsset extends AssetStory {
  constructor(setting: AssetSetting = {}) {
    super({ tariff, ...setting });
    this.world.tell(supplierStream(reop, supplierId), supplierRegistered(supplierId));
  }

  account(party: string): OpenAccount {
    return this.world.state(accountStream(reop, party));
  }

  pays(enterprise: EnterpriseId, birr: number): void {
    if (!this.triesToPay(enterprise, birr)) throw new Error(`${enterprise} could not pay ${birr}.`);
  }

  /** Entered by one treasurer, confirmed by the other; false where the association does not take it. */
  triesToPay(enterprise: EnterpriseId, birr: number): boolean {
    const party = { kind: 'MEMBER' as const, id: enterprise };
    const paid = { party, amount: etb(birr), paidAt: this.world.now, reference: 'Transfer 17' };
    const { refusal, events } = this.world.ask(EnterPayment, paid, treasurer);
    if (refusal) return false;
    const { paymentId } = events[0]!.data as { paymentId: string };
    return !this.world.ask(ConfirmPayment, { party, paymentId }, secondTreasurer).refusal;
  }

  /** Each pledges so much; paid as soon as it is called. */
  funds(birr: number): this {
    const deadline = later(this.world.now, days(10));
    this.does(commands.OpenFunding, { target: etb(birr * this.members.length), deadline });
    for (const enterpriseId of this.members)
      this.does(commands.FundAsset, { enterpriseId, amount: etb(birr) }, delegateOf(enterpriseId));
    this.does(commands.CloseFunding, {});
    return this;
  }

  /** Booked, used as booked and billed. */
  uses(member: number, start: Instant, end: Instant, reading: readonly [string, string] | [] = []): string {
    const bookingId = this.book(member, start, end);
    const [out, back] = reading.map((value) => ({ reading: value }));
    this.at(start).does(commands.RecordHandOver, { ...this.naming(bookingId), condition: 'GOOD', ...out }, custodian);
    this.at(end).does(commands.RecordReturn, { ...this.naming(bookingId), condition: 'GOOD', ...back }, custodian);
    return bookingId;
  }

  /** What all entries so far have left on an account's name. */
  balance(name: string): number {
    return this.entries.filter(({ account }) => account === name).reduce((sum, { minor }) => sum + minor, 0);
  }

  get entries(): EntryLine[] {
    return this.of(/^account-/).flatMap(({ data }) => (data as { lines?: EntryLine[] }).lines ?? []);
  }

  of(stream: RegExp): Happened[] {
    return this.world.log.filter((event) => stream.test(event.stream));
  }

  sum(type: string): number {
    const amounts = this.world.log.filter((event) => event.type === type).map(({ data }) => data['amount']);
    return (amounts as unknown as { minor: number }[]).reduce((all, { minor }) => all + minor, 0);
  }
}

/** What the asset's charges, costs and credits meet in. */
export const clearing = `clearing:sharedAsset:${theFilter}`;

/** An hour of the day after the story began. */
export const tomorrow = (hour: number): Instant => later(monday('00:00'), days(1) + hour * 3_600_000);
