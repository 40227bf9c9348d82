import fc from 'fast-check';
import { systemActor } from '@jointly/kernel';
import { AllocateCosts } from '../bulk-purchase';
import { secondTreasurer, treasurer } from '../testing/purchase-cast';
import { PurchaseStory, type Setting } from '../testing/purchase-story';
import { ConfirmPayment, PostCredit, type EntryLine, type OpenAccount } from '.';
import { creditOf } from './state';

function charged(setting: Setting): PurchaseStory {
  const story = new PurchaseStory(setting).order().deliver('600');
  story.invoice([{ kind: 'GOODS', minor: 54_000_00 }]);
  story.does(AllocateCosts, {}, treasurer);
  return story;
}

const account = (story: PurchaseStory, id: string) => story.account(id) as OpenAccount;

describe('accounts', () => {
  it('balance at every event, whatever is charged, paid and given back, and owe what was charged and not discharged', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({
          step: fc.constant('pay' as const),
          who: fc.integer({ min: 0, max: 2 }),
          minor: fc.integer({ min: 1, max: 3_000_000 }),
        }),
        fc.record({
          step: fc.constant('charge' as const),
          who: fc.constant(0),
          minor: fc.integer({ min: 1, max: 500_000 }),
        }),
        fc.record({
          step: fc.constant('credit' as const),
          who: fc.integer({ min: 0, max: 2 }),
          minor: fc.integer({ min: 1, max: 1_500_000 }),
        }),
      ),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(steps, fc.constantFrom('REFUSE' as const, 'CREDIT' as const), (told, overPayment) => {
        const story = charged({ rules: { overPayment } });
        for (const [index, { step, who, minor }] of told.entries())
          if (step === 'charge') {
            story.invoice([{ kind: 'FREIGHT', minor }], `F-${index}`);
            story.does(AllocateCosts, {}, treasurer);
          } else if (step === 'credit') {
            const credit = {
              enterpriseId: story.members[who]!,
              creditId: `credit_${index}`,
              amount: story.money(minor),
            };
            story.elsewhere(PostCredit, { ...credit, action: { kind: 'sharedAsset', id: 'asset_1' } }, systemActor);
          } else if (!story.enter(story.members[who]!, minor).refusal) confirmLast(story);
        for (const { data } of story.world.log) expect(sum((data as { lines?: EntryLine[] }).lines ?? [])).toBe(0);
        for (const id of story.members) {
          const { balances, owed } = account(story, id);
          expect([...balances.values()].reduce((a, b) => a + b, 0)).toBe(0);
          expect(balances.get(`receivable:${id}`)).toBe(owed.reduce((all, { open }) => all + open.minor, 0));
          expect(creditOf(account(story, id)).minor).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 40 },
    );
  });

  const sum = (lines: readonly { minor?: number }[]): number => lines.reduce((all, { minor = 0 }) => all + minor, 0);

  function confirmLast(story: PurchaseStory): void {
    const payment = story.world.log.at(-1)!.data as { party: { kind: 'MEMBER'; id: string }; paymentId: string };
    story.elsewhere(ConfirmPayment, { party: payment.party, paymentId: payment.paymentId }, secondTreasurer);
  }
});
