import type { EnterpriseId } from '@jointly/kernel';
import type { AssetDocument } from '@jointly/read-models';
import type { ReadModels } from '../reading/read-models';
import type { Viewer } from '../reading/viewer';

/**
 * What a viewer may see of others on an asset. That its time is taken, everybody sees; whose booking it is, what for
 * and what it costs, only those who keep the asset or the books, and whoever acts for the enterprise. Under open
 * disclosure names show too.
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

export async function sightOf(
  viewer: Viewer,
  { custodians }: Pick<AssetDocument, 'custodians'>,
  { directory }: Pick<ReadModels, 'directory'>,
): Promise<Sight> {
  const all = viewer.seesMembers || custodians.includes(viewer.person);
  return {
    all,
    names: all || viewer.isOpenlyDisclosed,
    totals: all || viewer.seesTotals || viewer.isOpenlyDisclosed,
    own: await viewer.ownEnterprises(directory),
  };
}

/** Their own for most, all for some. */
export const seen = <Part extends { readonly enterpriseId: string }>(
  parts: readonly Part[],
  { all, own }: Sight,
): Part[] => parts.filter(({ enterpriseId }) => all || (own as readonly string[]).includes(enterpriseId));
