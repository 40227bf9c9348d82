import { refusal, type Command, type EnterpriseId, type PersonId, type Policy, type Refusal } from '@jointly/kernel';
import { holdsRole } from '../association/roles';
import { noSuchAssociation, type KnowsAssociation, type KnowsEnterprise } from '../authority';
import { actsFor } from '../enterprise/state';
import type { Asset, Booking, SharedAssetState } from './state';

/** A rule that asks about the asset itself. */
export type AssetRule<Data, Lookups = unknown> = (
  asset: Asset,
  command: Command<Data>,
  known: Lookups,
) => Refusal | undefined;

/** As a policy: an asset that was never registered is refused by all of them alike. */
export const onAsset =
  <Data, Lookups>(rule: AssetRule<Data, Lookups>): Policy<Data, SharedAssetState, Lookups> =>
  (command, state, known) =>
    state.status === 'ABSENT' ? notFound : rule(state, command, known);

const notFound = refusal('ASSET_NOT_FOUND', 'There is no such asset in this association. Check its id.', 'assetId');

export const isShared: AssetRule<unknown> = ({ status }) =>
  status === 'RETIRED'
    ? refusal('ASSET_RETIRED', 'This asset is retired: only what is still owed goes on. Share another one.')
    : undefined;

export const isCommissioned: AssetRule<unknown> = ({ commissionedAt }) =>
  commissionedAt
    ? undefined
    : refusal('ASSET_NOT_AVAILABLE', 'This asset can’t be booked yet. Wait until it is commissioned.', 'assetId');

/** The actor keeps the asset: one of its custodians, or a coordinator of the association. */
export const keepsTheAsset: AssetRule<unknown, KnowsAssociation> = (
  { custodians },
  { actor, now },
  { association },
) => {
  if (association.state.status === 'ABSENT') return noSuchAssociation;
  if (custodians.has(actor) || holdsRole(association.state.grants, actor, ['COORDINATOR'], now)) return undefined;
  return refusal('NOT_PERMITTED', 'This is for the asset’s custodians and for coordinators. Ask one of them.');
};

/**
 * Whoever acts for the enterprise, or ever gave its word on this asset, is not the one who measures and decides for the
 * other side.
 */
export const notInOwnMatter: AssetRule<{ readonly enterpriseId: EnterpriseId }, KnowsAssociation & KnowsEnterprise> = (
  { delegates },
  { actor, now, data: { enterpriseId } },
  { enterprise },
) => (actsFor(enterprise.state, actor, now) || delegates.get(enterpriseId)?.has(actor) ? ownMatter : undefined);

/** Of a use: nobody who gave its enterprise's word on this asset does it. */
export const gaveNoWordFor = ({ delegates }: Asset, use: Booking | undefined, actor: PersonId): Refusal | undefined =>
  use && delegates.get(use.enterpriseId)?.has(actor) ? ownMatter : undefined;

const ownMatter: Refusal = refusal(
  'OWN_MATTER',
  'You act, or acted here, for the enterprise that this is about. Let another custodian or coordinator do it.',
);

/** Whoever ever gave an enterprise's word on this asset judges nothing that all its users are measured by. */
export const actsForNoUser: AssetRule<unknown> = ({ delegates }, { actor }) =>
  delegates.some((people) => people.has(actor))
    ? refusal('OWN_MATTER', 'You act for an enterprise that uses this asset. Somebody who does not has to judge this.')
    : undefined;

/** The booking is there, not yet forgotten. */
export const bookingIsKnown: AssetRule<{ readonly bookingId: string }> = ({ bookings }, { data }) =>
  bookings.has(data.bookingId) ? undefined : noSuchBooking;

export const noSuchBooking: Refusal = refusal(
  'BOOKING_NOT_FOUND',
  'There is no such booking of this asset that is ahead, under way or recent. Check its id.',
  'bookingId',
);

/** Whoever has the asset now. */
export const inHand = ({ bookings }: Pick<Asset, 'bookings'>): Booking | undefined =>
  bookings.find(({ status }) => status === 'IN_USE');

/** Whoever asks about another's booking hears the same as about none. */
export const isOwnBooking: AssetRule<{ readonly bookingId: string; readonly enterpriseId: EnterpriseId }> = (
  { bookings },
  { data },
) => (bookings.get(data.bookingId)?.enterpriseId === data.enterpriseId ? undefined : noSuchBooking);
