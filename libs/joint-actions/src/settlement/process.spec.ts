import { systemActor } from '@jointly/kernel';
import { AllocateCosts } from '../bulk-purchase';
import { allCommands } from '../catalogue';
import { treasurer } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { reop } from '../testing/specification';
import { settlementProcess } from './process';

function settled(): PurchaseStory {
  const story = new PurchaseStory({ rules: { overPayment: 'CREDIT' } }).order(undefined, ['90']).deliver('600');
  story.invoice([{ kind: 'GOODS', minor: 54_600_00 }]);
  story.does(AllocateCosts, { associationBearsExcess: true }, treasurer);
  for (const member of story.members) story.pay(member, 30_000_00);
  return story;
}

describe('settlement', () => {
  it('asks for a charge, a payable, a cost and a settled charge, and each follows once from its event', () => {
    const asked = settled().world.log.flatMap((event) => settlementProcess.react(event));
    expect(asked.map(({ type }) => type).sort()).toEqual([
      'PostAssociationCost',
      ...Array<string>(3).fill('PostCharge'),
      'PostSupplierInvoice',
      ...Array<string>(3).fill('RecordChargeSettled'),
    ]);
    expect(new Set(asked.map(({ association }) => association))).toEqual(new Set([reop]));
  });

  it('may ask for everything again: what is there already is accepted and changes nothing', () => {
    const story = settled();
    for (const { type, data } of [...story.world.log].flatMap((event) => settlementProcess.react(event))) {
      const definition = allCommands.find((candidate) => candidate.type === type)!;
      expect(story.world.ask(definition, data, systemActor)).toEqual({ refusal: undefined, events: [] });
    }
  });

  it('charges nobody nothing: a part of zero asks for no charge', () => {
    const story = settled();
    story.invoice([{ kind: 'FREIGHT', minor: 1 }], 'F-1');
    story.does(AllocateCosts, { associationBearsExcess: true }, treasurer);
    const parts = story.world.log.filter(({ type }) => type === 'MemberCostAllocated').slice(-3);
    const amounts = parts.map(({ data }) => (data as { amount: { minor: number } }).amount.minor);
    expect(parts.flatMap((event) => settlementProcess.react(event))).toHaveLength(
      amounts.filter((minor) => minor > 0).length,
    );
    expect(story.purchase.charges.every(({ settled: paid }) => paid)).toBe(true);
  });
});
