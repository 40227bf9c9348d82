import { Type } from '@sinclair/typebox';
import { accept, later, newId, refusal, type CommandId, type Instant } from '@jointly/kernel';
import { requiresRole } from '../../authority';
import { firstNo } from '../../first-no';
import { withAssociation } from '../../lookups';
import { idSchema, instantSchema, record } from '../../schemas';
import { noMeter } from '../meter';
import type { AssetRule } from '../rules';
import { tariffTermsSchema, type TariffTerms } from '../schemas';
import { isDearer, moneyRefusal, noticeOf, tariffAt } from '../tariffs';
import { assetCommand } from './asset-command';

const tariff = record({
  assetId: idSchema,
  ...tariffTermsSchema.properties,
  /** From now on where it names none. */
  validFrom: Type.Optional(instantSchema),
});

type Proposed = Omit<TariffTerms, 'validFrom'> & { readonly validFrom?: Instant };

export const newTariffId = (command: CommandId): string => newId('tariff', command);

/** What was used is billed by the tariff that was known then: no price changes backwards. */
const liesAhead: AssetRule<{ readonly validFrom?: Instant }> = (_asset, { data, now }) =>
  data.validFrom === undefined || data.validFrom >= now
    ? undefined
    : refusal('TARIFF_IN_THE_PAST', 'A tariff holds for what is ahead. Choose a later start, or none.', 'validFrom');

/** Whoever has booked can still give it back, free of charge, before it would cost more than was known. */
const leavesTimeToGiveBack: AssetRule<Proposed> = (asset, { data, now }) => {
  const validFrom = data.validFrom ?? now;
  const before = tariffAt(asset, validFrom);
  const earliest = later(now, noticeOf(asset));
  if (!before || validFrom >= earliest || !isDearer({ ...data, validFrom }, before)) return undefined;
  return refusal(
    'TARIFF_NEEDS_NOTICE',
    `This is dearer for somebody, or measured otherwise, than the tariff in force then: it can begin at ${earliest} at the earliest, so that whoever has booked can still give it back free of charge. Choose that or a later start.`,
    'validFrom',
  );
};

const isMeasurable: AssetRule<Pick<TariffTerms, 'basis'>> = ({ meterUnit }, { data }) =>
  data.basis === 'METER' && meterUnit === undefined ? { ...noMeter, field: 'basis' } : undefined;

const isInItsBooks: AssetRule<Omit<TariffTerms, 'validFrom'>> = (asset, { data }) =>
  firstNo(
    ...(['member', 'nonMember', 'minimumCharge', 'noShowFee', 'lateReleaseFee'] as const).map(
      (name) => () => moneyRefusal(asset, data[name], name),
    ),
  );

/** In force until the next one is; one that begins when another does takes its place. */
export const SetTariff = assetCommand({
  type: 'SetTariff',
  schema: tariff,
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [liesAhead, isMeasurable, isInItsBooks, leavesTimeToGiveBack],
  decide: ({ id, now, data }) =>
    accept({ type: 'TariffSet', data: { ...data, validFrom: data.validFrom ?? now, tariffId: newTariffId(id) } }),
});
