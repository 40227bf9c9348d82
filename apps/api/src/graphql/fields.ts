import { Field, ID, Int, registerEnumType } from '@nestjs/graphql';
import { Transform, Type as Transformed } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Decimal } from '@jointly/kernel';
import { DateTime } from './scalars';

/** An input's field may be left out. */
interface Optional {
  readonly optional?: boolean;
}

const all =
  (...decorators: (PropertyDecorator | undefined)[]): PropertyDecorator =>
  (target, property) => {
    for (const decorate of decorators) decorate?.(target, property);
  };

const optionalIf = (optional: boolean | undefined): PropertyDecorator | undefined =>
  optional ? IsOptional() : undefined;

const idPattern = /^[A-Za-z0-9_-]{1,80}$/;

/** The id of a thing. */
export const IdField = (description: string, { optional = false }: Optional = {}): PropertyDecorator =>
  all(
    Field(() => ID, { description, nullable: optional }),
    optionalIf(optional),
    Matches(idPattern, { message: 'must be an id as this API gave it' }),
  );

/** The ids of several things, each once. */
export const IdsField = (description: string, most: number): PropertyDecorator =>
  all(
    Field(() => [ID], { description }),
    ArrayMinSize(1, { message: 'must name at least one' }),
    ArrayMaxSize(most, { message: `must name ${most} at most` }),
    Matches(idPattern, { each: true, message: 'must be ids as this API gave them' }),
  );

/** A text of people. */
export const TextField = (description: string, { most = 200, optional = false }: Optional & { most?: number } = {}) =>
  all(
    Field(() => String, { description, nullable: optional }),
    optionalIf(optional),
    Length(1, most, { message: `must have 1 to ${most} characters` }),
    Matches(/\S/, { message: 'must not be blank' }),
  );

export const DateTimeField = (description: string, { optional = false }: Optional = {}): PropertyDecorator =>
  all(
    Field(() => DateTime, { description, nullable: optional }),
    optionalIf(optional),
  );

export const WholeField = (
  description: string,
  least: number,
  most: number,
  { optional = false }: Optional = {},
): PropertyDecorator =>
  all(
    Field(() => Int, { description, nullable: optional }),
    optionalIf(optional),
    IsInt({ message: 'must be a whole number' }),
    Min(least, { message: `must be ${least} or more` }),
    Max(most, { message: `must be ${most} or less` }),
  );

/** Yes or no. */
export const YesNoField = (description: string, { optional = false }: Optional = {}): PropertyDecorator =>
  all(
    Field(() => Boolean, { description, nullable: optional }),
    optionalIf(optional),
    IsBoolean({ message: 'must be true or false' }),
  );

/** A decimal as text. */
export const DecimalField = (description: string, { optional = false }: Optional = {}): PropertyDecorator =>
  all(
    Field(() => String, { description, nullable: optional }),
    optionalIf(optional),
    Transform(({ value }: { value: unknown }) => canonicalDecimal(value)),
    Matches(decimalPattern, { message: 'must be a decimal that is not negative, such as "1200.5"' }),
  );

const decimalPattern = /^\d{1,12}(\.\d{1,6})?$/;

/** "007.50" → "7.5": one number is written in one way, or a repeated request would not be recognised. */
const canonicalDecimal = (value: unknown): unknown =>
  typeof value === 'string' && decimalPattern.test(value) ? new Decimal(value).toFixed() : value;

/** An input inside an input. */
export const NestedField = (type: () => new () => object, description: string, { optional = false }: Optional = {}) =>
  all(Field(type, { description, nullable: optional }), optionalIf(optional), ValidateNested(), Transformed(type));

/** Several inputs inside an input. */
export const NestedListField = (type: () => new () => object, description: string, least: number, most: number) =>
  all(
    Field(() => [type()], { description }),
    ArrayMinSize(least, { message: `must have at least ${least}` }),
    ArrayMaxSize(most, { message: `must have at most ${most}` }),
    ValidateNested({ each: true }),
    Transformed(type),
  );

/** One word of an enum; GraphQL itself refuses others. The rule is for inputs of nothing but words: without any, they count as unknown. */
export const WordField = (type: () => object, description: string, { optional = false }: Optional = {}) =>
  all(Field(type, { description, nullable: optional }), optionalIf(optional), IsString());

/** Words of the domain as an enum of the API. */
export function enumType<const Word extends string>(
  name: string,
  description: string,
  words: Readonly<Record<Word, string>>,
): { readonly [W in Word]: W } {
  const values = Object.fromEntries(Object.keys(words).map((word) => [word, word])) as { [W in Word]: W };
  const valuesMap = Object.fromEntries(
    Object.entries<string>(words).map(([word, text]) => [word, { description: text }]),
  );
  registerEnumType(values, {
    name,
    description,
    valuesMap: valuesMap as Partial<Record<Word, { description: string }>>,
  });
  return values;
}
