import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { QuantityObject } from '../graphql/quantity.graphql';
import type { RequestContext } from '../graphql/options';
import { Queries } from '../reading/queries';
import { Award, Baseline, Confirmation, Offer } from './award.graphql';
import { BulkPurchaseObject } from './bulk-purchase.graphql';
import {
  awardView,
  baselineView,
  confirmationView,
  deliveryView,
  invoiceView,
  offerView,
  orderView,
} from './bulk-purchase.view';
import { purchaseDetails } from './purchase.queries';
import { Delivery, Invoice, SupplyOrder } from './settlement.graphql';
import { Terms } from './terms.graphql';

type Details = Awaited<ReturnType<(typeof purchaseDetails)['answer']>>;

const totalsOnly = 'Null for a viewer who may not see what all members come to together.';

/** The parts of a purchase that a list does not need. They are read together, once for each purchase of an answer. */
@Resolver(() => BulkPurchaseObject)
export class PurchaseDetailsResolver {
  private readonly reading = new WeakMap<RequestContext, Map<string, Promise<Details>>>();

  constructor(private readonly queries: Queries) {}

  @ResolveField('terms', () => Terms, { description: 'The terms in force.' })
  async terms(@Parent() of: BulkPurchaseObject, @Context() context: RequestContext): Promise<Terms> {
    return (await this.details(of, context)).purchase.terms;
  }

  @ResolveField('baselines', () => [Baseline], { description: 'What savings are measured against.' })
  async baselines(@Parent() of: BulkPurchaseObject, @Context() context: RequestContext): Promise<Baseline[]> {
    return (await this.details(of, context)).purchase.baselines.map(baselineView);
  }

  @ResolveField('offers', () => [Offer], { description: 'Suppliers’ offers.' })
  async offers(@Parent() of: BulkPurchaseObject, @Context() context: RequestContext): Promise<Offer[]> {
    return (await this.details(of, context)).purchase.offers.map(offerView);
  }

  @ResolveField('award', () => Award, { nullable: true, description: 'Which offer is taken. Null before that.' })
  async award(@Parent() of: BulkPurchaseObject, @Context() context: RequestContext): Promise<Award | null> {
    const { award } = (await this.details(of, context)).purchase;
    return award && awardView(award);
  }

  @ResolveField('confirmation', () => Confirmation, { nullable: true, description: 'Null until it is confirmed.' })
  async confirmation(
    @Parent() of: BulkPurchaseObject,
    @Context() context: RequestContext,
  ): Promise<Confirmation | null> {
    const { purchase, seesTotals } = await this.details(of, context);
    return purchase.confirmation && confirmationView(purchase.confirmation, seesTotals);
  }

  @ResolveField('order', () => SupplyOrder, { nullable: true, description: `What was ordered. ${totalsOnly}` })
  async order(@Parent() of: BulkPurchaseObject, @Context() context: RequestContext): Promise<SupplyOrder | null> {
    const { purchase, seesTotals } = await this.details(of, context);
    return seesTotals && purchase.order ? orderView(purchase.order) : null;
  }

  @ResolveField('deliveries', () => [Delivery], { nullable: true, description: `What arrived. ${totalsOnly}` })
  async deliveries(@Parent() of: BulkPurchaseObject, @Context() context: RequestContext): Promise<Delivery[] | null> {
    const { purchase, seesTotals } = await this.details(of, context);
    return seesTotals ? purchase.deliveries.map(deliveryView) : null;
  }

  @ResolveField('acceptedQuantity', () => QuantityObject, {
    nullable: true,
    description: `All that was accepted, once nothing more is awaited. ${totalsOnly}`,
  })
  async accepted(@Parent() of: BulkPurchaseObject, @Context() context: RequestContext): Promise<QuantityObject | null> {
    const { purchase, seesTotals } = await this.details(of, context);
    return seesTotals ? purchase.accepted : null;
  }

  @ResolveField('invoices', () => [Invoice], { nullable: true, description: `Suppliers’ invoices. ${totalsOnly}` })
  async invoices(@Parent() of: BulkPurchaseObject, @Context() context: RequestContext): Promise<Invoice[] | null> {
    const { purchase, seesTotals } = await this.details(of, context);
    return seesTotals ? purchase.invoices.map(invoiceView) : null;
  }

  @ResolveField('endReason', () => String, { nullable: true, description: 'Why it failed or was cancelled.' })
  async endReason(@Parent() of: BulkPurchaseObject, @Context() context: RequestContext): Promise<string | null> {
    const { failure, cancellation } = (await this.details(of, context)).purchase;
    return failure?.reason ?? cancellation;
  }

  private details({ association, id }: BulkPurchaseObject, context: RequestContext): Promise<Details> {
    const known = this.reading.get(context) ?? new Map<string, Promise<Details>>();
    this.reading.set(context, known);
    const details = known.get(id) ?? this.queries.askOf(context, association, { id }, purchaseDetails);
    known.set(id, details);
    return details;
  }
}
