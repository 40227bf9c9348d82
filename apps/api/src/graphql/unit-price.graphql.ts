import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { currencyDigits, Decimal, InvalidMoney, type JsonObject } from '@jointly/kernel';
import type { ValueInput } from '../dispatch/command-data';

@ObjectType('UnitPrice', { description: 'Money per unit; may be finer than the currency’s smallest coin.' })
export class UnitPriceObject {
  @Field(() => String, { description: 'In major units per unit of the item, at most 6 decimals: "84.5".' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217: ETB, XOF, TND.' })
  currency!: string;
}

@InputType({ description: 'Money per unit.' })
export class UnitPriceInput implements ValueInput {
  @Field(() => String, { description: 'In major units per unit of the item, above zero, at most 6 decimals: "84.5".' })
  @Matches(/^\d{1,12}(\.\d{1,6})?$/, { message: 'must be a price that is not negative, such as "84.5"' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217: ETB, XOF, TND.' })
  @Matches(/^[A-Z]{3}$/, { message: 'must be a currency of ISO 4217, such as ETB' })
  currency!: string;

  /** @throws InvalidMoney for an unknown currency, or a price of nothing */
  toCommand(): JsonObject {
    currencyDigits(this.currency);
    const amount = new Decimal(this.amount);
    if (amount.isZero()) throw new InvalidMoney('A price must be above zero.');
    return { amount: amount.toFixed(), currency: this.currency };
  }
}
