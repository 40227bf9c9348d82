import { accept, refusal } from '@jointly/kernel';
import { entry } from '../../entry';
import { withAssociation } from '../../lookups';
import { idSchema, record } from '../../schemas';
import { billed } from '../billing';
import { bookingIsKnown, gaveNoWordFor, keepsTheAsset, type AssetRule } from '../rules';
import { assetCommand } from './asset-command';

const isReturnedAndUnbilled: AssetRule<{ readonly bookingId: string }> = ({ bookings }, { data }) => {
  const { status } = entry(bookings, data.bookingId);
  if (status === 'RETURNED') return undefined;
  return status === 'BILLED'
    ? refusal('ALREADY_BILLED', 'This use is billed already.', 'bookingId')
    : refusal('NOT_RETURNED', `Only a use that is over is billed; this booking is ${status}.`, 'bookingId');
};

/** Before the time to correct its readings is over. */
export const BillBooking = assetCommand({
  type: 'BillBooking',
  schema: record({ assetId: idSchema, bookingId: idSchema }),
  lookups: withAssociation,
  allowed: [],
  rules: [
    keepsTheAsset,
    bookingIsKnown,
    (asset, { actor, data }) => gaveNoWordFor(asset, entry(asset.bookings, data.bookingId), actor),
    isReturnedAndUnbilled,
  ],
  alsoWhenRetired: true,
  decide: ({ now, data }, asset) => accept(...billed(asset, entry(asset.bookings, data.bookingId), now)),
});
