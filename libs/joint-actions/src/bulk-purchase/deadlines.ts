import { days, later, type Deadline } from '@jointly/kernel';
import { existing } from '../existing';
import { failed } from './commands/confirmation';
import { demandClosed } from './commands/demand';
import type { BulkPurchaseEvent } from './events';
import { outlookOf } from './outlook';
import type { BulkPurchaseState, Purchase } from './state';

const demandDeadline = 'demand';
const commitmentDeadline = 'commitments';
const confirmationDeadline = 'confirmation';
const offerPrefix = 'offer:';

/** What time alone will change in a purchase. */
export function purchaseDeadlines(state: BulkPurchaseState): readonly Deadline[] {
  if (state.status !== 'UNDERWAY' || state.confirmation) return [];
  return [...demandDeadlines(state), ...commitmentDeadlines(state), ...offerDeadlines(state)];
}

const demandDeadlines = ({ demandClosed: closed, terms }: Purchase): Deadline[] =>
  closed ? [] : [{ name: demandDeadline, due: terms.demandDeadline }];

/** First the cut-off; then, where the purchase can go ahead, so many days to confirm it. */
const commitmentDeadlines = ({ commitmentsClosed, terms }: Purchase): Deadline[] =>
  commitmentsClosed
    ? [{ name: confirmationDeadline, due: later(terms.commitmentDeadline, days(terms.confirmationDays)) }]
    : [{ name: commitmentDeadline, due: terms.commitmentDeadline }];

/** An offer whose award is approved is accepted: it has no validity left to run out. */
const offerDeadlines = ({ offers, award }: Purchase): Deadline[] =>
  award?.approvalsOutstanding === 0
    ? []
    : [...offers.values()]
        .filter(({ expired }) => !expired)
        .map(({ offerId, validUntil }) => ({ name: `${offerPrefix}${offerId}`, due: validUntil }));

export function passPurchaseDeadline(state: BulkPurchaseState, { name }: Deadline): readonly BulkPurchaseEvent[] {
  const purchase = existing(state);
  if (name === demandDeadline) return [demandClosed(purchase, 'DEADLINE')];
  if (name === commitmentDeadline) return closeCommitments(purchase);
  if (name === confirmationDeadline) return [failed(purchase, 'NOT_CONFIRMED_IN_TIME', 'DEADLINE')];
  const offerId = name.slice(offerPrefix.length);
  return [{ type: 'OfferExpired', data: { purchaseId: purchase.purchaseId, offerId } }];
}

/** A purchase that can't go ahead fails here, whether or not anybody looks. */
function closeCommitments(purchase: Purchase): readonly BulkPurchaseEvent[] {
  const { failure } = outlookOf(purchase);
  const thresholdMet = failure === undefined;
  const closed = { type: 'CommitmentsClosed' as const, data: { purchaseId: purchase.purchaseId, thresholdMet } };
  return thresholdMet ? [closed] : [closed, failed(purchase, failure, 'DEADLINE')];
}
