import { Type } from '@sinclair/typebox';
import { accept, refusal } from '@jointly/kernel';
import { consentOf, requiresMandate } from '../../authority';
import { evidenceSchema } from '../../evidence';
import { theEnterprise, withEnterprise } from '../../lookups';
import { enterpriseIdSchema, idSchema, record } from '../../schemas';
import { holdUntil, mayBook, replacesDisplaced } from '../booking-terms';
import { isCommissioned, isOwnBooking, type AssetRule } from '../rules';
import { assetCommand } from './asset-command';
import { askedSchema, newBooking, canBeHad, newBookingId, slotOf } from './booking';

/** Where somebody else decides, an enterprise's own word neither holds a slot nor confirms a booking. */
const needsNoApproval: AssetRule<unknown> = ({ rules }) =>
  rules.approval === 'REQUIRED'
    ? refusal(
        'APPROVAL_REQUIRED',
        'Bookings of this asset are approved by its custodians or a coordinator. Request the booking, or wait for them.',
      )
    : undefined;

/** Keeps a slot while the enterprise makes up its mind. */
export const HoldBooking = assetCommand({
  type: 'HoldBooking',
  schema: askedSchema,
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('BOOK')],
  rules: [isCommissioned, mayBook, needsNoApproval, replacesDisplaced, canBeHad],
  decide: (command, asset, known) => {
    const { data, id, now } = command;
    const asked = { bookingId: newBookingId(id), slot: slotOf(data) };
    const [requested] = newBooking(command, asset, asked, consentOf(command, known, 'BOOK'), known);
    const { assetId, enterpriseId } = data;
    const held = { assetId, bookingId: asked.bookingId, enterpriseId, expiresAt: holdUntil(asset, data, now) };
    return accept(requested!, { type: 'BookingHeld' as const, data: held });
  },
});

/** What an enterprise says about a booking of its own. */
export const ownBookingSchema = record({
  assetId: idSchema,
  bookingId: idSchema,
  enterpriseId: enterpriseIdSchema,
  evidence: Type.Optional(evidenceSchema),
});

const isHeld: AssetRule<{ readonly bookingId: string }> = ({ bookings }, { data }) =>
  bookings.get(data.bookingId)?.status === 'HELD'
    ? undefined
    : refusal('NOT_HELD', 'This booking is not held any more, or needs no confirmation. Look at its status.');

/** Turns a hold, or a place offered from the waitlist, into a booking that stands, if the enterprise may still book. */
export const ConfirmBooking = assetCommand({
  type: 'ConfirmBooking',
  schema: ownBookingSchema,
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('BOOK')],
  rules: [isOwnBooking, isHeld, needsNoApproval, mayBook],
  decide: (command, _asset, known) => {
    const { assetId, bookingId, enterpriseId } = command.data;
    const consent = consentOf(command, known, 'BOOK');
    return accept({
      type: 'BookingConfirmed',
      data: { assetId, bookingId, enterpriseId, by: 'ENTERPRISE' as const, consent },
    });
  },
});
