import type { Asset, Run } from './state';

export type AssetPhase = 'PROPOSED' | 'FUNDING' | 'ACQUIRED' | 'AVAILABLE' | 'OUT_OF_SERVICE' | 'RETIRED';

/** Where an asset stands, as its parts have it. */
export function assetPhase({ status, acquisition, commissionedAt, downtime, funding }: Asset): AssetPhase {
  if (status === 'RETIRED') return 'RETIRED';
  if (commissionedAt) return downtime ? 'OUT_OF_SERVICE' : 'AVAILABLE';
  if (acquisition) return 'ACQUIRED';
  return funding ? 'FUNDING' : 'PROPOSED';
}

/** A run that neither took place nor was cancelled yet. */
export const isUnderway = ({ closedAt }: Run): boolean => closedAt === undefined;
