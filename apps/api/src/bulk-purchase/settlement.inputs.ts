import { Field, ID, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional } from 'class-validator';
import type { Instant } from '@jointly/kernel';
import { EvidenceInput } from '../graphql/evidence.graphql';
import { DateTimeField, IdField, NestedField, NestedListField, TextField, WordField } from '../graphql/fields';
import { MoneyInput } from '../graphql/money.graphql';
import { QuantityInput } from '../graphql/quantity.graphql';
import { PurchaseInput } from './award.inputs';
import { CostKind, RejectionReason } from './enums.graphql';

@InputType({ description: 'A coordinator closes the demand before its deadline does.' })
export class CloseDemandInput extends PurchaseInput {}

@InputType({ description: 'A coordinator confirms the purchase: its threshold is met, and commitments become orders.' })
export class ConfirmPurchaseInput extends PurchaseInput {}

@InputType({ description: 'A coordinator records that the purchase does not go ahead.' })
export class FailPurchaseInput extends PurchaseInput {}

@InputType({ description: 'A coordinator orders the confirmed quantity.' })
export class PlaceSupplyOrderInput extends PurchaseInput {
  @TextField('The number of the order.', { optional: true })
  reference?: string | null;
}

@InputType({ description: 'Goods arrived, all or a part of them.' })
export class RecordDeliveryInput extends PurchaseInput {
  @NestedField(() => QuantityInput, 'How much.')
  quantity!: QuantityInput;

  @TextField('The number of the delivery note.', { optional: true })
  reference?: string | null;

  @NestedField(() => EvidenceInput, 'The delivery note.', { optional: true })
  evidence?: EvidenceInput | null;
}

@InputType({
  description: 'An inspector, another person than who recorded the delivery, accepts and rejects its parts.',
})
export class InspectDeliveryInput extends PurchaseInput {
  @IdField('The delivery.')
  deliveryId!: string;

  @NestedField(() => QuantityInput, 'What is accepted.')
  accepted!: QuantityInput;

  @NestedField(() => QuantityInput, 'What is rejected.')
  rejected!: QuantityInput;

  @WordField(() => RejectionReason, 'Why, where something is rejected.', { optional: true })
  rejectionReason?: keyof typeof RejectionReason | null;

  @TextField('What the inspector saw.', { most: 1000, optional: true })
  remark?: string | null;
}

@InputType({ description: 'A coordinator accepts a shortage: nothing more will come.' })
export class DeclareDeliveryCompleteInput extends PurchaseInput {}

@InputType({ description: 'One line of an invoice.' })
export class InvoiceLineInput {
  @WordField(() => CostKind, 'What it is for.')
  kind!: keyof typeof CostKind;

  @TextField('As it stands on the invoice.', { optional: true })
  description?: string | null;

  @NestedField(() => MoneyInput, 'How much.')
  amount!: MoneyInput;
}

@InputType({ description: 'A treasurer records a supplier’s invoice.' })
export class RecordInvoiceInput extends PurchaseInput {
  @IdField('The supplier.')
  supplierId!: string;

  @TextField('The invoice’s number.')
  number!: string;

  @NestedListField(() => InvoiceLineInput, 'Its lines.', 1, 50)
  lines!: InvoiceLineInput[];

  @DateTimeField('When it is due; absent for the association’s usual term.', { optional: true })
  dueAt?: Instant | null;

  @NestedField(() => EvidenceInput, 'The invoice.')
  evidence!: EvidenceInput;
}

@InputType({
  description: 'A treasurer voids a wrong invoice before it is paid or allocated; the corrected one is recorded anew.',
})
export class VoidInvoiceInput extends PurchaseInput {
  @IdField('The invoice.')
  invoiceId!: string;

  @IdField('The supplier whose invoice it is.')
  supplierId!: string;

  @TextField('What is wrong with it.', { most: 1000 })
  reason!: string;
}

@InputType({ description: 'A treasurer shares invoices among the members, by the terms, to the minor unit.' })
export class AllocateCostsInput extends PurchaseInput {
  @Field(() => [ID], { nullable: true, description: 'Which invoices; absent for all that are not allocated yet.' })
  @IsOptional()
  @ArrayMinSize(1, { message: 'must name at least one' })
  @ArrayMaxSize(50, { message: 'must name 50 at most' })
  @ArrayUnique({ message: 'must name each once' })
  invoiceIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'The association bears what exceeds members’ maximum prices; without it, such an allocation is refused.',
  })
  associationBearsExcess?: boolean | null;
}

@InputType({ description: 'A coordinator closes a purchase in which everything is allocated and paid.' })
export class CloseBulkPurchaseInput extends PurchaseInput {}

@InputType({ description: 'A coordinator calls a purchase off before anything is ordered.' })
export class CancelBulkPurchaseInput extends PurchaseInput {
  @TextField('Why.', { most: 1000 })
  reason!: string;
}
