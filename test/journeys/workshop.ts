import { eventually, type Client } from './client';
import { birr, evidence, kg, type Village } from './village';

/** Open on weekdays from eight to six in Addis Ababa, bookings of an hour to a day. */
export const accessRules = {
  approval: 'NONE',
  nonMembers: false,
  openingHours: ['MO', 'TU', 'WE', 'TH', 'FR'].map((weekday) => ({ weekday, from: '08:00', until: '18:00' })),
  minimumMinutes: 60,
  maximumMinutes: 600,
  horizonDays: 90,
  holdMinutes: 120,
  approvalHours: 24,
  cutOffHours: 12,
  noShowMinutes: 30,
  lateReleaseOutcome: '0.5',
  returnGraceHours: 4,
  reviewDays: 0,
  surplusMethod: 'USAGE',
};

/** The input that registers a filter press. */
export const press = (village: Village, custodianId: string, rules: object = {}) => ({
  clusterId: village.clusterId,
  title: 'Filter press',
  kind: 'EQUIPMENT',
  owner: { kind: 'ASSOCIATION' },
  custodians: [custodianId],
  rules: { ...accessRules, ...rules },
});

export const hourly = {
  basis: 'HOUR',
  member: birr('50'),
  nonMember: birr('80'),
  minimumCharge: birr('40'),
  noShowFee: birr('30'),
  lateReleaseFee: birr('20'),
};

/** What an hour costs elsewhere. */
export const hireRate = {
  basis: 'HIRE_RATE',
  per: 'HOUR',
  rate: birr('90'),
  source: 'Workshop at Merkato',
  quotedAt: '2026-01-02T08:00:00Z',
  evidence,
};

/** Who the client is in its association. */
export const personOf = async (client: Client): Promise<string> =>
  (await client.ask('query ($associationId: ID!) { viewer(associationId: $associationId) { personId } }')).viewer
    .personId;

/** A press that can be booked, kept by the association's inspector. */
export async function pressInService(village: Village, rules: object = {}): Promise<string> {
  const { coordinator, inspector } = village.by;
  const { assetId } = await coordinator.does(
    'registerAsset',
    press(village, await personOf(inspector), rules),
    'assetId',
  );
  const worth = { price: birr('36500'), salvage: birr('0'), lifeYears: 10 };
  await coordinator.does('recordAcquisition', { assetId, ...worth });
  await coordinator.does('commissionAsset', { assetId });
  await coordinator.does('setTariff', { assetId, ...hourly });
  return assetId;
}

/** An hour of a January day in Addis Ababa, which is three hours ahead of UTC. */
export const local = (date: number, time: string): string =>
  `2026-01-${String(date).padStart(2, '0')}T${time}:00+03:00`;

export const slot = (date: number, from: string, until: string) => ({
  start: local(date, from),
  end: local(date, until),
});

/** A query about one asset, including what the client wrote last. */
export const ofAsset = (selection: string) =>
  `query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
    sharedAsset(associationId: $associationId, id: $id, atLeast: $atLeast) { ${selection} }
  }`;

/** The member pays the first thing that it owes, which takes two people; the amount, in major units. */
export async function paysInFull(village: Village, { enterpriseId, by }: Village['members'][number]): Promise<string> {
  const owed =
    'query ($associationId: ID!) { myObligations(associationId: $associationId) { open { amount currency } } }';
  const [charge] = await eventually(
    async () => (await by.ask(owed)).myObligations,
    (all) => all.length > 0,
  );
  const { treasurer, cashier } = village.by;
  const party = { kind: 'MEMBER', id: enterpriseId };
  const payment = { party, amount: charge.open, paidAt: '2026-01-05T08:00:00Z', reference: 'transfer' };
  const { paymentId } = await treasurer.does('enterPayment', payment, 'paymentId');
  expect(await treasurer.isRefused('confirmPayment', { party, paymentId })).toBe('SAME_PERSON');
  await cashier.does('confirmPayment', { party, paymentId });
  return charge.open.amount;
}

/** The input of a joint run in January, of 100 kg at most and 20 at least. */
export const testingRun = (assetId: string) => ({
  assetId,
  title: 'Testing niger seed',
  ...slot(14, '09:00', '12:00'),
  joinBy: local(13, '09:00'),
  capacity: kg('100'),
  minimum: kg('20'),
  sharing: 'PROPORTIONAL',
  estimatedCost: birr('100'),
});
