import { days, later, type Money, type PersonId } from '@jointly/kernel';
import { ConfirmPayment, EnterPayment } from '../account';
import { accountStream, associationStream } from '../streams';
import { AssetStory, monday } from '../testing/asset-story';
import { paper, roleGranted } from '../testing/parties';
import { cda, delegateOf, memberId, secondTreasurer, treasurer } from '../testing/purchase-cast';
import { coordinator, reop } from '../testing/specification';
import { mostPledges } from './funding';
import {
  CloseFunding,
  FundAsset,
  IssueShare,
  OpenFunding,
  RecordContributionReceived,
  RecordGrant,
  TransferShare,
  WithdrawPledge,
} from './commands';

const etb = (birr: number): Money => ({ minor: birr * 100, currency: 'ETB' });
const deadline = later(monday('12:00'), days(30));
const told = (story: AssetStory, type: string) => story.world.log.filter((event) => event.type === type);

/** 1000 birr are wanted within thirty days. */
function opened(members = 3): AssetStory {
  const story = new AssetStory({ members, shareCapital: { shares: 100, capPercent: 40 } });
  story.at(monday('09:00')).does(OpenFunding, { target: etb(1000), deadline });
  return story;
}

const pledges = (story: AssetStory, member: number, birr: number, actor = delegateOf(memberId(member))) =>
  story.tries(FundAsset, { enterpriseId: memberId(member), amount: etb(birr) }, actor);

const grants = (story: AssetStory, birr: number) =>
  story.does(RecordGrant, { grantor: 'Ministry of Industry', amount: etb(birr), evidence: paper });

describe('a pledge', () => {
  it('is given by the member’s delegate, and a later one replaces it', () => {
    const story = opened();
    expect(pledges(story, 1, 300).events[0]).toMatchObject({
      type: 'ContributionPledged',
      data: { enterpriseId: memberId(1), amount: etb(300), consent: { how: 'DELEGATE' } },
    });
    pledges(story, 1, 400);
    expect(story.asset.funding?.pledges.get(memberId(1))?.amount).toEqual(etb(400));
  });

  it('is never given by a broker, nor without a mandate', () => {
    const story = opened();
    expect(pledges(story, 1, 300, delegateOf(memberId(2))).refusal?.code).toBe('NO_MANDATE');
    story.world.tell(associationStream(reop), roleGranted(delegateOf(memberId(1)), 'CDA'));
    expect(pledges(story, 1, 300).refusal?.code).toBe('CDA_IS_IMPARTIAL');
  });

  it('is for members', () => {
    const story = opened();
    story.admit(memberId(9));
    expect(pledges(story, 9, 300).refusal?.code).toBe('NOT_A_MEMBER');
  });

  it('is an amount in the asset’s currency while funding is open', () => {
    expect(pledges(new AssetStory(), 1, 300).refusal?.code).toBe('FUNDING_CLOSED');
    const story = opened();
    expect(pledges(story, 1, 0).refusal?.code).toBe('AMOUNT_NOT_POSITIVE');
    expect(pledges(story, 1, 10 ** 12).refusal?.code).toBe('AMOUNT_TOO_LARGE');
    const foreign = { enterpriseId: memberId(1), amount: { minor: 5, currency: 'XOF' } };
    expect(story.tries(FundAsset, foreign, delegateOf(memberId(1))).refusal?.code).toBe('WRONG_CURRENCY');
    story.at(deadline);
    expect(pledges(story, 1, 300).refusal?.code).toBe('FUNDING_CLOSED');
  });

  it('is one of so many at most', () => {
    const story = opened(mostPledges + 1);
    for (let member = 1; member <= mostPledges; member++) pledges(story, member, 1);
    expect(pledges(story, mostPledges + 1, 1).refusal?.code).toBe('TOO_MANY_PLEDGES');
    expect(pledges(story, 1, 2).refusal).toBeUndefined();
  });

  it('can be taken back while funding is open', () => {
    const story = opened();
    const withdraws = (by = delegateOf(memberId(1))) =>
      story.tries(WithdrawPledge, { enterpriseId: memberId(1) }, by).refusal?.code;
    expect(withdraws()).toBe('PLEDGE_NOT_FOUND');
    pledges(story, 1, 300);
    expect(withdraws(delegateOf(memberId(2)))).toBe('NO_MANDATE');
    expect(withdraws()).toBeUndefined();
    expect(story.asset.funding?.pledges.size).toBe(0);
    pledges(story, 1, 300);
    story.at(deadline);
    expect(withdraws()).toBe('FUNDING_CLOSED');
  });
});

describe('a grant', () => {
  it('is an amount, while funding is open', () => {
    const story = opened();
    const grant = { grantor: 'Ministry of Industry', evidence: paper };
    const code = (amount: Money) => story.tries(RecordGrant, { ...grant, amount }).refusal?.code;
    expect([code(etb(0)), code(etb(5))]).toEqual(['AMOUNT_NOT_POSITIVE', undefined]);
    expect(story.asset.funding?.granted).toEqual(etb(5));
    story.at(deadline);
    expect(code(etb(5))).toBe('FUNDING_CLOSED');
  });
});

describe('funding', () => {
  it('calls every pledge when the target is reached at the deadline, grants included', () => {
    const story = opened();
    pledges(story, 2, 250);
    pledges(story, 1, 300);
    grants(story, 450);
    story.at(deadline);
    expect(told(story, 'FundingClosed')[0]!.data).toMatchObject({
      by: 'DEADLINE',
      reached: true,
      pledged: etb(550),
      granted: etb(450),
    });
    const called = told(story, 'ContributionCalled').map(({ data }) => data);
    expect(called).toEqual([
      expect.objectContaining({ enterpriseId: memberId(1), amount: etb(300), dueAt: later(deadline, days(30)) }),
      expect.objectContaining({ enterpriseId: memberId(2), amount: etb(250) }),
    ]);
  });

  it('leaves nobody owing anything below the target', () => {
    const story = opened();
    pledges(story, 1, 999);
    expect(story.tries(CloseFunding, {}).refusal?.code).toBe('TARGET_NOT_REACHED');
    story.at(deadline);
    expect(told(story, 'FundingClosed')[0]!.data).toMatchObject({ reached: false });
    expect(told(story, 'ContributionCalled')).toEqual([]);
  });

  it('is closed earlier by a coordinator once the target is reached', () => {
    const story = opened();
    pledges(story, 1, 1000);
    const { events } = story.does(CloseFunding, {});
    expect(events.map(({ type }) => type)).toEqual(['FundingClosed', 'ContributionCalled']);
    expect(story.tries(CloseFunding, {}).refusal?.code).toBe('FUNDING_CLOSED');
  });

  it('is opened for an amount and a time ahead, one at a time', () => {
    const story = new AssetStory().at(monday('09:00'));
    const opens = (target: Money, until = deadline, actor: PersonId = coordinator) =>
      story.tries(OpenFunding, { target, deadline: until }, actor).refusal?.code;
    expect(opens(etb(0))).toBe('AMOUNT_NOT_POSITIVE');
    expect(opens(etb(1), monday('09:00'))).toBe('DEADLINE_PASSED');
    expect(opens(etb(1), deadline, cda)).toBe('NOT_PERMITTED');
    expect(opens(etb(1))).toBeUndefined();
    expect(opens(etb(1))).toBe('FUNDING_OPEN');
  });

  it('starts anew when what was called is paid', () => {
    const story = called();
    const opens = () => story.tries(OpenFunding, { target: etb(5), deadline }).refusal?.code;
    expect(opens()).toBe('CONTRIBUTIONS_OUTSTANDING');
    pays(story);
    expect(opens()).toBeUndefined();
  });
});

/** Member 1 owes 1000 birr. */
function called(): AssetStory {
  const story = opened();
  pledges(story, 1, 1000);
  story.does(CloseFunding, {});
  return story;
}

function pays(story: AssetStory): void {
  const party = { kind: 'MEMBER', id: memberId(1) } as const;
  const payment = {
    party,
    amount: etb(1000),
    paidAt: story.world.now,
    reference: 'Transfer 9',
  } as const;
  const { events } = story.world.ask(EnterPayment, payment, treasurer);
  const { paymentId } = events[0]!.data as { paymentId: string };
  expect(story.world.ask(ConfirmPayment, { party, paymentId }, secondTreasurer).refusal).toBeUndefined();
}

describe('a contribution', () => {
  it('is charged on the member’s account, and told as received when it is paid', () => {
    const story = called();
    const account = accountStream(reop, memberId(1));
    expect(story.world.log.filter(({ stream }) => stream === account).map(({ type }) => type)).toEqual([
      'ChargePosted',
    ]);
    pays(story);
    expect(told(story, 'ContributionReceived').map(({ data }) => data['amount'])).toEqual([etb(1000)]);
  });

  it('that is pledged or called and not paid gives no shares yet, neither new ones nor another’s', () => {
    const open = new AssetStory({ shareCapital: { shares: 100, capPercent: 40 } });
    open.does(IssueShare, { enterpriseId: memberId(2), shares: 20 });
    const gets = (story: AssetStory) => [
      story.tries(IssueShare, { enterpriseId: memberId(1), shares: 10 }).refusal,
      story.tries(TransferShare, { enterpriseId: memberId(2), to: memberId(1), shares: 10 }, delegateOf(memberId(2)))
        .refusal,
    ];
    open.does(OpenFunding, { target: etb(1000), deadline: later(open.world.now, days(9)) });
    open.does(FundAsset, { enterpriseId: memberId(1), amount: etb(1000) }, delegateOf(memberId(1)));
    expect(gets(open)).toMatchObject([
      { code: 'PLEDGE_OPEN', field: 'enterpriseId' },
      { code: 'PLEDGE_OPEN', field: 'to' },
    ]);
    open.does(CloseFunding, {});
    expect(gets(open)).toMatchObject([
      { code: 'CONTRIBUTION_UNPAID', field: 'enterpriseId' },
      { code: 'CONTRIBUTION_UNPAID', field: 'to' },
    ]);
    pays(open);
    expect(gets(open)).toEqual([undefined, undefined]);
  });

  it('is told by the system alone, once, and other charges are none', () => {
    const story = called();
    const received = (chargeId: string, actor: PersonId) =>
      story.tries(RecordContributionReceived, { chargeId }, actor);
    expect(received('charge_1', coordinator).refusal?.code).toBe('NOT_PERMITTED');
    expect(received('charge_1', 'system' as PersonId)).toEqual({ refusal: undefined, events: [] });
    const { chargeId } = told(story, 'ContributionCalled')[0]!.data as { chargeId: string };
    const answers = [received(chargeId, 'system' as PersonId), received(chargeId, 'system' as PersonId)];
    expect(answers.map(({ events }) => events.length)).toEqual([1, 0]);
  });
});
