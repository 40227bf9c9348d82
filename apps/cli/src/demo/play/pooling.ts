import { together } from '../actor';
import type { ServerClock } from '../clock';
import { paper } from '../evidence';
import type { OilCast } from '../founding';
import type { PurchasePlan } from '../story/purchases';
import { birr, kilograms, responding, schedule, unit, wanted, type PurchaseInPlay } from './purchase';

const demandDays = 14;
const commitmentDays = 28;

/** From the opening to the approved award: members ask, the yardstick is locked, an offer is taken. */
export async function pool(
  plan: PurchasePlan,
  cast: OilCast,
  clock: ServerClock,
  step: () => void,
): Promise<PurchaseInPlay> {
  const play = { plan, cast, clock, step, purchaseId: await open(plan, cast, clock) };
  await invite(play);
  await clock.pass(3);
  await respond(play);
  await clock.pass(6);
  await cast.by.coordinator.do('closeDemand', { purchaseId: play.purchaseId });
  await lockBaseline(play);
  await clock.pass(1);
  await award(play);
  return play;
}

async function open(plan: PurchasePlan, { by, clusterId }: OilCast, clock: ServerClock): Promise<string> {
  const { title, item: name, minimumQuantity, minimumMembers } = plan;
  const opened = await by.coordinator.do<{ bulkPurchaseId: string }>(
    'openBulkPurchase',
    {
      clusterId,
      title,
      item: { name, unit, unitDecimals: 0 },
      terms: {
        minimumQuantity: kilograms(minimumQuantity),
        minimumMembers,
        demandDeadline: clock.in(demandDays),
        commitmentDeadline: clock.in(commitmentDays),
        deliveryTolerance: '0.02',
        shortageRule: 'PRO_RATA',
        allocation: {
          GOODS: 'UNIFORM_PRICE',
          FREIGHT: 'PROPORTIONAL',
          DUTY: 'PROPORTIONAL',
          INSURANCE: 'PROPORTIONAL',
          FEE: 'EQUAL',
          OTHER: 'EQUAL',
        },
        buyerOfRecord: 'ASSOCIATION_AS_PRINCIPAL',
      },
    },
    'bulkPurchaseId',
  );
  return opened.bulkPurchaseId;
}

async function invite({ cast, purchaseId }: PurchaseInPlay): Promise<void> {
  const enterpriseIds = cast.members.map(({ enterpriseId }) => enterpriseId);
  await cast.by.coordinator.do('inviteEnterprises', { purchaseId, enterpriseIds });
}

/** Members of the plan say how much they want; the others decline. */
async function respond(play: PurchaseInPlay): Promise<void> {
  const { cast, plan, purchaseId, step } = play;
  await together(cast.members, async (member, index) => {
    const { by, enterpriseId } = member;
    if (index >= plan.responding)
      await by.do('declineInvitation', { purchaseId, enterpriseId, reason: index % 3 === 0 ? 'COST' : 'COORDINATION' });
    else {
      const quantity = kilograms(wanted(play, member));
      await by.do('registerDemand', { purchaseId, enterpriseId, quantity, termsVersion: 1 });
    }
    step();
  });
}

async function lockBaseline({ plan, cast, clock, purchaseId }: PurchaseInPlay): Promise<void> {
  const { agent, verifier, coordinator } = cast.by;
  const { baselineId } = await agent.do<{ baselineId: string }>(
    'declareBaseline',
    {
      purchaseId,
      basis: 'STANDALONE',
      schedule: schedule(plan.alone),
      source: 'Price lists of three retailers in Addis Ababa',
      quotedAt: clock.in(-2),
      evidence: paper(`Price lists, ${plan.title}`),
    },
    'baselineId',
  );
  await verifier.do('verifyBaseline', { purchaseId, baselineId });
  await coordinator.do('lockBaseline', { purchaseId, baselineId });
}

async function award({ plan, cast, clock, purchaseId }: PurchaseInPlay): Promise<void> {
  const { coordinator, approver } = cast.by;
  const { offerId } = await coordinator.do<{ offerId: string }>(
    'recordOffer',
    {
      purchaseId,
      supplierId: cast.suppliers[plan.supplier],
      tiers: schedule(plan.offer),
      charges: [{ kind: 'FREIGHT', amount: birr(plan.freight) }],
      validUntil: clock.in(30),
      evidence: paper(`Offer, ${plan.title}`),
    },
    'offerId',
  );
  await coordinator.do('awardDirectly', { purchaseId, offerId, reason: plan.awardReason });
  await approver.do('approveAward', { purchaseId });
}

/** Members bind themselves to what they asked for, the first `count` of those who did. */
export async function commit(play: PurchaseInPlay, count = play.plan.responding): Promise<void> {
  const { plan, purchaseId, step } = play;
  await together(responding(play).slice(0, count), async (member) => {
    const { by, enterpriseId } = member;
    const quantity = kilograms(wanted(play, member));
    const maximumLandedUnitPrice = birr(plan.maximum);
    await by.do('makeCommitment', { purchaseId, enterpriseId, quantity, maximumLandedUnitPrice, termsVersion: 1 });
    step();
  });
}
