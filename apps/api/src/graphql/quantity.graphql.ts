import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Length, Matches } from 'class-validator';
import { quantity, type JsonObject } from '@jointly/kernel';
import type { ValueInput } from '../dispatch/command-data';

@ObjectType('Quantity', { description: 'An exact quantity in a unit.' })
export class QuantityObject {
  @Field(() => String, { description: 'Decimal text with at most 6 decimals: "1200.5".' })
  value!: string;

  @Field(() => String, { description: 'The unit, as the joint action names it: kg, l, piece.' })
  unit!: string;
}

@InputType({ description: 'An exact quantity in a unit.' })
export class QuantityInput implements ValueInput {
  @Field(() => String, { description: 'Decimal text with at most 6 decimals, not negative: "1200.5".' })
  @Matches(/^\d{1,12}(\.\d{1,6})?$/, { message: 'must be a quantity that is not negative, such as "1200.5"' })
  value!: string;

  @Field(() => String, { description: 'The unit of the joint action: kg, l, piece.' })
  @Length(1, 20, { message: 'must be a unit, such as kg' })
  unit!: string;

  /** @throws InvalidQuantity when absurdly large or finer than 6 decimals */
  toCommand(): JsonObject {
    return { ...quantity(this.value, this.unit) };
  }
}
