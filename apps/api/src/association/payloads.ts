import { payloadType } from '../graphql/payload';

export const CreateAssociationPayload = payloadType({ name: 'CreateAssociation', created: 'coordinatorId' });
export const ChangeRulesPayload = payloadType({ name: 'ChangeRules' });
export const RegisterPersonPayload = payloadType({ name: 'RegisterPerson', created: 'personId' });
export const ErasePersonPayload = payloadType({ name: 'ErasePerson' });
export const GrantRolePayload = payloadType({ name: 'GrantRole' });
export const RevokeRolePayload = payloadType({ name: 'RevokeRole' });
export const CreateClusterPayload = payloadType({ name: 'CreateCluster', created: 'clusterId' });
export const ChangeClusterStagePayload = payloadType({ name: 'ChangeClusterStage' });
export const RegisterEnterprisePayload = payloadType({ name: 'RegisterEnterprise', created: 'enterpriseId' });
export const AdmitMemberPayload = payloadType({ name: 'AdmitMember' });
export const EndMembershipPayload = payloadType({ name: 'EndMembership' });
export const EraseEnterprisePayload = payloadType({ name: 'EraseEnterprise' });
export const AppointDelegatePayload = payloadType({ name: 'AppointDelegate', created: 'mandateId' });
export const EndMandatePayload = payloadType({ name: 'EndMandate' });
export const RegisterSupplierPayload = payloadType({ name: 'RegisterSupplier', created: 'supplierId' });
export const DeactivateSupplierPayload = payloadType({ name: 'DeactivateSupplier' });
export const EraseSupplierPayload = payloadType({ name: 'EraseSupplier' });
