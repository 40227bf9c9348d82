import { paper } from '../../evidence';
import type { ServerClock } from '../../clock';
import type { Cast, Member } from '../../founding';
import { accessRules, book, collect, register, slot, use, workdays, type AssetInPlay } from './asset';

const offset = '+03:00';
const lira = (amount: string) => ({ amount, currency: 'TRY' });

export const engineerSteps = 11;

/** An engineer's time, shared by four firms: asked for, approved or not, used, billed by the hour, surplus shared. */
export async function shareEngineer(cast: Cast, clock: ServerClock, step: () => void): Promise<string> {
  const play = { cast, clock, offset, step, assetId: await prepare(cast, clock) };
  const [firat, nemrut, kahta, perre] = cast.members as [Member, Member, Member, Member];
  const visits = [
    { member: firat, when: slot(play, '04-01', '09:00', '12:00') },
    { member: nemrut, when: slot(play, '04-02', '09:00', '13:00') },
    { member: kahta, when: slot(play, '04-03', '13:00', '16:00') },
  ];
  const asked = [];
  for (const { member, when } of visits) asked.push({ when, booked: await book(play, member, when) });
  const refused = await book(play, perre, slot(play, '04-04', '09:00', '12:00'));
  for (const { booked } of asked) await decide(play, 'approveBooking', booked);
  await decide(play, 'declineBooking', { ...refused, reason: 'The engineer teaches on that day' });

  for (const { booked, when } of asked) await use(play, booked, when, undefined);
  await cast.by.treasurer.do('recordAssetCost', {
    assetId: play.assetId,
    category: 'OPERATOR',
    variable: false,
    amount: lira('6000.00'),
    evidence: paper('Invoice of the university'),
  });
  await collect(play, new Map([[firat, 1], [nemrut, 1], [kahta, 1]])); // prettier-ignore
  await shareSurplus(play);
  return play.assetId;
}

async function prepare(cast: Cast, clock: ServerClock): Promise<string> {
  const { coordinator, agent, verifier } = cast.by;
  const assetId = await register(cast, {
    title: 'Textile engineer of the university, part-time',
    kind: 'SPECIALIST',
    owner: { kind: 'INSTITUTION', name: 'University of Adıyaman' },
    rules: accessRules({
      approval: 'REQUIRED',
      openingHours: workdays('08:30', '17:30'),
      quota: { period: 'WEEK', minutes: 480 },
    }),
  });
  const lent = { price: lira('0.00'), salvage: lira('0.00'), lifeYears: 1 };
  await coordinator.do('recordAcquisition', { assetId, ...lent, evidence: paper('Agreement with the university') });
  await coordinator.do('commissionAsset', { assetId });
  await coordinator.do('setTariff', {
    assetId,
    validFrom: clock.now,
    basis: 'HOUR',
    member: lira('900'),
    nonMember: lira('1400'),
  });
  const { baselineId } = await agent.do<{ baselineId: string }>(
    'declareHireBaseline',
    {
      assetId,
      basis: 'HIRE_RATE',
      per: 'HOUR',
      rate: lira('2200'),
      source: 'Offers of two consultants in Gaziantep',
      quotedAt: clock.in(-7),
      evidence: paper('Offers of consultants'),
    },
    'baselineId',
  );
  await verifier.do('verifyHireBaseline', { assetId, baselineId });
  return assetId;
}

async function decide({ assetId, cast }: AssetInPlay, verb: string, decision: object): Promise<void> {
  await cast.by.coordinator.do(verb, { assetId, ...decision });
}

/** By what each paid for use, as the rules say; proposed by the treasurer, approved by somebody else. */
async function shareSurplus({ assetId, cast, step }: AssetInPlay): Promise<void> {
  const { treasurer, approver } = cast.by;
  const { distributionId } = await treasurer.do<{ distributionId: string }>(
    'proposeSurplus',
    { assetId },
    'distributionId',
  );
  await approver.do('approveSurplus', { assetId, distributionId });
  step();
}
