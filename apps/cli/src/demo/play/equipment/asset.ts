import { instant, type Instant } from '@jointly/kernel';
import type { ServerClock } from '../../clock';
import type { Cast, Member } from '../../founding';
import { eventually, ownCharges, type OwnCharge } from '../questions';

/** One asset being shared: who plays, its clock, the offset from UTC that its people live by. */
export interface AssetInPlay {
  readonly cast: Cast;
  readonly clock: ServerClock;
  readonly assetId: string;
  readonly offset: string;
  /** Counts what was done, for whoever watches. */
  readonly step: () => void;
}

type Fields = Readonly<Record<string, unknown>>;

/** Rules of access that suit a workshop; what is given replaces them. */
export const accessRules = (own: Fields = {}) => ({
  approval: 'NONE',
  nonMembers: false,
  openingHours: [],
  minimumMinutes: 60,
  maximumMinutes: 600,
  horizonDays: 60,
  holdMinutes: 1_440,
  approvalHours: 72,
  cutOffHours: 24,
  noShowMinutes: 60,
  lateReleaseOutcome: '0.5',
  returnGraceHours: 4,
  reviewDays: 0,
  surplusMethod: 'USAGE',
  ...own,
});

/** Monday to Friday, from one time of day until another. */
export const workdays = (from: string, until: string) =>
  ['MO', 'TU', 'WE', 'TH', 'FR'].map((weekday) => ({ weekday, from, until }));

export async function register(cast: Cast, asset: Fields): Promise<string> {
  const given = { clusterId: cast.clusterId, custodians: [cast.persons.inspector], ...asset };
  return (await cast.by.coordinator.do<{ assetId: string }>('registerAsset', given, 'assetId')).assetId;
}

/** A day and a time of day where the asset is, such as "03-10" and "08:00", as a point in time. */
export const at = ({ offset }: Pick<AssetInPlay, 'offset'>, day: string, time: string): Instant =>
  instant(`2025-${day}T${time}:00${offset}`);

/** From one time of day until another of the same day. */
export const slot = (play: Pick<AssetInPlay, 'offset'>, day: string, from: string, until: string) => ({
  start: at(play, day, from),
  end: at(play, day, until),
});

/** What names a booking: its id, and whose it is. */
export interface Booked {
  readonly bookingId: string;
  readonly enterpriseId: string;
}

export async function book(
  { assetId, step }: AssetInPlay,
  { by, enterpriseId }: Member,
  when: { readonly start: Instant; readonly end: Instant },
): Promise<Booked> {
  const booking = { assetId, enterpriseId, ...when };
  const { bookingId } = await by.do<{ bookingId: string }>('requestBooking', booking, 'bookingId');
  step();
  return { bookingId, enterpriseId };
}

/** Handed over and taken back by its custodian, each when it happens; readings are the meter's, where it has one. */
export async function use(
  { assetId, cast, clock, step }: AssetInPlay,
  booked: Booked,
  when: { readonly start: Instant; readonly end: Instant },
  readings: readonly [string, string] | undefined,
): Promise<void> {
  const { inspector } = cast.by;
  const shown = (place: 0 | 1) => (readings ? { reading: readings[place] } : {});
  await clock.passTo(when.start);
  await inspector.do('recordHandOver', { assetId, ...booked, condition: 'GOOD', ...shown(0) });
  await clock.passTo(when.end);
  await inspector.do('recordReturn', { assetId, ...booked, condition: 'GOOD', ...shown(1) });
  step();
}

/** Everybody pays what they owe for the asset, `count` charges each: the cashier enters it, the treasurer confirms. */
export async function collect(play: AssetInPlay, debtors: ReadonlyMap<Member, number>): Promise<void> {
  for (const [member, count] of debtors) {
    for (const charge of await chargesOf(play, member, count)) await pay(play, member, charge);
    play.step();
  }
}

const chargesOf = ({ assetId }: AssetInPlay, { by, name }: Member, count: number): Promise<OwnCharge[]> =>
  eventually(`${name} is not charged`, async () => {
    const { myObligations } = await by.ask<{ myObligations: OwnCharge[] }>(ownCharges);
    const own = myObligations.filter(({ actionId }) => actionId === assetId);
    return own.length >= count ? own : undefined;
  });

async function pay({ cast, clock }: AssetInPlay, { enterpriseId, name }: Member, charge: OwnCharge): Promise<void> {
  const { cashier, treasurer } = cast.by;
  const party = { kind: 'MEMBER', id: enterpriseId };
  const payment = { party, amount: charge.open, obligationId: charge.id, paidAt: clock.now, reference: name };
  const { paymentId } = await cashier.do<{ paymentId: string }>('enterPayment', payment, 'paymentId');
  await treasurer.do('confirmPayment', { party, paymentId });
}
