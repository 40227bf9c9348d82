import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import {
  AllocateCosts,
  CloseBulkPurchase,
  DeclareDeliveryComplete,
  InspectDelivery,
  newAllocationId,
  newDeliveryId,
  newInvoiceId,
  newOrderId,
  PlaceSupplyOrder,
  RecordDelivery,
  RecordInvoice,
  VoidInvoice,
} from '@jointly/joint-actions';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import {
  PlaceSupplyOrderInput,
  RecordDeliveryInput,
  InspectDeliveryInput,
  DeclareDeliveryCompleteInput,
  RecordInvoiceInput,
  VoidInvoiceInput,
  AllocateCostsInput,
  CloseBulkPurchaseInput,
} from './settlement.inputs';
import * as payload from './payloads';

/** From the order to the closed purchase. */
@Resolver()
export class SettlementMutations {
  constructor(private readonly mutations: Mutations) {}

  @Mutation(() => payload.PlaceSupplyOrderPayload, { description: 'The confirmed quantity is ordered.' })
  placeSupplyOrder(@Args('input') input: PlaceSupplyOrderInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, PlaceSupplyOrderInput, input, PlaceSupplyOrder, newOrderId);
  }

  @Mutation(() => payload.RecordDeliveryPayload, { description: 'Goods arrived.' })
  recordDelivery(@Args('input') input: RecordDeliveryInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RecordDeliveryInput, input, RecordDelivery, newDeliveryId);
  }

  @Mutation(() => payload.InspectDeliveryPayload, { description: 'An inspector accepts and rejects what arrived.' })
  inspectDelivery(@Args('input') input: InspectDeliveryInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, InspectDeliveryInput, input, InspectDelivery);
  }

  @Mutation(() => payload.DeclareDeliveryCompletePayload, {
    description: 'Nothing more will come; a shortage is shared by the rule.',
  })
  declareDeliveryComplete(
    @Args('input') input: DeclareDeliveryCompleteInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, DeclareDeliveryCompleteInput, input, DeclareDeliveryComplete);
  }

  @Mutation(() => payload.RecordInvoicePayload, { description: 'A supplier’s invoice is recorded.' })
  recordInvoice(@Args('input') input: RecordInvoiceInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RecordInvoiceInput, input, RecordInvoice, newInvoiceId);
  }

  @Mutation(() => payload.VoidInvoicePayload, { description: 'A wrong invoice counts for nothing from now on.' })
  voidInvoice(@Args('input') input: VoidInvoiceInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, VoidInvoiceInput, input, VoidInvoice);
  }

  @Mutation(() => payload.AllocateCostsPayload, {
    description: 'Invoices are shared among the members, and each is charged.',
  })
  allocateCosts(@Args('input') input: AllocateCostsInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, AllocateCostsInput, input, AllocateCosts, newAllocationId);
  }

  @Mutation(() => payload.CloseBulkPurchasePayload, {
    description: 'Everything is allocated and paid; the purchase is over.',
  })
  closeBulkPurchase(@Args('input') input: CloseBulkPurchaseInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, CloseBulkPurchaseInput, input, CloseBulkPurchase);
  }
}
