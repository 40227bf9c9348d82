import { Type } from '@sinclair/typebox';
import { accept, refusal, type EnterpriseId } from '@jointly/kernel';
import { consentOf, requiresMandate } from '../../authority';
import { entry } from '../../entry';
import { evidenceSchema } from '../../evidence';
import { firstNo } from '../../first-no';
import { theEnterprise, withEnterprise } from '../../lookups';
import { enterpriseIdSchema, idSchema, nameSchema, record } from '../../schemas';
import { bookingTerms, mayBook } from '../booking-terms';
import { overlap } from '../calendar';
import { isCommissioned, isOwnBooking, type AssetRule } from '../rules';
import { slotSchema, type Slot } from '../schemas';
import { boundsRefusal, isOutOfService, isTaken, obstacle } from '../slots';
import { isAhead } from '../bookings';
import { assetCommand } from './asset-command';
import { newBookingId, slotOf } from './booking';
import { ownBookingSchema } from './hold';

/** So many places are waited for on one asset: they may all be promoted, or sent away, in one append. */
export const mostWaiting = 100;

/** And so many by one enterprise, so that nobody takes the waitlist for itself. */
const mostOfOne = 20;

type Wanted = Slot & { readonly enterpriseId: EnterpriseId };

const isNotOneTooMany: AssetRule<Wanted> = ({ waitlist, bookings }, { data }) => {
  const own = waitlist.count((waiting) => entry(bookings, waiting).enterpriseId === data.enterpriseId);
  if (own >= mostOfOne)
    return refusal(
      'WAITLIST_FULL',
      `The enterprise waits for ${mostOfOne} times on this asset already. Leave one of those places first.`,
      'enterpriseId',
    );
  return waitlist.size < mostWaiting
    ? undefined
    : refusal(
        'WAITLIST_FULL',
        `${mostWaiting} places are waited for on this asset already. Book a time that is free, or try again later.`,
        'assetId',
      );
};

const isWorthWaitingFor: AssetRule<Wanted> = (asset, { data, now }) =>
  firstNo(
    () => boundsRefusal(asset, slotOf(data), now),
    () => {
      if (isOutOfService(asset, now)) return undefined;
      return obstacle(asset, now) ?? (isTaken(asset, data) ? undefined : slotFree);
    },
  );

const slotFree = refusal('SLOT_FREE', 'The asset is free then: there is nothing to wait for. Book it.', 'start');

/** Nobody waits twice for the same time, or for what it has. */
const waitsForNothingElse: AssetRule<Wanted> = ({ bookings }, { data }) => {
  const own = bookings.find(
    (one) =>
      one.enterpriseId === data.enterpriseId && overlap(one, data) && (isAhead(one) || one.status === 'WAITLISTED'),
  );
  if (!own) return undefined;
  return own.status === 'WAITLISTED'
    ? refusal('ALREADY_WAITING', 'The enterprise waits for some of that time already. Leave that place first.', 'start')
    : refusal(
        'ALREADY_BOOKED',
        'The enterprise has the asset for some of that time already. Release it first.',
        'start',
      );
};

/** First come, first served: when the slot comes free it is held for whoever joined first. */
export const JoinWaitlist = assetCommand({
  type: 'JoinWaitlist',
  schema: record({
    assetId: idSchema,
    enterpriseId: enterpriseIdSchema,
    ...slotSchema.properties,
    purpose: Type.Optional(nameSchema),
    evidence: Type.Optional(evidenceSchema),
  }),
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('BOOK')],
  rules: [isCommissioned, mayBook, waitsForNothingElse, isWorthWaitingFor, isNotOneTooMany],
  decide: (command, asset, known) => {
    const { data, id } = command;
    const terms = bookingTerms(asset, data, slotOf(data), newBookingId(id), known);
    return accept({ type: 'WaitlistJoined', data: { ...terms, consent: consentOf(command, known, 'BOOK') } });
  },
});

const isWaiting: AssetRule<{ readonly bookingId: string }> = ({ bookings }, { data }) =>
  entry(bookings, data.bookingId).status === 'WAITLISTED'
    ? undefined
    : refusal('NOT_WAITING', 'The enterprise does not wait any more: look at the booking, and release it if need be.');

export const LeaveWaitlist = assetCommand({
  type: 'LeaveWaitlist',
  schema: ownBookingSchema,
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('BOOK')],
  rules: [isOwnBooking, isWaiting],
  decide: (command, _asset, known) => {
    const { assetId, bookingId, enterpriseId } = command.data;
    const consent = consentOf(command, known, 'BOOK');
    return accept({
      type: 'WaitlistLeft',
      data: { assetId, bookingId, enterpriseId, cause: 'LEFT' as const, consent },
    });
  },
});
