import type { JsonObject, PersonId } from '@jointly/kernel';
import { bulkPurchaseStream } from '../streams';
import { paper } from '../testing/parties';
import { cda, delegateOf, memberId } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { coordinator, reop } from '../testing/specification';
import * as commands from './commands';

const first = memberId(1);

function registers(story: PurchaseStory, change: JsonObject = {}, actor: PersonId = delegateOf(first)) {
  const demand = { enterpriseId: first, quantity: story.kg(100), termsVersion: 1, ...change };
  return story.tries(commands.RegisterDemand, demand, actor);
}

describe('a demand', () => {
  it('is registered by the enterprise’s delegate, under the mandate', () => {
    const { events } = registers(new PurchaseStory().invite());
    expect(events).toMatchObject([
      { type: 'DemandRegistered', data: { consent: { how: 'DELEGATE', mandateId: `mandate_${delegateOf(first)}` } } },
    ]);
  });

  it('is recorded on behalf by a coordinator with evidence, which the event keeps', () => {
    const { events } = registers(new PurchaseStory().invite(), { evidence: paper }, coordinator);
    expect(events).toMatchObject([{ data: { consent: { how: 'RECORDED_ON_BEHALF', evidence: paper } } }]);
    expect(events[0]!.data).not.toHaveProperty('evidence');
  });

  it.each([
    ['another enterprise’s delegate', delegateOf(memberId(2)), {}, 'NO_MANDATE'],
    ['a cluster development agent', cda, {}, 'NO_MANDATE'],
    ['a coordinator without evidence', coordinator, {}, 'EVIDENCE_NEEDED'],
    [
      'the delegate of an enterprise that is no member',
      delegateOf(first),
      { enterpriseId: 'enterprise_none' },
      'ENTERPRISE_NOT_FOUND',
    ],
  ])('is refused to %s', (_who, actor, change, code) => {
    expect(registers(new PurchaseStory().invite(), change, actor).refusal?.code).toBe(code);
  });

  it.each<[string, JsonObject, string, string | undefined]>([
    ['a negative quantity', { quantity: { value: '-5', unit: 'kg' } }, 'INVALID_INPUT', 'quantity.value'],
    ['an absurd quantity', { quantity: { value: '9'.repeat(30), unit: 'kg' } }, 'INVALID_INPUT', 'quantity.value'],
    ['nothing', { quantity: { value: '0', unit: 'kg' } }, 'QUANTITY_NOT_POSITIVE', 'quantity'],
    ['another unit', { quantity: { value: '100', unit: 't' } }, 'WRONG_UNIT', 'quantity'],
    ['finer than a gram', { quantity: { value: '0.0001', unit: 'kg' } }, 'QUANTITY_TOO_FINE', 'quantity'],
    [
      'a maximum below the quantity',
      { flexibleMaximum: { value: '99', unit: 'kg' } },
      'MAXIMUM_BELOW_QUANTITY',
      'flexibleMaximum',
    ],
    ['another currency', { maximumUnitPrice: { amount: '90', currency: 'USD' } }, 'WRONG_CURRENCY', 'maximumUnitPrice'],
    ['a version of the terms that is not in force', { termsVersion: 7 }, 'STALE_TERMS', 'termsVersion'],
  ])('is refused for %s', (_what, change, code, field) => {
    expect(registers(new PurchaseStory().invite(), change).refusal).toMatchObject({ code, field });
  });

  it('is refused to who is not invited', () => {
    expect(registers(new PurchaseStory().open()).refusal?.code).toBe('NOT_INVITED');
  });

  it('stands once; after that it is revised', () => {
    const story = new PurchaseStory().invite();
    registers(story);
    expect(registers(story).refusal?.code).toBe('DEMAND_STANDS');
    const revised = { enterpriseId: first, quantity: story.kg('120.5'), termsVersion: 1 };
    story.does(commands.ReviseDemand, revised, delegateOf(first));
    expect(story.purchase.demands.get(first)?.quantity).toEqual(story.kg('120.5'));
  });

  it('is revised under the same rules as it was registered', () => {
    const story = new PurchaseStory().invite();
    const revises = (change: JsonObject = {}) => {
      const demand = { enterpriseId: first, quantity: story.kg(120), termsVersion: 1, ...change };
      return story.tries(commands.ReviseDemand, demand, delegateOf(first)).refusal?.code;
    };
    expect(revises()).toBe('NO_DEMAND');
    registers(story);
    expect(revises({ termsVersion: 2 })).toBe('STALE_TERMS');
    expect(revises({ quantity: { value: '120', unit: 't' } })).toBe('WRONG_UNIT');
    expect(revises()).toBeUndefined();
  });

  it('stands once demand is closed: what binds comes later', () => {
    const story = new PurchaseStory().close();
    const withdrawal = { enterpriseId: first, reason: 'Bought elsewhere.' };
    expect(story.tries(commands.WithdrawDemand, withdrawal, delegateOf(first)).refusal?.code).toBe('DEMAND_CLOSED');
    expect(story.tries(commands.CloseDemand, {}).refusal?.code).toBe('DEMAND_CLOSED');
  });

  it('can be withdrawn and registered anew', () => {
    const story = new PurchaseStory().invite();
    const withdrawal = { enterpriseId: first, reason: 'Bought elsewhere.' };
    expect(story.tries(commands.WithdrawDemand, withdrawal, delegateOf(first)).refusal?.code).toBe('NO_DEMAND');
    registers(story);
    story.does(commands.WithdrawDemand, withdrawal, delegateOf(first));
    expect(registers(story).refusal).toBeUndefined();
  });

  it.each([
    ['registered', commands.RegisterDemand],
    ['revised', commands.ReviseDemand],
  ])('is not %s any more once demand is closed', (_what, definition) => {
    const story = new PurchaseStory().close();
    const demand = { enterpriseId: first, quantity: story.kg(100), termsVersion: 1 };
    expect(story.tries(definition, demand, delegateOf(first)).refusal?.code).toBe('DEMAND_CLOSED');
  });
});

describe('closing demand', () => {
  it('records what is pooled', () => {
    const story = new PurchaseStory().demand();
    expect(story.does(commands.CloseDemand, {}).events).toMatchObject([
      { data: { by: 'COORDINATOR', quantity: story.kg(600), members: 3 } },
    ]);
  });

  it('is refused while nobody demands anything', () => {
    expect(new PurchaseStory().invite().tries(commands.CloseDemand, {}).refusal?.code).toBe('NO_DEMAND');
  });

  it('happens by itself when the deadline passes', () => {
    const story = new PurchaseStory().demand().wait(30);
    story.world.tick(bulkPurchaseStream(reop, story.purchaseId));
    expect(story.world.log.at(-1)).toMatchObject({ type: 'DemandClosed', data: { by: 'DEADLINE', members: 3 } });
  });

  it('comes before a demand that arrives on the deadline’s moment', () => {
    const story = new PurchaseStory().invite().wait(30);
    const answer = registers(story);
    expect(answer.refusal?.code).toBe('DEMAND_CLOSED');
    expect(answer.events).toMatchObject([{ type: 'DemandClosed' }]);
  });
});
