import { days, later, type JsonObject, type PersonId } from '@jointly/kernel';
import { associationStream } from '../streams';
import { paper, roleGranted } from '../testing/parties';
import type { Role } from '../association/roles';
import { cda, committee, delegateOf, memberId, supplierId, treasurer, verifier } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { coordinator, morning, reop } from '../testing/specification';
import * as commands from './commands';
import { phaseOf } from './phase';

const usual = { basis: 'STANDALONE', source: 'Price list', quotedAt: morning, evidence: paper } as const;

function declares(story: PurchaseStory, change: JsonObject = {}, actor: PersonId = coordinator) {
  const schedule = [{ from: '0', unitPrice: story.price('100') }];
  return story.tries(commands.DeclareBaseline, { ...usual, schedule, ...change }, actor);
}

function declared(story: PurchaseStory, change: JsonObject = {}): string {
  return (declares(story, change).events[0]!.data as { baselineId: string }).baselineId;
}

describe('a baseline', () => {
  it('is verified by another person than who declared it, and locked only then', () => {
    const story = new PurchaseStory().close();
    const baselineId = declared(story);
    expect(story.tries(commands.LockBaseline, { baselineId }).refusal?.code).toBe('NOT_VERIFIED');
    expect(story.tries(commands.VerifyBaseline, { baselineId }).refusal?.code).toBe('NOT_PERMITTED');
    story.does(commands.VerifyBaseline, { baselineId }, verifier);
    expect(story.tries(commands.VerifyBaseline, { baselineId }, verifier).refusal?.code).toBe('ALREADY_VERIFIED');
    story.does(commands.LockBaseline, { baselineId });
    expect(story.tries(commands.LockBaseline, { baselineId }).refusal?.code).toBe('ALREADY_LOCKED');
  });

  it('is locked before the first offer comes in', () => {
    const story = new PurchaseStory().close();
    expect(() => story.offer()).toThrow('BASELINE_NOT_LOCKED');
    story.baseline().offer();
    expect(declares(story).refusal?.code).toBe('BASELINES_ARE_FIXED');
  });

  it('is neither verified nor locked any more once an offer came in', () => {
    const story = new PurchaseStory().close().baseline();
    const budget = declared(story, { basis: 'BUDGET' });
    const benchmark = declared(story, { basis: 'BENCHMARK' });
    story.does(commands.VerifyBaseline, { baselineId: benchmark }, verifier);
    story.offer();
    const verifying = story.tries(commands.VerifyBaseline, { baselineId: budget }, verifier);
    expect(verifying.refusal?.code).toBe('BASELINES_ARE_FIXED');
    const locking = story.tries(commands.LockBaseline, { baselineId: benchmark });
    expect(locking.refusal?.code).toBe('BASELINES_ARE_FIXED');
  });

  it('is not verified by its declarer, even where that person is a verifier too', () => {
    const story = new PurchaseStory().close();
    story.world.tell(associationStream(reop), roleGranted(coordinator, 'VERIFIER'));
    const baselineId = declared(story);
    expect(story.tries(commands.VerifyBaseline, { baselineId }).refusal?.code).toBe('SAME_PERSON');
  });

  it('is locked once for each basis', () => {
    const story = new PurchaseStory().close().baseline();
    expect(() => story.baseline()).toThrow('ALREADY_LOCKED');
  });

  it('may be what each member paid last, beside a schedule', () => {
    const story = new PurchaseStory().close().baseline();
    const memberPrices = [{ enterpriseId: memberId(1), unitPrice: story.price('98.5') }];
    const lastPaid = { ...usual, basis: 'LAST_PAID' as const, memberPrices };
    expect(story.tries(commands.DeclareBaseline, lastPaid).refusal).toBeUndefined();
  });

  it.each<[string, JsonObject, string]>([
    ['a basis by member with a schedule', { basis: 'LAST_PAID' }, 'WRONG_BASELINE'],
    ['a price that is yet to be quoted', { quotedAt: later(morning, days(3)) }, 'OCCURRED_IN_THE_FUTURE'],
    ['another currency', { schedule: [{ from: '0', unitPrice: { amount: '9', currency: 'USD' } }] }, 'WRONG_CURRENCY'],
    ['a price of nothing', { schedule: [{ from: '0', unitPrice: { amount: '0', currency: 'ETB' } }] }, 'INVALID_INPUT'],
    [
      'tiers that do not ascend',
      {
        schedule: [
          { from: '100', unitPrice: { amount: '9', currency: 'ETB' } },
          { from: '100', unitPrice: { amount: '8', currency: 'ETB' } },
        ],
      },
      'TIERS_NOT_ASCENDING',
    ],
  ])('is refused for %s', (_what, change, code) => {
    expect(declares(new PurchaseStory().close(), change).refusal?.code).toBe(code);
  });
});

describe('the age of a baseline', () => {
  it.each([
    ['STANDALONE', 30],
    ['LAST_PAID', 365],
  ])('%s is %d days older than the purchase at most', (basis, oldest) => {
    const story = new PurchaseStory().close();
    const at = (age: number) => {
      const memberPrices = [{ enterpriseId: memberId(1), unitPrice: story.price('98') }];
      const schedule = [{ from: '0', unitPrice: story.price('98') }];
      const prices = basis === 'LAST_PAID' ? { memberPrices } : { schedule };
      const declaration = { ...usual, basis: basis as 'LAST_PAID', quotedAt: later(morning, days(-age)), ...prices };
      return story.tries(commands.DeclareBaseline, declaration).refusal?.code;
    };
    expect(at(oldest)).toBeUndefined();
    expect(at(oldest + 1)).toBe('BASELINE_TOO_OLD');
  });
});

describe('an offer', () => {
  const offers = (story: PurchaseStory, change: JsonObject = {}, actor = coordinator) => {
    const tiers = [{ from: '1', unitPrice: story.price('95') }];
    const offer = { supplierId, tiers, charges: [], validUntil: later(story.world.now, days(9)), evidence: paper };
    return story.tries(commands.RecordOffer, { ...offer, ...change }, actor);
  };

  it('waits until demand is closed', () => {
    expect(offers(new PurchaseStory().demand().baseline()).refusal?.code).toBe('DEMAND_STILL_OPEN');
  });

  it('may be recorded by a cluster development agent, and by no treasurer', () => {
    const story = new PurchaseStory().close().baseline();
    expect(offers(story, {}, cda).refusal).toBeUndefined();
    expect(offers(story, {}, treasurer).refusal?.code).toBe('NOT_PERMITTED');
  });

  it('comes too late after an award', () => {
    expect(offers(new PurchaseStory().award()).refusal?.code).toBe('ALREADY_AWARDED');
  });

  it.each<[string, JsonObject, string]>([
    ['an unknown supplier', { supplierId: 'supplier_none' }, 'SUPPLIER_NOT_FOUND'],
    ['a validity that is over', { validUntil: morning }, 'OFFER_EXPIRED'],
    [
      'goods among the charges',
      { charges: [{ kind: 'GOODS', amount: { minor: 5, currency: 'ETB' } }] },
      'GOODS_ARE_NO_CHARGE',
    ],
    [
      'a negative charge',
      { charges: [{ kind: 'FEE', amount: { minor: -5, currency: 'ETB' } }] },
      'AMOUNT_NOT_POSITIVE',
    ],
    ['a minimum order in another unit', { minimumOrder: { value: '5', unit: 't' } }, 'WRONG_UNIT'],
  ])('is refused for %s', (_what, change, code) => {
    expect(offers(new PurchaseStory().close().baseline(), change).refusal?.code).toBe(code);
  });
});

describe('a direct award', () => {
  const reason = 'The only supplier with enough seed.';
  const proposed = (story = new PurchaseStory()) => {
    const offerId = story.close().baseline().offer();
    story.does(commands.AwardDirectly, { offerId, reason });
    return { story, offerId };
  };

  it('binds once another person approved it', () => {
    const { story } = proposed();
    expect(phaseOf(story.state)).toBe('AWARDED');
    expect(story.tries(commands.ApproveAward, {}).refusal?.code).toBe('SAME_PERSON');
    story.does(commands.ApproveAward, {}, committee);
    expect(phaseOf(story.state)).toBe('COMMITTING');
    expect(story.tries(commands.ApproveAward, {}, committee).refusal?.code).toBe('ALREADY_APPROVED');
  });

  it('waits for as many approvals as the association asks for, each by somebody else', () => {
    const { story } = proposed(new PurchaseStory({ rules: { awardApprovals: 2 } }));
    story.does(commands.ApproveAward, {}, committee);
    expect(phaseOf(story.state)).toBe('AWARDED');
    expect(story.tries(commands.ApproveAward, {}, committee).refusal?.code).toBe('ALREADY_APPROVED');
  });

  it('is made once', () => {
    const { story, offerId } = proposed();
    expect(story.tries(commands.AwardDirectly, { offerId, reason }).refusal?.code).toBe('ALREADY_AWARDED');
  });

  it('is refused above the association’s limit, landed cost of the pooled demand', () => {
    const at = (minor: number) => {
      const story = new PurchaseStory({ rules: { directAwardLimit: { minor, currency: 'ETB' } } });
      const offerId = story.close().baseline().offer();
      return story.tries(commands.AwardDirectly, { offerId, reason }).refusal?.code;
    };
    expect(at(54_000_00)).toBeUndefined();
    expect(at(53_999_99)).toBe('ABOVE_DIRECT_AWARD_LIMIT');
  });

  it('is refused for an offer whose validity passed, which the log then says', () => {
    const story = new PurchaseStory();
    const offerId = story.close().baseline().offer();
    story.wait(20);
    const { refusal, events } = story.tries(commands.AwardDirectly, { offerId, reason });
    expect(refusal?.code).toBe('OFFER_EXPIRED');
    expect(events).toMatchObject([{ type: 'OfferExpired', data: { offerId } }]);
  });

  it('falls when its offer expires before it is approved, and another can be made', () => {
    const { story } = proposed();
    story.wait(20);
    expect(story.tries(commands.ApproveAward, {}, committee).refusal?.code).toBe('OFFER_EXPIRED');
    const offerId = story.offer();
    expect(story.tries(commands.AwardDirectly, { offerId, reason }).refusal).toBeUndefined();
  });

  it('holds beyond the offer’s validity once it is approved', () => {
    const story = new PurchaseStory().award().wait(25);
    expect(() => story.commitmentOf(memberId(1), '100')).not.toThrow();
  });

  it('waits until demand is closed again where changed terms opened it', () => {
    const story = new PurchaseStory();
    const offerId = story.close().baseline().offer();
    story.does(commands.ChangeTerms, { terms: { ...story.terms, minimumMembers: 3 }, termsVersion: 1 });
    expect(story.tries(commands.AwardDirectly, { offerId, reason }).refusal?.code).toBe('DEMAND_STILL_OPEN');
  });

  it('is refused for an offer that is not there', () => {
    const story = new PurchaseStory().close().baseline();
    expect(story.tries(commands.AwardDirectly, { offerId: 'offer_none', reason }).refusal?.code).toBe(
      'OFFER_NOT_FOUND',
    );
  });

  it('is turned down by another person, with a reason, and leaves the way to another one or to other terms', () => {
    const { story, offerId } = proposed();
    const rejects = (actor: PersonId) =>
      story.tries(commands.RejectAward, { reason: 'Too dear.' }, actor).refusal?.code;
    expect(rejects(coordinator)).toBe('SAME_PERSON');
    expect(rejects(treasurer)).toBe('NOT_PERMITTED');
    expect(rejects(committee)).toBeUndefined();
    expect(phaseOf(story.state)).toBe('TENDERING');
    expect(story.tries(commands.AwardDirectly, { offerId, reason }).refusal).toBeUndefined();
    rejects(committee);
    const terms = { ...story.terms, minimumMembers: 3 };
    expect(story.tries(commands.ChangeTerms, { terms, termsVersion: 1 }).refusal).toBeUndefined();
  });

  it('is refused for an offer that was made under other terms', () => {
    const story = new PurchaseStory();
    const offerId = story.close().baseline().offer();
    story.does(commands.ChangeTerms, { terms: { ...story.terms, minimumMembers: 1 }, termsVersion: 1 });
    const renewed = { enterpriseId: memberId(3), quantity: story.kg(300), termsVersion: 2 };
    story.does(commands.ReviseDemand, renewed, delegateOf(memberId(3)));
    story.does(commands.CloseDemand, {});
    expect(story.tries(commands.AwardDirectly, { offerId, reason }).refusal?.code).toBe('OFFER_VOID');
    expect(story.tries(commands.AwardDirectly, { offerId: story.offer(), reason }).refusal).toBeUndefined();
  });

  it('stays a small one: a commitment that alone is beyond its limit is refused', () => {
    const story = new PurchaseStory({ rules: { directAwardLimit: { minor: 60_000_00, currency: 'ETB' } } }).award();
    const commits = (quantity: number) =>
      story.tries(
        commands.MakeCommitment,
        {
          enterpriseId: memberId(1),
          quantity: story.kg(quantity),
          maximumLandedUnitPrice: story.price('200'),
          termsVersion: 1,
        },
        delegateOf(memberId(1)),
      ).refusal?.code;
    expect(commits(9_000)).toBe('DIRECT_AWARD_LIMIT_EXCEEDED');
    expect(commits(600)).toBeUndefined();
  });
});

describe('whoever gave a member’s word in the purchase', () => {
  it('judges nothing in it, whatever roles the person holds', () => {
    const own = delegateOf(memberId(1));
    const told = (tell: (story: PurchaseStory) => PurchaseStory, role: Role) => {
      const story = tell(new PurchaseStory());
      story.world.tell(associationStream(reop), roleGranted(own, role));
      return story;
    };
    const pooled = told((story) => story.close(), 'VERIFIER');
    const baselineId = declared(pooled);
    expect(pooled.tries(commands.VerifyBaseline, { baselineId }, own).refusal?.code).toBe('OWN_MATTER');
    const awarding = told((story) => {
      const offerId = story.close().baseline().offer();
      story.does(commands.AwardDirectly, { offerId, reason: 'The only one.' });
      return story;
    }, 'AWARD_COMMITTEE');
    expect(awarding.tries(commands.ApproveAward, {}, own).refusal?.code).toBe('OWN_MATTER');
    expect(awarding.tries(commands.RejectAward, { reason: 'No.' }, own).refusal?.code).toBe('OWN_MATTER');
    const arrived = told((story) => story.order(), 'INSPECTOR');
    const { events } = arrived.does(commands.RecordDelivery, { quantity: arrived.kg(600) });
    const { deliveryId } = events[0]!.data as { deliveryId: string };
    const inspection = { deliveryId, accepted: arrived.kg(600), rejected: arrived.kg(0) };
    expect(arrived.tries(commands.InspectDelivery, inspection, own).refusal?.code).toBe('OWN_MATTER');
  });
});
