import { InputType } from '@nestjs/graphql';
import { IsEmail, IsOptional, Matches } from 'class-validator';
import { Field } from '@nestjs/graphql';
import { IdField, NestedField, TextField, WholeField, WordField } from '../graphql/fields';
import { MutationInput } from '../graphql/mutation.graphql';
import { ErasureReason } from './enums.graphql';
import { AssociationRulesInput } from './rules.graphql';

@InputType({ description: 'How somebody signs in: the two claims of their bearer token that say who they are.' })
export class LoginInput {
  @TextField('The `sub` of their token.', { most: 255 })
  subject!: string;

  @TextField('The `iss` of their token; absent for the issuer of the asker’s own token.', { most: 500, optional: true })
  issuer?: string | null;
}

@InputType({ description: 'A person. Name and contact are sealed under a key of their own and can be erased.' })
export class PersonInput {
  @TextField('Their name.')
  name!: string;

  @Field(() => String, { nullable: true, description: 'As it is dialled from anywhere: "+251911223344".' })
  @IsOptional()
  @Matches(/^\+[1-9]\d{6,14}$/, { message: 'must be a number as it is dialled from anywhere, such as +251911223344' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Their e-mail address.' })
  @IsOptional()
  @IsEmail({}, { message: 'must be an e-mail address' })
  email?: string | null;

  @NestedField(() => LoginInput, 'How they sign in. Absent for who does not use this API.', { optional: true })
  login?: LoginInput | null;
}

@InputType({ description: 'An operator founds an association and hands it to its first coordinator.' })
export class CreateAssociationInput extends MutationInput {
  @TextField('Its name.')
  name!: string;

  @Field(() => String, { description: 'The currency it keeps its books in, ISO 4217: ETB, XOF.' })
  @Matches(/^[A-Z]{3}$/, { message: 'must be a currency of ISO 4217, such as ETB' })
  currency!: string;

  @TextField('IANA: Africa/Addis_Ababa.', { most: 64 })
  timeZone!: string;

  @TextField('BCP 47: am-ET, fr-SN.', { most: 35, optional: true })
  locale?: string | null;

  @NestedField(() => PersonInput, 'Its first coordinator.')
  coordinator!: PersonInput;

  @NestedField(() => AssociationRulesInput, 'Its rules; absent for the usual ones.', { optional: true })
  rules?: AssociationRulesInput | null;
}

@InputType({ description: 'A coordinator changes the rules. What was decided keeps the version it used.' })
export class ChangeRulesInput extends MutationInput {
  @WholeField('The version that was looked at, so that nobody undoes a change they have not seen.', 1, 1_000_000)
  basedOnVersion!: number;

  @NestedField(() => AssociationRulesInput, 'All rules, as they shall be.')
  rules!: AssociationRulesInput;
}

@InputType({ description: 'A coordinator enters a person who acts for a party.' })
export class RegisterPersonInput extends MutationInput {
  @NestedField(() => PersonInput, 'Who they are.')
  person!: PersonInput;
}

@InputType({ description: 'A person’s name and contact are given up for good. What they did stays, under their id.' })
export class ErasePersonInput extends MutationInput {
  @IdField('The person.')
  personId!: string;

  @WordField(() => ErasureReason, 'Why.')
  reason!: keyof typeof ErasureReason;
}
