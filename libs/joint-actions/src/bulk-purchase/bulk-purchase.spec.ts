import { treasurer } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { AllocateCosts, CloseBulkPurchase, phaseOf } from '.';

describe('a bulk purchase', () => {
  it('goes from its opening to its closing, one phase after another', () => {
    const story = new PurchaseStory();
    const phases: (string | undefined)[] = [];
    const note = () => phases.push(phaseOf(story.state));
    story.open();
    note();
    story.order();
    note();
    story.deliver('400');
    note();
    story.deliver('200');
    note();
    story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
    story.does(AllocateCosts, {}, treasurer);
    for (const [index, member] of story.members.entries()) story.pay(member, (index + 1) * 9_000_00);
    story.does(CloseBulkPurchase, {});
    note();
    expect(phases).toEqual(['DRAFT', 'ORDERED', 'DELIVERING', 'SETTLING', 'CLOSED']);
  });
});
