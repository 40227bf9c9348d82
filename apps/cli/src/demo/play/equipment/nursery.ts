import { paper } from '../../evidence';
import { together } from '../../actor';
import type { ServerClock } from '../../clock';
import type { Cast } from '../../founding';
import { accessRules, at, book, collect, register, slot, use, type AssetInPlay } from './asset';

const offset = '-06:00';
const cordobas = (amount: string) => ({ amount, currency: 'NIO' });
const plants = (value: string) => ({ value, unit: 'plant' });

export const nurserySteps = 34;

/** A nursery that families found, own and use together, and the tools that go with it. */
export async function shareNursery(
  cast: Cast,
  clock: ServerClock,
  step: () => void,
): Promise<{ readonly nursery: string; readonly tools: string }> {
  const play = { cast, clock, offset, step, assetId: await propose(cast) };
  await fund(play);
  await own(play);
  await raiseSeedlings(play);
  return { nursery: play.assetId, tools: await lendTools(cast, clock, step) };
}

const propose = (cast: Cast): Promise<string> =>
  register(cast, {
    title: 'Nursery of Bonanza',
    kind: 'FACILITY',
    owner: { kind: 'SHAREHOLDERS' },
    shareCapital: { shares: 48, capPercent: 25 },
    rules: accessRules({ maximumMinutes: 43_200, horizonDays: 365 }),
  });

/** All or nothing: eight families pledge, a programme gives the rest, and only then anybody owes. */
async function fund(play: AssetInPlay): Promise<void> {
  const { assetId, cast, clock, step } = play;
  const { coordinator, treasurer } = cast.by;
  await coordinator.do('openFunding', { assetId, target: cordobas('92000.00'), deadline: clock.in(14) });
  await together(cast.members, async ({ by, enterpriseId }) => {
    await by.do('fundAsset', { assetId, enterpriseId, amount: cordobas('6000.00') });
    step();
  });
  await treasurer.do('recordGrant', {
    assetId,
    grantor: 'Joint programme for the Bosawás reserve',
    amount: cordobas('45000.00'),
    evidence: paper('Letter of grant'),
  });
  await clock.pass(2);
  await coordinator.do('closeFunding', { assetId });
  await collect(play, new Map(cast.members.map((member) => [member, 1])));
}

async function own({ assetId, cast }: AssetInPlay): Promise<void> {
  const { coordinator } = cast.by;
  await coordinator.do('recordAcquisition', {
    assetId,
    // Of 92,000, a grant paid the rest: what families did not pay for, they need not earn again.
    price: cordobas('47000.00'),
    salvage: cordobas('7000.00'),
    lifeYears: 8,
    evidence: paper('Bill for sheds and irrigation'),
  });
  for (const { enterpriseId } of cast.members) await coordinator.do('issueShare', { assetId, enterpriseId, shares: 6 });
  await coordinator.do('commissionAsset', { assetId });
}

/** One sowing for all: each family brings its bags, the cost is shared by the plants it takes. */
async function raiseSeedlings(play: AssetInPlay): Promise<void> {
  const { assetId, cast, clock, step } = play;
  const { coordinator } = cast.by;
  const { runId } = await coordinator.do<{ runId: string }>(
    'scheduleRun',
    {
      assetId,
      title: 'Seedlings for the first rains',
      ...slot(play, '04-24', '07:00', '17:00'),
      joinBy: at(play, '04-22', '18:00'),
      capacity: plants('12000'),
      minimum: plants('5000'),
      sharing: 'PROPORTIONAL',
      estimatedCost: cordobas('30000.00'),
    },
    'runId',
  );
  await together(cast.members, async ({ by, enterpriseId }, place) => {
    const quantity = plants(String(800 + 150 * place));
    await by.do('joinRun', { assetId, runId, enterpriseId, quantity });
    step();
  });
  await clock.passTo(at(play, '04-24', '17:30'));
  await coordinator.do('completeRun', { assetId, runId, occurredAt: clock.now, cost: cordobas('28750.00') });
  await collect(play, new Map(cast.members.map((member) => [member, 1])));
}

/** Free of charge, and still kept in order: who has them, and when they are back. */
async function lendTools(cast: Cast, clock: ServerClock, step: () => void): Promise<string> {
  const { coordinator } = cast.by;
  const assetId = await register(cast, {
    title: 'Grafting tools and sprayers',
    kind: 'EQUIPMENT',
    owner: { kind: 'ASSOCIATION' },
    rules: accessRules({ maximumMinutes: 4_320 }),
  });
  const given = { price: cordobas('0.00'), salvage: cordobas('0.00'), lifeYears: 5 };
  await coordinator.do('recordAcquisition', { assetId, ...given });
  await coordinator.do('commissionAsset', { assetId });
  const play = { cast, clock, offset, step, assetId };
  const [first, second] = cast.members;
  const days = [slot(play, '04-28', '07:00', '16:00'), slot(play, '04-29', '07:00', '16:00')] as const;
  const bookings = [await book(play, first!, days[0]), await book(play, second!, days[1])] as const;
  for (const place of [0, 1] as const) await use(play, bookings[place], days[place], undefined);
  return assetId;
}
