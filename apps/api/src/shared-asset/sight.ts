import type { EnterpriseId } from '@jointly/kernel';
import type { AssetDocument } from '@jointly/read-models';
import type { ReadModels } from '../reading/read-models';
import type { Viewer } from '../reading/viewer';

/**
 * What a viewer may see of others on an asset. That its time is taken, everybody sees; whose booking it is, what for
 * and what it costs, only those who keep the asset or the books, and whoever acts for the enterprise. Under open
 * disclosure names show too. Whoever owns the asset, wholly or by a share, sees how it pays.
 */
export interface Sight {
  /** Everybody's bookings, bills, pledges and shares. */
  readonly all: boolean;
  /** Whose booking takes the time. */
  readonly names: boolean;
  /** What all of them come to together. */
  readonly totals: boolean;
  /** Of the enterprises that the viewer acts for. */
  readonly own: readonly EnterpriseId[];
}

/** Whether the viewer keeps the asset or the books: then everybody's bookings, bills and readings are for them to see. */
export const keepsIt = (viewer: Viewer, { custodians }: Pick<AssetDocument, 'custodians'>): boolean =>
  viewer.seesMembers || custodians.includes(viewer.person);

type Seen = Pick<AssetDocument, 'id' | 'custodians' | 'owner' | 'sharesIssued'>;
type Models = Pick<ReadModels, 'directory' | 'sharedAssets'>;

export async function sightOf(viewer: Viewer, asset: Seen, models: Models): Promise<Sight> {
  const all = keepsIt(viewer, asset);
  const own = await viewer.ownEnterprises(models.directory);
  const totals = all || viewer.seesTotals || viewer.isOpenlyDisclosed;
  return {
    all,
    names: all || viewer.isOpenlyDisclosed,
    totals: totals || (await ownsSome(own, viewer, asset, models)),
    own,
  };
}

async function ownsSome(
  enterprises: readonly EnterpriseId[],
  { association }: Viewer,
  { id, owner, sharesIssued }: Seen,
  { sharedAssets }: Models,
): Promise<boolean> {
  if (owner.kind === 'ENTERPRISE' && (enterprises as readonly string[]).includes(owner.enterpriseId)) return true;
  if (sharesIssued === 0 || enterprises.length === 0) return false;
  const file = await sharedAssets.file(association, id);
  return enterprises.some((enterprise) => (file?.shares[enterprise] ?? 0) > 0);
}

/** Their own for most, all for some. */
export const seen = <Part extends { readonly enterpriseId: string }>(
  parts: readonly Part[],
  { all, own }: Sight,
): Part[] => parts.filter(({ enterpriseId }) => all || (own as readonly string[]).includes(enterpriseId));

/** Fewer enterprises than this have no total: whoever knows its own part could tell the other's. */
export const fewest = 3;

/**
 * Whether the viewer may know what the parts come to together: it sees totals anyway, or there are enough of them, and
 * at least two that are not its own.
 */
export function seesTotalOf(
  parts: readonly { readonly enterpriseId: EnterpriseId }[],
  { totals, own }: Sight,
): boolean {
  const others = parts.filter(({ enterpriseId }) => !own.includes(enterpriseId));
  return totals || (parts.length >= fewest && others.length > 1);
}
