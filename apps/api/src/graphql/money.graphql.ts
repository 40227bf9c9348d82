import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { formatMoney, parseMoney, type JsonObject, type Money } from '@jointly/kernel';
import type { ValueInput } from '../dispatch/command-data';

@ObjectType('Money', { description: 'An exact amount. Never a floating-point number.' })
export class MoneyObject {
  @Field(() => String, { description: 'In major units, with the decimals of the currency: "1250.50", "1250" for XOF.' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217: ETB, XOF, TND.' })
  currency!: string;
}

@InputType({ description: 'An exact amount.' })
export class MoneyInput implements ValueInput {
  @Field(() => String, { description: 'In major units, as text: "1250.50". No more decimals than the currency has.' })
  @Matches(/^\d{1,15}(\.\d{1,6})?$/, { message: 'must be an amount that is not negative, such as "1250.50"' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217: ETB, XOF, TND.' })
  @Matches(/^[A-Z]{3}$/, { message: 'must be a currency of ISO 4217, such as ETB' })
  currency!: string;

  /** @throws InvalidMoney for an unknown currency, or more decimals than it has */
  toCommand(): JsonObject {
    return { ...parseMoney(this.amount, this.currency) };
  }
}

export const moneyObject = (money: Money): MoneyObject => ({ amount: formatMoney(money), currency: money.currency });
