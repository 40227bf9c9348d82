import { enumType } from '../graphql/fields';

export const CostKind = enumType('CostKind', 'What a cost is for.', {
  GOODS: 'The goods themselves.',
  FREIGHT: 'Transport.',
  DUTY: 'Customs duty.',
  INSURANCE: 'Insurance.',
  FEE: 'A fee of the association or of an agent.',
  OTHER: 'Anything else.',
});

export const AllocationMethod = enumType('AllocationMethod', 'How one kind of cost is shared among the members.', {
  UNIFORM_PRICE: 'One price per accepted unit.',
  PROPORTIONAL: 'In proportion to the accepted quantity.',
  EQUAL: 'The same for every member that gets something.',
});

export const ShortageRule = enumType('ShortageRule', 'How a shortage is shared.', {
  PRO_RATA: 'In proportion to what was committed.',
});

export const SurplusRule = enumType('SurplusRule', 'Who takes what is accepted beyond the commitments.', {
  TO_ASSOCIATION: 'The association, which also bears its cost.',
});

export const QuoteBasis = enumType('QuoteBasis', 'Which pool a price is computed for.', {
  EXPECTED: 'Every commitment, and the demands of members who have not committed yet.',
  BAND: 'The lower edge of the price tier that the other members’ pool has reached, where the pool itself is not shown.',
  THRESHOLD: 'The threshold, where the other members’ pool is below it, or would tell of too few of them.',
});

export const BuyerOfRecord = enumType('BuyerOfRecord', 'Who buys in law.', {
  ASSOCIATION_AS_PRINCIPAL: 'The association buys and sells on.',
  ASSOCIATION_AS_AGENT: 'The association buys in the members’ name.',
});

export const BaselineBasis = enumType('BaselineBasis', 'What a saving is measured against.', {
  STANDALONE: 'What a member would pay alone for its own quantity, by an independent quote or list.',
  LAST_PAID: 'What each member paid last.',
  WEIGHTED_AVG: 'What each member paid on average over a year, weighted by quantity.',
  BENCHMARK: 'A price list of a third party.',
  BUDGET: 'A plan; never in headline figures.',
});

export const DeclineReason = enumType('DeclineReason', 'Why an invitation was declined.', {
  COST: 'It costs too much.',
  COORDINATION: 'It takes too much coordination.',
  TRUST: 'The others, or the association, are not trusted enough.',
  CULTURE: 'It is not how the enterprise works.',
  ENFORCEMENT: 'Nobody would enforce what is agreed.',
  OTHER: 'Another reason.',
});

export const RejectionReason = enumType('RejectionReason', 'Why goods were rejected.', {
  DAMAGED: 'They were damaged.',
  WRONG_SPECIFICATION: 'They were not what was ordered.',
  QUALITY: 'Their quality was too low.',
  SHORT_WEIGHT: 'They weighed less than stated.',
  OTHER: 'Another reason.',
});

export const BulkPurchasePhase = enumType('BulkPurchasePhase', 'Where a bulk purchase stands; derived, never set.', {
  DRAFT: 'Opened; nobody is invited yet.',
  OPEN: 'Members state their demand.',
  POOLED: 'The demand is closed and pooled.',
  TENDERING: 'Offers come in.',
  AWARDED: 'An award is proposed and waits for approval.',
  COMMITTING: 'Members bind themselves.',
  CONFIRMED: 'The purchase goes ahead.',
  ORDERED: 'The order is placed.',
  DELIVERING: 'Goods arrive.',
  SETTLING: 'The delivery is complete; invoices, charges and payments follow.',
  CLOSED: 'Everything is allocated and paid.',
  FAILED: 'It did not go ahead and binds nobody.',
  CANCELLED: 'It was called off before anything was ordered.',
});
