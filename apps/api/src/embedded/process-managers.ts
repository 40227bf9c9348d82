import type { CommandRequest, Outcome } from '@jointly/event-store';
import { assetSettlementProcess, settlementProcess } from '@jointly/joint-actions';
import { reacting, type Process, type ProcessManager } from '@jointly/processes';

/** Every rule that spans streams. */
const managers: readonly ProcessManager[] = [settlementProcess, assetSettlementProcess];

export const processManagers = (dispatch: (request: CommandRequest) => Promise<Outcome>): Process[] =>
  managers.map((manager) => reacting(manager, dispatch));
