export { account } from './aggregate';
export { PostCredit } from './commands/credit';
export { ConfirmPayment, EnterPayment, newPaymentId, RejectPayment } from './commands/payment';
export {
  associationAccount,
  PostAssociationCost,
  PostCharge,
  PostSupplierInvoice,
  ReverseAssociationCost,
  ReverseSupplierInvoice,
} from './commands/posting';
export * from './events';
export * from './facts';
export * from './state';
