import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Matches, MaxLength } from 'class-validator';

@InputType({ description: 'A document that backs a claim.' })
export class EvidenceInput {
  @Field(() => String, { description: 'Where it is kept: "https://...", "file:ledger-12.pdf".' })
  @MaxLength(2000, { message: 'must have at most 2000 characters' })
  @Matches(/^[a-z][a-z0-9+.-]*:\S+$/, { message: 'must be a URI, such as https://example.org/quote.pdf' })
  uri!: string;

  @Field(() => String, { description: 'SHA-256 of its bytes, 64 hexadecimal digits in lower case.' })
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be a SHA-256 as 64 hexadecimal digits in lower case' })
  sha256!: string;
}

@ObjectType('Evidence', { description: 'A document that backs a claim.' })
export class EvidenceObject {
  @Field(() => String, { nullable: true, description: 'Where it is kept; null once that was erased.' })
  uri!: string | null;

  @Field(() => String, { description: 'SHA-256 of its bytes: it can not be changed unseen.' })
  sha256!: string;
}
