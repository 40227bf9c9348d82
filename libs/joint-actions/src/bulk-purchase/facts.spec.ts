import type { EnterpriseId, NewFact } from '@jointly/kernel';
import { factsIn } from '../testing/facts-in';
import { committee, delegateOf, memberId, treasurer } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import {
  AllocateCosts,
  ApproveAward,
  AwardDirectly,
  CancelBulkPurchase,
  ConfirmPurchase,
  DeclareDeliveryComplete,
  WithdrawCommitment,
} from './commands';

const [first, third] = [memberId(1), memberId(3)];

type Of<Name extends NewFact['fact']> = Extract<NewFact, { fact: Name }>;

const facts = <Name extends NewFact['fact']>(story: PurchaseStory, name: Name): Of<Name>[] =>
  factsIn(story.world.log).filter((fact): fact is Of<Name> => fact.fact === name);

const savings = (story: PurchaseStory, stage: string, enterprise: EnterpriseId): Of<'saving'>[] =>
  facts(story, 'saving').filter((saving) => saving.stage === stage && saving.enterprise === enterprise);

describe('what a bulk purchase tells the indicators', () => {
  it('who was invited, who joined, what was intended', () => {
    const story = new PurchaseStory().demand(['100']);
    expect(facts(story, 'invited')).toHaveLength(3);
    expect(facts(story, 'responded')).toMatchObject([{ enterprise: first, response: 'JOINED' }]);
    expect(facts(story, 'intended')).toMatchObject([{ enterprise: first, quantity: story.kg(100) }]);
    expect(facts(story, 'committed')).toEqual([]);
  });

  it('an enterprise that demands and then commits joined once', () => {
    const story = new PurchaseStory().commit(['100']);
    expect(facts(story, 'responded')).toHaveLength(1);
  });

  it('a commitment, what is at stake, and what it is estimated to save', () => {
    const story = new PurchaseStory({ rules: { disclosure: 'OPEN' } }).commit(undefined, ['120']);
    expect(facts(story, 'committed')[0]).toMatchObject({
      enterprise: first,
      value: story.money(12_000_00),
      binding: true,
    });
    expect(facts(story, 'exposure')[0]).toMatchObject({ value: story.money(12_000_00), secured: story.money(0) });
    expect(savings(story, 'ESTIMATED', first)).toMatchObject([
      { basis: 'STANDALONE', class: 'HARD', baselineCost: story.money(10_000_00), jointCost: story.money(9_000_00) },
    ]);
  });

  it('a withdrawal takes the commitment back, with its stake and its saving', () => {
    const story = new PurchaseStory().commit();
    const [made] = facts(story, 'committed');
    story.does(WithdrawCommitment, { enterpriseId: first, reason: 'Less needed.' }, delegateOf(first));
    expect(facts(story, 'committed').at(-1)).toMatchObject({ binding: false, supersedes: made!.id });
    expect(facts(story, 'exposure').at(-1)).toMatchObject({ enterprise: first, value: story.money(0) });
    expect(savings(story, 'ESTIMATED', first).at(-1)).toMatchObject({
      quantity: story.kg(0),
      jointCost: story.money(0),
    });
  });

  it('contracted savings at confirmation, for those alone who are bound', () => {
    const story = new PurchaseStory().commit(undefined, ['1000', '1000', '89']);
    story.does(ConfirmPurchase, {});
    expect(savings(story, 'CONTRACTED', first)).toMatchObject([{ jointCost: story.money(9_500_00) }]);
    expect(savings(story, 'CONTRACTED', third)).toEqual([]);
  });

  it('a cancelled purchase saves nothing, whatever it was to save', () => {
    const story = new PurchaseStory().commit();
    story.does(ConfirmPurchase, {});
    story.does(CancelBulkPurchase, { reason: 'The ship sank.' });
    expect(savings(story, 'CONTRACTED', first).at(-1)).toMatchObject({ baselineCost: story.money(0) });
  });

  it('realised savings once the goods are allocated, restated by every later invoice', () => {
    const story = new PurchaseStory().order().deliver('600');
    story.invoice([{ kind: 'FREIGHT', minor: 600_00 }], 'F-1');
    story.does(AllocateCosts, {}, treasurer);
    expect(savings(story, 'REALISED', first)).toEqual([]);
    story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
    story.does(AllocateCosts, {}, treasurer);
    story.invoice([{ kind: 'DUTY', minor: 300_00 }], 'D-1');
    story.does(AllocateCosts, {}, treasurer);
    expect(savings(story, 'REALISED', first)).toMatchObject([
      { quantity: story.kg(100), baselineCost: story.money(10_000_00), jointCost: story.money(9_100_00) },
      { jointCost: story.money(9_150_00) },
    ]);
  });

  it('one tie of all who bought together, however many invoices there are', () => {
    const story = new PurchaseStory().order().deliver('600');
    for (const number of ['A-1', 'A-2']) {
      story.invoice([{ kind: 'GOODS', minor: 54_000_00 }], number);
      story.does(AllocateCosts, {}, treasurer);
    }
    expect(facts(story, 'tie').map(({ parties }) => [...parties].sort())).toEqual([[...story.members]]);
  });

  it('a baseline when it is locked', () => {
    expect(facts(new PurchaseStory().close().baseline(), 'baselineLocked')).toMatchObject([{ class: 'HARD' }]);
  });

  it('an estimate against the price alone of what was demanded, the contract against that of what was committed to', () => {
    const story = new PurchaseStory({ rules: { disclosure: 'OPEN' } }).close(['100', '200', '300']);
    story.baseline([
      { from: '0', unitPrice: story.price('120') },
      { from: '250', unitPrice: story.price('100') },
    ]);
    const offerId = story.offer();
    story.does(AwardDirectly, { offerId, reason: 'The only one.' });
    story.does(ApproveAward, {}, committee);
    story.commitmentOf(third, '200');
    story.commitmentOf(first, '100');
    story.does(ConfirmPurchase, {});
    expect(savings(story, 'ESTIMATED', third).at(-1)?.baselineCost).toEqual(story.money(20_000_00));
    expect(savings(story, 'CONTRACTED', third).at(-1)?.baselineCost).toEqual(story.money(24_000_00));
  });

  it('nothing received, as a realised saving of nothing: what was contracted leaked away', () => {
    const story = new PurchaseStory().order().deliver('600', '0');
    story.does(DeclareDeliveryComplete, {});
    expect(savings(story, 'REALISED', first)).toMatchObject([
      { quantity: story.kg(0), baselineCost: story.money(0), jointCost: story.money(0) },
    ]);
  });
});
