import { later, days } from '@jointly/kernel';
import { cda, committee, delegateOf, memberId, treasurer } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { morning } from '../testing/specification';
import * as commands from './commands';
import { demandPool } from './pool';

const first = memberId(1);

describe('opening a bulk purchase', () => {
  const opens = (story: PurchaseStory, terms = story.terms) =>
    story.elsewhere(
      commands.OpenBulkPurchase,
      { clusterId: 'cluster_oil', title: 'Niger seed', item: story.item, terms },
      'person_coordinator' as never,
    );

  it('takes the association’s currency', () => {
    expect(new PurchaseStory({ currency: 'XOF' }).open().purchase.currency).toBe('XOF');
  });

  it('is for a coordinator', () => {
    const story = new PurchaseStory();
    const opening = { clusterId: 'cluster_oil', title: 'Niger seed', item: story.item, terms: story.terms };
    expect(story.elsewhere(commands.OpenBulkPurchase, opening, cda).refusal?.code).toBe('NOT_PERMITTED');
  });

  it('wants a cluster that exists', () => {
    const story = new PurchaseStory();
    const opening = { clusterId: 'cluster_none', title: 'Niger seed', item: story.item, terms: story.terms };
    expect(story.tries(commands.OpenBulkPurchase, opening).refusal?.code).toBe('CLUSTER_NOT_FOUND');
  });

  it.each([
    ['a deadline that lies behind', { demandDeadline: morning }, 'DEADLINE_PASSED', 'terms.demandDeadline'],
    [
      'commitments that close before demand does',
      { commitmentDeadline: later(morning, days(2)) },
      'DEADLINES_OUT_OF_ORDER',
      'terms.commitmentDeadline',
    ],
    [
      'a threshold in another unit than the item’s',
      { minimumQuantity: { value: '300', unit: 'l' } },
      'WRONG_UNIT',
      'terms.minimumQuantity',
    ],
    [
      'a threshold of nothing',
      { minimumQuantity: { value: '0', unit: 'kg' } },
      'QUANTITY_NOT_POSITIVE',
      'terms.minimumQuantity',
    ],
    [
      'goods shared by heads',
      { allocation: { ...new PurchaseStory().terms.allocation, GOODS: 'EQUAL' as const } },
      'GOODS_BY_HEAD',
      'terms.allocation.GOODS',
    ],
    ['a delivery tolerance above the whole', { deliveryTolerance: '1.5' }, 'INVALID_INPUT', 'terms.deliveryTolerance'],
  ])('refuses %s', (_what, terms, code, field) => {
    const story = new PurchaseStory();
    expect(opens(story, { ...story.terms, ...terms }).refusal).toMatchObject({ code, field });
  });
});

describe('changed terms', () => {
  const change = (story: PurchaseStory, termsVersion = 1) =>
    story.tries(commands.ChangeTerms, { terms: { ...story.terms, minimumMembers: 3 }, termsVersion });

  it('need consent again: a demand made before counts for nothing until it is renewed', () => {
    const story = new PurchaseStory().demand();
    change(story);
    expect(demandPool(story.purchase).members).toBe(0);
    const renewed = { enterpriseId: first, quantity: story.kg(100), termsVersion: 2 };
    story.does(commands.ReviseDemand, renewed, delegateOf(first));
    expect(demandPool(story.purchase)).toMatchObject({ members: 1 });
  });

  it('open demand again', () => {
    const story = new PurchaseStory().close();
    change(story);
    expect(story.purchase.demandClosed).toBe(false);
  });

  it('are refused where somebody else changed them first', () => {
    const story = new PurchaseStory().open();
    change(story);
    expect(change(story).refusal?.code).toBe('STALE_TERMS');
  });

  it('are refused once an award was made under them', () => {
    expect(change(new PurchaseStory().award()).refusal?.code).toBe('ALREADY_AWARDED');
  });
});

describe('inviting', () => {
  it('passes over who is invited already', () => {
    const story = new PurchaseStory().invite();
    expect(story.does(commands.InviteEnterprises, { enterpriseIds: [first] }).events).toEqual([]);
  });

  it('is for members alone, and says who is none', () => {
    const story = new PurchaseStory().open();
    const { refusal } = story.tries(commands.InviteEnterprises, { enterpriseIds: [first, memberId(99)] });
    expect(refusal).toMatchObject({ code: 'NOT_A_MEMBER', field: 'enterpriseIds.1' });
  });

  it('may be done by a cluster development agent', () => {
    const story = new PurchaseStory().open();
    expect(story.tries(commands.InviteEnterprises, { enterpriseIds: [first] }, cda).refusal).toBeUndefined();
  });

  it('and declining end with the cut-off', () => {
    const story = new PurchaseStory({ members: 4 }).commit(['100', '200', '300']).wait(60);
    const late = memberId(4);
    expect(story.tries(commands.InviteEnterprises, { enterpriseIds: [late] }).refusal?.code).toBe('COMMITMENTS_CLOSED');
    const declining = { enterpriseId: late, reason: 'COST' as const };
    const { refusal } = story.tries(commands.DeclineInvitation, declining, delegateOf(late));
    expect(refusal?.code).toBe('COMMITMENTS_CLOSED');
  });

  it('is declined with a reason, unless a demand stands', () => {
    const story = new PurchaseStory().invite();
    const declining = { enterpriseId: first, reason: 'TRUST' as const };
    story.does(commands.DeclineInvitation, declining, delegateOf(first));
    expect(story.purchase.invitations.get(first)).toEqual({ response: 'DECLINED' });
    story.demandOf(first, '100');
    expect(story.tries(commands.DeclineInvitation, declining, delegateOf(first)).refusal?.code).toBe('DEMAND_STANDS');
  });
});

describe('cancelling', () => {
  const cancel = (story: PurchaseStory) =>
    story.tries(commands.CancelBulkPurchase, { reason: 'The harvest was late.' });

  it('ends everything: nothing more can be done', () => {
    const story = new PurchaseStory().commit();
    cancel(story);
    expect(story.tries(commands.ConfirmPurchase, {}).refusal?.code).toBe('PURCHASE_IS_OVER');
  });

  it('is refused once the order is placed', () => {
    expect(cancel(new PurchaseStory().order()).refusal?.code).toBe('ALREADY_ORDERED');
  });

  it('of a purchase that is not there says so', () => {
    const story = new PurchaseStory();
    const nowhere = { purchaseId: 'purchase_none', reason: 'Why not.' };
    expect(story.tries(commands.CancelBulkPurchase, nowhere as { reason: string }).refusal?.code).toBe(
      'PURCHASE_NOT_FOUND',
    );
  });

  it('is refused to a treasurer and to the award committee', () => {
    const story = new PurchaseStory().open();
    for (const actor of [treasurer, committee])
      expect(story.tries(commands.CancelBulkPurchase, { reason: 'No.' }, actor).refusal?.code).toBe('NOT_PERMITTED');
  });
});
