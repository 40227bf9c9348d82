import { Type } from '@sinclair/typebox';
import { accept, newId, type CommandId } from '@jointly/kernel';
import { evidenceSchema } from '../../evidence';
import { withAssociation } from '../../lookups';
import { idSchema, nameSchema, record } from '../../schemas';
import { keepsTheAsset, noSuchBooking, type AssetRule } from '../rules';
import { assetCommand } from './asset-command';

export const newDamageId = (command: CommandId): string => newId('damage', command);

const namesAUse: AssetRule<{ readonly bookingId?: string }> = ({ bookings }, { data: { bookingId } }) =>
  bookingId === undefined || bookings.get(bookingId)?.usage ? undefined : noSuchBooking;

export const ReportDamage = assetCommand({
  type: 'ReportDamage',
  schema: record({
    assetId: idSchema,
    /** In whose use it was found, or after whose. */
    bookingId: Type.Optional(idSchema),
    summary: nameSchema,
    evidence: Type.Optional(evidenceSchema),
  }),
  lookups: withAssociation,
  allowed: [],
  rules: [keepsTheAsset, namesAUse],
  decide: ({ id, actor, data }) =>
    accept({ type: 'DamageReported', data: { ...data, damageId: newDamageId(id), reportedBy: actor } }),
});
