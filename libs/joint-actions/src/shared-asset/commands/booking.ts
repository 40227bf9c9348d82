import { Type } from '@sinclair/typebox';
import { accept, newId, type Command, type CommandId, type EnterpriseId } from '@jointly/kernel';
import { consentOf, requiresMandate } from '../../authority';
import { evidenceSchema, type Consent } from '../../evidence';
import { firstNo } from '../../first-no';
import { theEnterprise, withEnterprise } from '../../lookups';
import { enterpriseIdSchema, idSchema, nameSchema, record } from '../../schemas';
import {
  bookingTerms,
  decideBy,
  mayBook,
  quotaRefusal,
  replacesDisplaced,
  type KnowsBooker,
  type Wish,
} from '../booking-terms';
import type { SharedAssetEvent } from '../events';
import { isCommissioned, type AssetRule } from '../rules';
import { slotSchema, type Slot } from '../schemas';
import { slotRefusal } from '../slots';
import type { Asset } from '../state';
import { assetCommand } from './asset-command';

/** The id of the booking, or of the place on the waitlist, that this command asks for; `part` is its place in a series. */
export const newBookingId = (command: CommandId, part = ''): string => newId('booking', command, part);

/** What is said of every booking that is asked for. */
export const askedSchema = record({
  assetId: idSchema,
  enterpriseId: enterpriseIdSchema,
  ...slotSchema.properties,
  purpose: Type.Optional(nameSchema),
  evidence: Type.Optional(evidenceSchema),
  /** A displaced booking that this one takes the place of. */
  insteadOf: Type.Optional(idSchema),
});

export const slotOf = ({ start, end }: Slot): Slot => ({ start, end });

/** The slot is within the rules, free, and not more than the enterprise may have. */
export const canBeHad: AssetRule<Slot & { readonly enterpriseId: EnterpriseId }> = (asset, { data, now }) =>
  firstNo(
    () => slotRefusal(asset, slotOf(data), now),
    () => quotaRefusal(asset, data.enterpriseId, data),
  );

interface Asked {
  readonly bookingId: string;
  readonly slot: Slot;
  readonly seriesId?: string;
}

/** What a booking begins with: confirmed at once, or held for whoever decides where the rules want an approval. */
export function newBooking(
  command: Command<Wish & { readonly insteadOf?: string }>,
  asset: Asset,
  { bookingId, slot, seriesId }: Asked,
  consent: Consent,
  known: KnowsBooker,
): SharedAssetEvent[] {
  const { enterpriseId, insteadOf } = command.data;
  const terms = {
    ...bookingTerms(asset, command.data, slot, bookingId, known),
    consent,
    ...(seriesId !== undefined && { seriesId }),
    ...(insteadOf !== undefined && { insteadOf }),
  };
  if (asset.rules.approval === 'REQUIRED')
    return [{ type: 'BookingRequested', data: { ...terms, decideBy: decideBy(asset, slot, command) } }];
  const { assetId } = asset;
  return [
    { type: 'BookingRequested', data: terms },
    { type: 'BookingConfirmed', data: { assetId, bookingId, enterpriseId, by: 'RULE' } },
  ];
}

/** Confirmed at once, unless the rules want an approval: then it holds its slot while it waits. */
export const RequestBooking = assetCommand({
  type: 'RequestBooking',
  schema: askedSchema,
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('BOOK')],
  rules: [isCommissioned, mayBook, replacesDisplaced, canBeHad],
  decide: (command, asset, known) => {
    const asked = { bookingId: newBookingId(command.id), slot: slotOf(command.data) };
    return accept(...newBooking(command, asset, asked, consentOf(command, known, 'BOOK'), known));
  },
});
