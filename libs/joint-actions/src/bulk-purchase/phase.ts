import type { BulkPurchaseState, Purchase } from './state';

export type BulkPurchasePhase =
  | 'DRAFT'
  | 'OPEN'
  | 'POOLED'
  | 'TENDERING'
  | 'AWARDED'
  | 'COMMITTING'
  | 'CONFIRMED'
  | 'ORDERED'
  | 'DELIVERING'
  | 'SETTLING'
  | 'CLOSED'
  | 'FAILED'
  | 'CANCELLED';

/** Where a purchase may go from where it is. `phaseOf` never moves along any other line. */
export const phaseTransitions: Readonly<Record<BulkPurchasePhase, readonly BulkPurchasePhase[]>> = {
  DRAFT: ['OPEN', 'POOLED', 'FAILED', 'CANCELLED'],
  OPEN: ['POOLED', 'TENDERING', 'FAILED', 'CANCELLED'],
  // Changed terms open demand again.
  POOLED: ['DRAFT', 'OPEN', 'TENDERING', 'FAILED', 'CANCELLED'],
  TENDERING: ['OPEN', 'AWARDED', 'FAILED', 'CANCELLED'],
  // A rejected award leaves the offers as they were.
  AWARDED: ['TENDERING', 'COMMITTING', 'FAILED', 'CANCELLED'],
  COMMITTING: ['CONFIRMED', 'FAILED', 'CANCELLED'],
  CONFIRMED: ['ORDERED', 'CANCELLED'],
  ORDERED: ['DELIVERING', 'SETTLING'],
  DELIVERING: ['SETTLING'],
  SETTLING: ['CLOSED'],
  CLOSED: [],
  FAILED: [],
  CANCELLED: [],
};

/** The phase, derived from the sub-entities: it is never stored. Undefined before the purchase was opened. */
export const phaseOf = (state: BulkPurchaseState): BulkPurchasePhase | undefined => {
  switch (state.status) {
    case 'ABSENT':
      return undefined;
    case 'UNDERWAY':
      return underwayPhase(state);
    case 'FAILED':
    case 'CANCELLED':
    case 'CLOSED':
      return state.status;
  }
};

function underwayPhase(purchase: Purchase): BulkPurchasePhase {
  if (purchase.accepted) return 'SETTLING';
  if (purchase.deliveries.size > 0) return 'DELIVERING';
  if (purchase.order) return 'ORDERED';
  if (purchase.confirmation) return 'CONFIRMED';
  if (purchase.award) return purchase.award.approvalsOutstanding === 0 ? 'COMMITTING' : 'AWARDED';
  if (!purchase.demandClosed) return purchase.invitations.isEmpty() ? 'DRAFT' : 'OPEN';
  return purchase.offers.isEmpty() ? 'POOLED' : 'TENDERING';
}
