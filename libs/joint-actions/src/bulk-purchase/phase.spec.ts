import fc from 'fast-check';
import type { Happened } from '@jointly/kernel';
import { bulkPurchaseStream } from '../streams';
import { committee, treasurer } from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { reop } from '../testing/specification';
import * as commands from './commands';
import type { BulkPurchaseEvent } from './events';
import { evolveBulkPurchase } from './evolve';
import { phaseOf, phaseTransitions, type BulkPurchasePhase } from './phase';
import { noPurchase } from './state';

/** What somebody may try at any time; what the purchase does not allow is refused or throws, and changes nothing. */
const steps: Record<string, (story: PurchaseStory) => void> = {
  invite: (story) => void story.invite(),
  demand: (story) => story.members.forEach((member) => void story.demandOf(member, '200')),
  change: (story) => {
    const { demandDeadline, commitmentDeadline } = new PurchaseStory().wait(100).terms;
    const terms = { ...story.terms, demandDeadline, commitmentDeadline };
    story.does(commands.ChangeTerms, { terms, termsVersion: story.purchase.termsVersion });
  },
  close: (story) => void story.does(commands.CloseDemand, {}),
  baseline: (story) => void story.baseline(),
  offer: (story) => void story.offer(),
  award: (story) => {
    const offerId = story.purchase.offers.keySeq().last() ?? 'offer_none';
    story.does(commands.AwardDirectly, { offerId, reason: 'The only one.' });
  },
  approve: (story) => void story.does(commands.ApproveAward, {}, committee),
  commit: (story) => story.members.forEach((member) => void story.commitmentOf(member, '200')),
  confirm: (story) => void story.does(commands.ConfirmPurchase, {}),
  fail: (story) => void story.does(commands.FailPurchase, {}),
  order: (story) => void story.does(commands.PlaceSupplyOrder, {}),
  deliver: (story) => void story.deliver('300'),
  complete: (story) => void story.does(commands.DeclareDeliveryComplete, {}),
  settle: (story) => {
    story.invoice([{ kind: 'GOODS', minor: 300_00 }]);
    story.does(commands.AllocateCosts, {}, treasurer);
    for (const charge of story.purchase.charges.values()) story.pay(charge.enterpriseId, charge.amount.minor);
  },
  finish: (story) => void story.does(commands.CloseBulkPurchase, {}),
  cancel: (story) => void story.does(commands.CancelBulkPurchase, { reason: 'No more.' }),
  wait: (story) => story.wait(12).world.tick(bulkPurchaseStream(reop, story.purchaseId)),
};

function phasesOf(story: PurchaseStory): (BulkPurchasePhase | undefined)[] {
  const stream = bulkPurchaseStream(reop, story.purchaseId);
  let state = noPurchase;
  return story.world.log
    .filter((event) => event.stream === stream)
    .map((event) => phaseOf((state = evolveBulkPurchase(state, event as Happened<BulkPurchaseEvent>))));
}

function tell(names: readonly string[]): PurchaseStory {
  const story = new PurchaseStory().open();
  for (const name of names)
    try {
      steps[name]!(story);
    } catch {
      // Refused: the story goes on.
    }
  return story;
}

const inOrder = Object.keys(steps).filter((name) => !['change', 'fail', 'cancel', 'wait'].includes(name));

describe('the phase', () => {
  it('reaches the end when everything is done in order', () => {
    expect(new Set(phasesOf(tell(inOrder)))).toEqual(
      new Set([
        'DRAFT',
        'OPEN',
        'POOLED',
        'TENDERING',
        'AWARDED',
        'COMMITTING',
        'CONFIRMED',
        'ORDERED',
        'DELIVERING',
        'SETTLING',
        'CLOSED',
      ]),
    );
  });

  it('moves along declared transitions alone, whatever is tried in whatever order', () => {
    const detours = fc.array(fc.tuple(fc.nat(inOrder.length), fc.constantFrom(...Object.keys(steps))), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(detours, (extra) => {
        const names = [...inOrder];
        for (const [place, name] of extra) names.splice(place, 0, name);
        const phases = phasesOf(tell(names));
        phases.slice(1).forEach((phase, index) => {
          const before = phases[index]!;
          if (phase !== before) expect(phaseTransitions[before]).toContain(phase);
        });
      }),
      { numRuns: 150 },
    );
  });
});
