import { days, later, systemActor, type Fact, type NewFact } from '@jointly/kernel';
import { AllocateCosts } from '../bulk-purchase';
import { PostCharge } from './commands/posting';
import { accountStream } from '../streams';
import { memberId, treasurer } from '../testing/purchase-cast';
import { PurchaseStory, type Setting } from '../testing/purchase-story';
import { reop } from '../testing/specification';
import { factsIn } from '../testing/facts-in';

const member = memberId(1);

function charged(setting?: Setting): PurchaseStory {
  const story = new PurchaseStory(setting).order().deliver('600');
  story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
  story.does(AllocateCosts, {}, treasurer);
  return story;
}

const discharges = (story: PurchaseStory): NewFact[] =>
  factsIn(story.world.log).filter((fact) => fact.fact === 'obligationDischarged' && fact.enterprise === member);

/** What counts once corrections have taken the place of what they correct. */
const standing = (facts: readonly NewFact[]): NewFact[] =>
  facts.filter(({ id }) => !facts.some(({ supersedes }) => supersedes !== undefined && supersedes === id));

describe('what accounts tell the indicators', () => {
  it('a charge is a payment that falls due, with what it is weighed by frozen in it', () => {
    const due = factsIn(charged().world.log).find(
      (fact) => fact.fact === 'obligationDue' && fact.enterprise === member,
    );
    expect(due).toMatchObject({
      of: 'PAYMENT',
      counterparty: 'reop',
      graceDays: 30,
      value: { minor: 9_000_00 },
      reference: { minor: 100_000 },
      action: { kind: 'bulkPurchase' },
    });
  });

  it('a payment in time counts in full, by the share of the charge that it pays', () => {
    const story = charged();
    story.pay(member, 2_250_00);
    expect(discharges(story)).toMatchObject([{ outcome: '1', share: '0.25', observedAt: story.world.now }]);
  });

  it('a payment half way through the grace period counts half', () => {
    const story = charged().wait(45);
    story.pay(member, 9_000_00);
    expect(discharges(story)).toMatchObject([{ outcome: '0.5', share: '1' }]);
  });

  it('nothing paid by the end of the grace period counts against the member, once', () => {
    const story = charged().wait(70);
    story.pay(member, 9_000_00);
    expect(discharges(story)).toMatchObject([{ outcome: '0', share: '1' }]);
  });

  it('a payment made in time and recorded late takes back what its late recording had said', () => {
    const story = charged();
    const paidAt = later(story.world.now, days(10));
    story.wait(70).world.tick(accountStream(reop, member));
    story.pay(member, 2_250_00, { paidAt });
    story.pay(member, 6_750_00, { paidAt });
    const facts = standing(discharges(story));
    expect(facts).toMatchObject([
      { outcome: '1', share: '0.25' },
      { outcome: '0', share: '0' },
      { outcome: '1', share: '0.75' },
    ]);
  });

  it('a credit set against a charge long after its due date, since posting it took long, is not late either', () => {
    const story = charged({ rules: { overPayment: 'CREDIT' } });
    story.pay(member, 18_000_00);
    const before = discharges(story).length;
    const dueAt = later(story.world.now, days(-20));
    const late = { chargeId: 'charge_late', action: { kind: 'sharedAsset', id: 'asset_1', part: 'booking_1' }, dueAt };
    const posting = { enterpriseId: member, amount: story.money(9_000_00), ...late };
    story.elsewhere(PostCharge, posting, systemActor);
    expect(discharges(story).slice(before)).toMatchObject([{ outcome: '1', share: '1' }]);
  });

  it('a credit set against a charge pays it the moment it arises', () => {
    const story = charged({ rules: { overPayment: 'CREDIT' } });
    story.pay(member, 10_000_00);
    story.invoice([{ kind: 'FEE', minor: 300_00 }], 'F-1');
    story.does(AllocateCosts, {}, treasurer);
    expect(discharges(story)).toMatchObject([{ share: '1' }, { outcome: '1', share: '1' }] satisfies Partial<Fact>[]);
  });
});
