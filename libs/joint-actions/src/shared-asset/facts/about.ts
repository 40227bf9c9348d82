import { money, type EnterpriseId, type EventId, type Money, type NewFact, type Quantity } from '@jointly/kernel';
import type { Asset } from '../state';

export type Untold<F = NewFact> = F extends NewFact ? Omit<F, 'action'> : never;

interface OfAsset {
  readonly assetId: string;
}

/** A fact of the asset as a whole or, with `part`, of one booking or run. */
export const about = ({ assetId }: OfAsset, fact: Untold, part?: string): NewFact => ({
  ...fact,
  action: { kind: 'sharedAsset', id: assetId, ...(part !== undefined && { part }) },
});

/** Whoever has booked, pledged, joined or holds something of the asset has answered already. */
export function joined(asset: Asset, enterprise: EnterpriseId): NewFact[] {
  const { delegates, shares, funding, bookings, runs } = asset;
  const isKnown =
    delegates.has(enterprise) ||
    shares.has(enterprise) ||
    (funding?.pledges.has(enterprise) ?? false) ||
    bookings.some(({ enterpriseId }) => enterpriseId === enterprise) ||
    runs.some(({ participants }) => participants.has(enterprise));
  return isKnown ? [] : [about(asset, { fact: 'responded', enterprise, response: 'JOINED' })];
}

/** What an enterprise binds itself to. */
export interface Bond {
  readonly enterprise: EnterpriseId;
  readonly quantity?: Quantity;
  /** null where it is not known what it will have to pay at most. */
  readonly value: Money | null;
}

const commitmentOf = (event: EventId): string => `${event}/committed`;

/** Bound by this event, instead of by an earlier one where there is one; without a deposit all of it is at stake. */
export function bound(asset: Asset, bond: Bond, event: EventId, earlier?: EventId, part?: string): NewFact[] {
  const names = { id: commitmentOf(event), ...(earlier !== undefined && { supersedes: commitmentOf(earlier) }) };
  const committed = about(asset, { fact: 'committed', ...bond, binding: true, ...names }, part);
  return [committed, ...atStake(asset, bond, bond.value, part)];
}

/** Let go by this event of what an earlier one bound it to. */
export function unbound(asset: Asset, bond: Bond, event: EventId, madeBy: EventId, part?: string): NewFact[] {
  const nothing = bond.value && money(0, bond.value.currency);
  // One event may let many go.
  const names = { id: `${commitmentOf(event)}/${bond.enterprise}`, supersedes: commitmentOf(madeBy) };
  const committed = about(asset, { fact: 'committed', ...bond, value: nothing, binding: false, ...names }, part);
  return [committed, ...atStake(asset, bond, nothing, part)];
}

const atStake = (asset: Asset, { enterprise }: Bond, value: Money | null, part?: string): NewFact[] =>
  value ? [about(asset, { fact: 'exposure', enterprise, value, secured: money(0, value.currency) }, part)] : [];
