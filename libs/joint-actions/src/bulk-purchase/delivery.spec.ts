import { delegateOf, inspector, memberId } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { coordinator } from '../testing/specification';
import * as commands from './commands';
import { phaseOf } from './phase';

function recorded(story: PurchaseStory, value: string): string {
  const { events } = story.does(commands.RecordDelivery, { quantity: story.kg(value) });
  return (events[0]!.data as { deliveryId: string }).deliveryId;
}

const inspects = (story: PurchaseStory, deliveryId: string, accepted: string, rejected = '0', actor = inspector) =>
  story.tries(
    commands.InspectDelivery,
    { deliveryId, accepted: story.kg(accepted), rejected: story.kg(rejected) },
    actor,
  );

const shares = (story: PurchaseStory) => story.members.map((id) => story.purchase.accepted?.get(id)?.value);

describe('an order', () => {
  it('is placed once, for what was confirmed', () => {
    const story = new PurchaseStory().order();
    expect(story.purchase.order?.quantity).toEqual(story.kg(600));
    expect(story.tries(commands.PlaceSupplyOrder, {}).refusal?.code).toBe('ALREADY_ORDERED');
  });

  it('waits for the confirmation', () => {
    expect(new PurchaseStory().commit().tries(commands.PlaceSupplyOrder, {}).refusal?.code).toBe('NOT_CONFIRMED');
  });
});

describe('a delivery', () => {
  it('comes after the order', () => {
    const story = new PurchaseStory().commit();
    expect(story.tries(commands.RecordDelivery, { quantity: story.kg(1) }).refusal?.code).toBe('NOT_ORDERED');
    expect(inspects(story, 'delivery_none', '1').refusal?.code).toBe('NOT_ORDERED');
  });

  it('may come in parts, together no more than the order and its tolerance', () => {
    const story = new PurchaseStory().order();
    recorded(story, '400');
    recorded(story, '230');
    expect(story.tries(commands.RecordDelivery, { quantity: story.kg('0.001') }).refusal?.code).toBe('ABOVE_TOLERANCE');
  });

  it('is inspected by another person than who recorded it, once', () => {
    const story = new PurchaseStory().order();
    const deliveryId = recorded(story, '400');
    expect(inspects(story, deliveryId, '400', '0', coordinator).refusal?.code).toBe('NOT_PERMITTED');
    inspects(story, deliveryId, '400');
    expect(inspects(story, deliveryId, '400').refusal?.code).toBe('ALREADY_INSPECTED');
    expect(inspects(story, 'delivery_none', '400').refusal?.code).toBe('DELIVERY_NOT_FOUND');
  });

  it('never has more accepted and rejected than came', () => {
    const story = new PurchaseStory().order();
    const deliveryId = recorded(story, '400');
    expect(inspects(story, deliveryId, '390', '10.001').refusal?.code).toBe('MORE_THAN_DELIVERED');
    expect(inspects(story, deliveryId, '390', '10').refusal?.code).toBe('REASON_NEEDED');
    expect(inspects(story, deliveryId, '390').refusal).toBeUndefined();
  });

  it('is complete when all that was ordered is accepted, and each gets what it is bound to', () => {
    const story = new PurchaseStory().order().deliver('400').deliver('200');
    expect(phaseOf(story.state)).toBe('SETTLING');
    expect(shares(story)).toEqual(['100', '200', '300']);
    expect(story.tries(commands.RecordDelivery, { quantity: story.kg(1) }).refusal?.code).toBe('DELIVERY_COMPLETE');
  });

  it('is not complete while a part of it waits for inspection', () => {
    const story = new PurchaseStory().order();
    const [small, large] = [recorded(story, '10'), recorded(story, '600')];
    inspects(story, large, '600');
    expect(phaseOf(story.state)).toBe('DELIVERING');
    inspects(story, small, '10');
    expect(phaseOf(story.state)).toBe('SETTLING');
  });
});

describe('a shortage', () => {
  it('is declared by a coordinator and shared in proportion to what each is bound to', () => {
    const story = new PurchaseStory().order().deliver('400', '390');
    story.does(commands.DeclareDeliveryComplete, {});
    expect(shares(story)).toEqual(['65', '130', '195']);
  });

  it('waits for what is not inspected yet', () => {
    const story = new PurchaseStory().order();
    recorded(story, '400');
    expect(story.tries(commands.DeclareDeliveryComplete, {}).refusal?.code).toBe('UNINSPECTED_DELIVERY');
  });

  it('of pieces is shared in whole pieces', () => {
    const story = new PurchaseStory({ item: { unit: 'piece', unitDecimals: 0 } }).order().deliver('100');
    story.does(commands.DeclareDeliveryComplete, {});
    expect(
      shares(story)
        .map(Number)
        .reduce((a, b) => a + b, 0),
    ).toBe(100);
    expect(shares(story).every((value) => /^\d+$/.test(value!))).toBe(true);
  });

  it('of everything ends the purchase without a bill', () => {
    const story = new PurchaseStory().order();
    story.does(commands.DeclareDeliveryComplete, {});
    story.does(commands.CloseBulkPurchase, {});
    expect(phaseOf(story.state)).toBe('CLOSED');
  });

  it('is not for a member to declare', () => {
    const story = new PurchaseStory().order();
    const { refusal } = story.tries(commands.DeclareDeliveryComplete, {}, delegateOf(memberId(1)));
    expect(refusal?.code).toBe('NOT_PERMITTED');
  });
});
