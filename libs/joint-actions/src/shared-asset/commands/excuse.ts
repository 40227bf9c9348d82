import { accept, refusal } from '@jointly/kernel';
import { entry } from '../../entry';
import { withEnterprise } from '../../lookups';
import { enterpriseIdSchema, idSchema, reasonSchema, record } from '../../schemas';
import type { SharedAssetEvent } from '../events';
import { feeWaived } from '../excuses';
import { isOwnBooking, keepsTheAsset, notInOwnMatter, type AssetRule } from '../rules';
import { assetCommand } from './asset-command';

const isToBeExcused: AssetRule<{ readonly bookingId: string }> = ({ bookings }, { data }) => {
  const { blamedBy, excused } = entry(bookings, data.bookingId);
  if (!blamedBy)
    return refusal('NOTHING_TO_EXCUSE', 'Only a no-show or a late release is excused. Check the booking.', 'bookingId');
  return excused ? refusal('ALREADY_EXCUSED', 'This booking is excused already.', 'bookingId') : undefined;
};

/** A no-show or a late release that was nobody’s fault. It goes on counting toward the quota: its time was had. */
export const ExcuseBooking = assetCommand({
  type: 'ExcuseBooking',
  schema: record({ assetId: idSchema, bookingId: idSchema, enterpriseId: enterpriseIdSchema, reason: reasonSchema }),
  lookups: withEnterprise,
  allowed: [],
  rules: [keepsTheAsset, isOwnBooking, notInOwnMatter, isToBeExcused],
  alsoWhenRetired: true,
  decide: ({ data }, asset) => {
    const waived = feeWaived(asset, entry(asset.bookings, data.bookingId), 'EXCUSED');
    return accept<SharedAssetEvent>({ type: 'BookingExcused', data }, ...waived);
  },
});
