import { InputType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { EvidenceInput } from '../graphql/evidence.graphql';
import { DateTimeField, IdField, NestedField, TextField, WordField } from '../graphql/fields';
import { MoneyInput } from '../graphql/money.graphql';
import { MutationInput } from '../graphql/mutation.graphql';
import { PayingParty } from './enums.graphql';

@InputType({ description: 'Whose account it is.' })
export class PartyInput {
  @WordField(() => PayingParty, 'A member or a supplier.')
  kind!: keyof typeof PayingParty;

  @IdField('The enterprise’s or the supplier’s id.')
  id!: string;
}

@InputType({ description: 'Somebody enters a payment. It discharges nothing until another person confirms it.' })
export class EnterPaymentInput extends MutationInput {
  @NestedField(() => PartyInput, 'Who paid, or who was paid.')
  party!: PartyInput;

  @NestedField(() => MoneyInput, 'How much.')
  amount!: MoneyInput;

  @DateTimeField('When it was paid.')
  paidAt!: Instant;

  @TextField('As on the bank’s paper.')
  reference!: string;

  @NestedField(() => EvidenceInput, 'The bank’s paper.', { optional: true })
  evidence?: EvidenceInput | null;

  @IdField('The charge or invoice it is meant for; absent for those due first.', { optional: true })
  obligationId?: string | null;
}

@InputType({ isAbstract: true })
abstract class PaymentInput extends MutationInput {
  @NestedField(() => PartyInput, 'Whose account it is on.')
  party!: PartyInput;

  @IdField('The payment.')
  paymentId!: string;
}

@InputType({ description: 'A second person confirms that a payment was made.' })
export class ConfirmPaymentInput extends PaymentInput {}

@InputType({ description: 'A second person finds that an entered payment is not so.' })
export class RejectPaymentInput extends PaymentInput {
  @TextField('Why.', { most: 1000 })
  reason!: string;
}
