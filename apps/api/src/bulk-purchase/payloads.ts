import { payloadType } from '../graphql/payload';
import { BulkPurchaseObject } from './bulk-purchase.graphql';
import { PurchaseReader } from './purchase.reader';

const ofPurchase = (name: string, created?: string) =>
  payloadType({
    name,
    ...(created !== undefined && { created }),
    thing: { field: 'bulkPurchase', type: () => BulkPurchaseObject, reader: PurchaseReader },
  });

export const OpenBulkPurchasePayload = ofPurchase('OpenBulkPurchase', 'bulkPurchaseId');
export const ChangeTermsPayload = ofPurchase('ChangeTerms');
export const InviteEnterprisesPayload = ofPurchase('InviteEnterprises');
export const DeclineInvitationPayload = ofPurchase('DeclineInvitation');
export const RegisterDemandPayload = ofPurchase('RegisterDemand');
export const ReviseDemandPayload = ofPurchase('ReviseDemand');
export const WithdrawDemandPayload = ofPurchase('WithdrawDemand');
export const CloseDemandPayload = ofPurchase('CloseDemand');
export const MakeCommitmentPayload = ofPurchase('MakeCommitment');
export const WithdrawCommitmentPayload = ofPurchase('WithdrawCommitment');
export const DeclareBaselinePayload = ofPurchase('DeclareBaseline', 'baselineId');
export const VerifyBaselinePayload = ofPurchase('VerifyBaseline');
export const LockBaselinePayload = ofPurchase('LockBaseline');
export const RecordOfferPayload = ofPurchase('RecordOffer', 'offerId');
export const AwardDirectlyPayload = ofPurchase('AwardDirectly');
export const ApproveAwardPayload = ofPurchase('ApproveAward');
export const ConfirmPurchasePayload = ofPurchase('ConfirmPurchase');
export const FailPurchasePayload = ofPurchase('FailPurchase');
export const CancelBulkPurchasePayload = ofPurchase('CancelBulkPurchase');
export const PlaceSupplyOrderPayload = ofPurchase('PlaceSupplyOrder', 'orderId');
export const RecordDeliveryPayload = ofPurchase('RecordDelivery', 'deliveryId');
export const InspectDeliveryPayload = ofPurchase('InspectDelivery');
export const DeclareDeliveryCompletePayload = ofPurchase('DeclareDeliveryComplete');
export const RecordInvoicePayload = ofPurchase('RecordInvoice', 'invoiceId');
export const AllocateCostsPayload = ofPurchase('AllocateCosts', 'allocationId');
export const CloseBulkPurchasePayload = ofPurchase('CloseBulkPurchase');
export const RejectAwardPayload = ofPurchase('RejectAward');
export const VoidInvoicePayload = ofPurchase('VoidInvoice');
