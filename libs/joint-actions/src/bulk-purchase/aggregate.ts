import type { Aggregate } from '@jointly/kernel';
import * as commands from './commands';
import { passPurchaseDeadline, purchaseDeadlines } from './deadlines';
import type { BulkPurchaseEvent } from './events';
import { evolveBulkPurchase } from './evolve';
import { noPurchase, type BulkPurchaseState } from './state';

export const bulkPurchase: Aggregate<BulkPurchaseState, BulkPurchaseEvent> = {
  category: 'bulkPurchase',
  initial: noPurchase,
  evolve: evolveBulkPurchase,
  commands: [
    commands.OpenBulkPurchase,
    commands.ChangeTerms,
    commands.InviteEnterprises,
    commands.DeclineInvitation,
    commands.RegisterDemand,
    commands.ReviseDemand,
    commands.WithdrawDemand,
    commands.CloseDemand,
    commands.DeclareBaseline,
    commands.VerifyBaseline,
    commands.LockBaseline,
    commands.RecordOffer,
    commands.AwardDirectly,
    commands.ApproveAward,
    commands.RejectAward,
    commands.MakeCommitment,
    commands.WithdrawCommitment,
    commands.ConfirmPurchase,
    commands.FailPurchase,
    commands.ContinueSharing,
    commands.PlaceSupplyOrder,
    commands.RecordDelivery,
    commands.InspectDelivery,
    commands.DeclareDeliveryComplete,
    commands.RecordInvoice,
    commands.VoidInvoice,
    commands.AllocateCosts,
    commands.RecordChargeSettled,
    commands.CloseBulkPurchase,
    commands.CancelBulkPurchase,
  ],
  deadlines: purchaseDeadlines,
  passDeadline: passPurchaseDeadline,
};
