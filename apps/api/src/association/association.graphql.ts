import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { AssociationId, Instant } from '@jointly/kernel';
import { connectionType } from '../graphql/connection.graphql';
import { enumType } from '../graphql/fields';
import { DateTime } from '../graphql/scalars';
import { ClusterStage, EnterpriseKind, EnterpriseSize, MandateScope, Role } from './enums.graphql';
import { AssociationRules } from './rules.graphql';

export const Membership = enumType('Membership', 'Whether an enterprise is a member.', {
  NONE: 'It never was.',
  MEMBER: 'It is.',
  FORMER: 'It was, and may be admitted again.',
});

export const SupplierStatus = enumType('SupplierStatus', 'Whether a supplier is dealt with.', {
  ACTIVE: 'It is.',
  INACTIVE: 'It is dealt with no more.',
});

@ObjectType({ description: 'A role that a person holds.' })
export class RoleGrant {
  @Field(() => ID, { description: 'The person.' })
  personId!: string;

  @Field(() => String, { nullable: true, description: 'The person’s name; null once it was erased.' })
  personName!: string | null;

  @Field(() => Role, { description: 'The role.' })
  role!: keyof typeof Role;

  @Field(() => DateTime, { nullable: true, description: 'Its end, exclusive; null for none.' })
  until!: Instant | null;
}

@ObjectType('Association', { description: 'A tenant: everything belongs to exactly one.' })
export class AssociationObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: AssociationId;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'The currency it keeps its books in, ISO 4217.' })
  currency!: string;

  @Field(() => String, { description: 'IANA.' })
  timeZone!: string;

  @Field(() => String, { nullable: true, description: 'BCP 47.' })
  locale!: string | null;

  @Field(() => DateTime, { description: 'When it was founded.' })
  foundedAt!: Instant;

  @Field(() => AssociationRules, { description: 'Its rules now.' })
  rules!: AssociationRules;
}

@ObjectType({ description: 'A territory and a sector.' })
export class Cluster {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'What its enterprises do.' })
  sector!: string;

  @Field(() => String, { description: 'Where they are.' })
  territory!: string;

  @Field(() => ClusterStage, { description: 'How far it has come.' })
  stage!: keyof typeof ClusterStage;

  @Field(() => DateTime, { description: 'When it came so far.' })
  stageSince!: Instant;
}

@ObjectType({ description: 'A firm, an artisan or a producer family.' })
export class Enterprise {
  association!: AssociationId;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Its name; null once it was erased.' })
  name!: string | null;

  @Field(() => EnterpriseKind, { description: 'What it is.' })
  kind!: keyof typeof EnterpriseKind;

  @Field(() => EnterpriseSize, { description: 'How large it is.' })
  size!: keyof typeof EnterpriseSize;

  @Field(() => ID, { description: 'Its cluster.' })
  clusterId!: string;

  @Field(() => String, { description: 'What it does.' })
  sector!: string;

  @Field(() => Membership, { description: 'Whether it is a member.' })
  membership!: keyof typeof Membership;
}

@ObjectType({ description: 'A person may act for an enterprise.' })
export class Mandate {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;

  @Field(() => ID, { description: 'The person.' })
  personId!: string;

  @Field(() => [MandateScope], { description: 'What for.' })
  scopes!: (keyof typeof MandateScope)[];

  @Field(() => DateTime, { description: 'From when.' })
  from!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'Until when, exclusive; null for no end.' })
  until!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was ended before its time.' })
  endedAt!: Instant | null;
}

@ObjectType('Person', { description: 'Somebody who acts for a party. Name and contact can be erased.' })
export class PersonObject {
  @Field(() => ID, { description: 'Their id; it stays, and says nothing about them.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Their name; null once it was erased.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Their telephone number, where it is known.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'Their e-mail address, where it is known.' })
  email!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When name and contact were given up.' })
  erasedAt!: Instant | null;
}

@ObjectType({ description: 'Who sells to the association.' })
export class Supplier {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Its name; null once it was erased.' })
  name!: string | null;

  @Field(() => SupplierStatus, { description: 'Whether it is dealt with.' })
  status!: keyof typeof SupplierStatus;
}

@ObjectType('Viewer', { description: 'Whoever asks, in one association.' })
export class ViewerObject {
  @Field(() => ID, { description: 'The person.' })
  personId!: string;

  @Field(() => [Role], { description: 'The roles they hold now.' })
  roles!: (keyof typeof Role)[];

  @Field(() => [ID], { description: 'The enterprises they act for now.' })
  enterpriseIds!: string[];
}

export const ClusterConnection = connectionType(Cluster, 'Cluster');
export const EnterpriseConnection = connectionType(Enterprise, 'Enterprise');
export const SupplierConnection = connectionType(Supplier, 'Supplier');
