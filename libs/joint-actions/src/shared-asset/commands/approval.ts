import { accept, refusal } from '@jointly/kernel';
import { entry } from '../../entry';
import { withEnterprise } from '../../lookups';
import { enterpriseIdSchema, idSchema, reasonSchema, record } from '../../schemas';
import { mayBook } from '../booking-terms';
import type { SharedAssetEvent } from '../events';
import { withPromotions } from '../freeing';
import { isOwnBooking, keepsTheAsset, notInOwnMatter, type AssetRule } from '../rules';
import { assetCommand } from './asset-command';

/** A request waits for it; where approval is required, so does what was promoted from the waitlist. */
const waitsForApproval: AssetRule<{ readonly bookingId: string }> = ({ bookings, rules }, { data }) => {
  const { status } = entry(bookings, data.bookingId);
  return status === 'REQUESTED' || (status === 'HELD' && rules.approval === 'REQUIRED')
    ? undefined
    : refusal('NOT_AWAITING_APPROVAL', 'This booking waits for no decision, or not any more. Look at its status.');
};

const decides = [keepsTheAsset, isOwnBooking, notInOwnMatter, waitsForApproval];

/** The enterprise may still book: what it asked for as a member is not approved once it is none. */
export const ApproveBooking = assetCommand({
  type: 'ApproveBooking',
  schema: record({ assetId: idSchema, bookingId: idSchema, enterpriseId: enterpriseIdSchema }),
  lookups: withEnterprise,
  allowed: [],
  rules: [...decides, mayBook],
  decide: ({ data }) => accept({ type: 'BookingConfirmed', data: { ...data, by: 'APPROVAL' as const } }),
});

export const DeclineBooking = assetCommand({
  type: 'DeclineBooking',
  schema: record({ assetId: idSchema, bookingId: idSchema, enterpriseId: enterpriseIdSchema, reason: reasonSchema }),
  lookups: withEnterprise,
  allowed: [],
  rules: decides,
  decide: ({ data, now }, asset) => {
    const declined: SharedAssetEvent = { type: 'BookingDeclined', data };
    return accept(...withPromotions(asset, [declined], now));
  },
});
