import { Field, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique } from 'class-validator';
import { EvidenceInput } from '../graphql/evidence.graphql';
import { DateTimeField, IdField, NestedField, TextField, WordField } from '../graphql/fields';
import { MutationInput } from '../graphql/mutation.graphql';
import type { Instant } from '@jointly/kernel';
import { ClusterStage, EnterpriseKind, EnterpriseSize, ErasureReason, MandateScope, Role } from './enums.graphql';

@InputType({ description: 'What an auditor may look at.' })
export class AuditScopeInput {
  @TextField('For what purpose.', { most: 1000 })
  purpose!: string;

  @DateTimeField('Records from this time on.', { optional: true })
  from?: Instant | null;

  @DateTimeField('Records before this time.', { optional: true })
  to?: Instant | null;
}

@InputType({ description: 'A coordinator gives a person a role, or gives it anew with another end.' })
export class GrantRoleInput extends MutationInput {
  @IdField('The person.')
  personId!: string;

  @WordField(() => Role, 'The role.')
  role!: keyof typeof Role;

  @DateTimeField('Its end, exclusive; absent for none. An auditor’s role always ends.', { optional: true })
  until?: Instant | null;

  @NestedField(() => AuditScopeInput, 'For an auditor: what may be looked at.', { optional: true })
  scope?: AuditScopeInput | null;
}

@InputType({ description: 'A coordinator takes a role back.' })
export class RevokeRoleInput extends MutationInput {
  @IdField('The person.')
  personId!: string;

  @WordField(() => Role, 'The role.')
  role!: keyof typeof Role;

  @TextField('Why.', { most: 1000, optional: true })
  reason?: string | null;
}

@InputType({ description: 'A coordinator enters a cluster: a territory and a sector.' })
export class CreateClusterInput extends MutationInput {
  @TextField('Its name.')
  name!: string;

  @TextField('What its enterprises do.')
  sector!: string;

  @TextField('Where they are.')
  territory!: string;

  @WordField(() => ClusterStage, 'How far it has come.')
  stage!: keyof typeof ClusterStage;
}

@InputType({ description: 'A coordinator records that a cluster has reached another stage.' })
export class ChangeClusterStageInput extends MutationInput {
  @IdField('The cluster.')
  clusterId!: string;

  @WordField(() => ClusterStage, 'The stage it has reached.')
  stage!: keyof typeof ClusterStage;
}

@InputType({ description: 'A coordinator enters an enterprise. Its registration number is kept as a keyed hash only.' })
export class RegisterEnterpriseInput extends MutationInput {
  @TextField('Its name; sealed, since an artisan’s is a personal one.')
  name!: string;

  @TextField(
    'Its registration or tax number: one record per number, so that nobody starts anew by registering again.',
    {
      most: 100,
    },
  )
  registrationNumber!: string;

  @WordField(() => EnterpriseKind, 'What it is.')
  kind!: keyof typeof EnterpriseKind;

  @WordField(() => EnterpriseSize, 'How large it is.')
  size!: keyof typeof EnterpriseSize;

  @IdField('The cluster it belongs to.')
  clusterId!: string;

  @TextField('What it does.')
  sector!: string;
}

@InputType({ description: 'A coordinator admits an enterprise as a member, for the first time or again.' })
export class AdmitMemberInput extends MutationInput {
  @IdField('The enterprise.')
  enterpriseId!: string;
}

@InputType({ description: 'A coordinator ends a membership. What the enterprise owes stays owed.' })
export class EndMembershipInput extends MutationInput {
  @IdField('The enterprise.')
  enterpriseId!: string;

  @TextField('Why; sealed.', { most: 1000 })
  reason!: string;
}

@InputType({ description: 'An enterprise’s name is given up for good. What it did stays, under its id.' })
export class EraseEnterpriseInput extends MutationInput {
  @IdField('The enterprise; a member no more.')
  enterpriseId!: string;

  @WordField(() => ErasureReason, 'Why.')
  reason!: keyof typeof ErasureReason;
}

@InputType({ description: 'A coordinator records that a person may act for an enterprise.' })
export class AppointDelegateInput extends MutationInput {
  @IdField('The enterprise.')
  enterpriseId!: string;

  @IdField('The person.')
  personId!: string;

  @Field(() => [MandateScope], { description: 'What for.' })
  @ArrayMinSize(1, { message: 'must name at least one' })
  @ArrayMaxSize(4, { message: 'must name four at most' })
  @ArrayUnique({ message: 'must name each once' })
  scopes!: (keyof typeof MandateScope)[];

  @DateTimeField('From when; absent for now.', { optional: true })
  from?: Instant | null;

  @DateTimeField('Until when, exclusive; absent for no end.', { optional: true })
  until?: Instant | null;

  @NestedField(() => EvidenceInput, 'The signed mandate.', { optional: true })
  evidence?: EvidenceInput | null;
}

@InputType({ description: 'A mandate is ended, by a coordinator or by who holds it.' })
export class EndMandateInput extends MutationInput {
  @IdField('The enterprise.')
  enterpriseId!: string;

  @IdField('The mandate.')
  mandateId!: string;
}

@InputType({ description: 'A coordinator enters a supplier.' })
export class RegisterSupplierInput extends MutationInput {
  @TextField('Its name; sealed.')
  name!: string;
}

@InputType({ description: 'A coordinator records that a supplier is dealt with no more.' })
export class DeactivateSupplierInput extends MutationInput {
  @IdField('The supplier.')
  supplierId!: string;

  @TextField('Why.', { most: 1000, optional: true })
  reason?: string | null;
}

@InputType({ description: 'A supplier’s name is given up for good. What was bought from it stays, under its id.' })
export class EraseSupplierInput extends MutationInput {
  @IdField('The supplier; dealt with no more.')
  supplierId!: string;

  @WordField(() => ErasureReason, 'Why.')
  reason!: keyof typeof ErasureReason;
}
