import { Type, type Static } from '@sinclair/typebox';
import { accept, addMoney, defineCommand, money, moneySchema } from '@jointly/kernel';
import { enterpriseIdSchema, idSchema, record } from '../../schemas';
import { accountStream } from '../../streams';
import { systemOnly } from '../../system-only';
import { applicationsOf, applied, payable } from '../applying';
import { actionSchema, type AccountEvent, type Party } from '../events';
import { clearing, creditFor, receivable, transfer } from '../lines';
import { creditOf, type AccountState } from '../state';
import { isPositive, isPosted } from './posting';

const credit = record({
  enterpriseId: enterpriseIdSchema,
  creditId: idSchema,
  action: actionSchema,
  amount: moneySchema,
  /** The charge that was too high by it: what of it is open comes first. */
  corrects: Type.Optional(idSchema),
});
type Credit = Static<typeof credit>;

/** What a joint action gives back. A credit that is there is not posted again; what is open is discharged with it. */
export const PostCredit = defineCommand<Credit, AccountState, Record<never, never>, AccountEvent>({
  type: 'PostCredit',
  stream: ({ association, data }) => accountStream(association, data.enterpriseId),
  input: credit,
  policies: [systemOnly, isPositive],
  decide: ({ data: { enterpriseId, ...posted } }, state) => {
    if (isPosted(state, posted.creditId)) return accept();
    const party: Party = { kind: 'MEMBER', id: enterpriseId };
    const lines = transfer(clearing(posted.action), creditFor(party), posted.amount);
    const event: AccountEvent = { type: 'CreditPosted', data: { party, ...posted, lines } };
    return accept(event, ...setAgainstCharges(state, party, posted));
  },
});

/**
 * With what credit there was before. What payments waiting for confirmation will discharge is left to them: the money
 * is on its way, and could not be confirmed any more.
 */
function setAgainstCharges(
  state: AccountState,
  party: Party,
  { creditId, corrects, amount }: Omit<Credit, 'enterpriseId'>,
): AccountEvent[] {
  if (state.status === 'ABSENT') return [];
  const minor = Math.min(addMoney(creditOf(state), amount).minor, payable(state, undefined).minor);
  if (minor <= 0) return [];
  const applications = applicationsOf(state, money(minor, amount.currency), { meantFor: corrects });
  const lines = transfer(creditFor(party), receivable(party), applied(applications, amount.currency));
  const follows = { creditId, ...(corrects !== undefined && { corrects }) };
  return [{ type: 'CreditApplied', data: { party, applications, follows, lines } }];
}
