import { later, days, type AnyCommandDefinition, type JsonObject, type PersonId } from '@jointly/kernel';
import { associationStream, enterpriseStream } from '../streams';
import { delegateAppointed, enterpriseRegistered, memberAdmitted, paper, roleGranted } from '../testing/parties';
import {
  cda,
  committee,
  delegateOf,
  inspector,
  memberId,
  supplierId,
  treasurer,
  verifier,
} from '../testing/purchase-cast';
import { PurchaseStory } from '../testing/purchase-story';
import { coordinator, morning, reop } from '../testing/specification';
import * as commands from './commands';

const officers = { coordinator, treasurer, inspector, verifier, committee, cda };
type Officer = keyof typeof officers;

const story = new PurchaseStory().open();
const kg = story.kg(1);
const price = story.price('1');
const amount = story.money(1);
const schedule = [{ from: '0', unitPrice: price }];
const validUntil = later(morning, days(9));
const reason = 'Because.';

/** Who may ask for what; everybody else is told to ask somebody. */
const matrix: [AnyCommandDefinition, JsonObject, Officer[]][] = [
  [commands.ChangeTerms, { terms: story.terms, termsVersion: 1 }, ['coordinator']],
  [commands.InviteEnterprises, { enterpriseIds: [memberId(1)] }, ['coordinator', 'cda']],
  [commands.CloseDemand, {}, ['coordinator']],
  [
    commands.DeclareBaseline,
    { basis: 'STANDALONE', schedule, source: 'List', quotedAt: morning, evidence: paper },
    ['coordinator', 'cda'],
  ],
  [commands.VerifyBaseline, { baselineId: 'baseline_1' }, ['verifier']],
  [commands.LockBaseline, { baselineId: 'baseline_1' }, ['coordinator']],
  [
    commands.RecordOffer,
    { supplierId, tiers: schedule, charges: [], validUntil, evidence: paper },
    ['coordinator', 'cda'],
  ],
  [commands.AwardDirectly, { offerId: 'offer_1', reason }, ['coordinator']],
  [commands.ApproveAward, {}, ['coordinator', 'committee']],
  [commands.ConfirmPurchase, {}, ['coordinator']],
  [commands.FailPurchase, {}, ['coordinator']],
  [commands.PlaceSupplyOrder, {}, ['coordinator']],
  [commands.RecordDelivery, { quantity: kg }, ['coordinator', 'cda']],
  [commands.InspectDelivery, { deliveryId: 'delivery_1', accepted: kg, rejected: kg }, ['inspector']],
  [commands.DeclareDeliveryComplete, {}, ['coordinator']],
  [
    commands.RecordInvoice,
    { supplierId, number: '1', lines: [{ kind: 'GOODS', amount }], evidence: paper },
    ['treasurer'],
  ],
  [commands.AllocateCosts, {}, ['treasurer']],
  [commands.RecordChargeSettled, { chargeId: 'charge_1' }, []],
  [commands.CloseBulkPurchase, {}, ['coordinator']],
  [commands.CancelBulkPurchase, { reason }, ['coordinator']],
];

const codeFor = (at: PurchaseStory, definition: AnyCommandDefinition, data: JsonObject, actor: PersonId) =>
  at.tries(definition, data as never, actor).refusal?.code;

describe('who may do what in a bulk purchase', () => {
  const rows = matrix.map((row) => [row[0].type, ...row] as const);

  it.each(rows)('%s is for those officers alone whom the roles name', (_type, definition, data, allowed) => {
    for (const [name, person] of Object.entries(officers)) {
      const at = new PurchaseStory().open();
      const forbidden = codeFor(at, definition, data, person) === 'NOT_PERMITTED';
      expect({ name, forbidden }).toEqual({ name, forbidden: !allowed.includes(name as Officer) });
    }
  });

  it.each(rows.filter(([type]) => /Award|Confirm|Order|Complete|Invoice|Costs/.test(type)))(
    '%s is not for a broker, whatever other role the person was given',
    (_type, definition, data) => {
      const at = new PurchaseStory().open();
      for (const role of ['COORDINATOR', 'TREASURER'] as const)
        at.world.tell(associationStream(reop), roleGranted(cda, role));
      expect(codeFor(at, definition, data, cda)).toBe('CDA_IS_IMPARTIAL');
    },
  );
});

describe('who may speak for a member', () => {
  const first = memberId(1);
  const bid = { enterpriseId: first, quantity: kg, termsVersion: 1 };
  const maximumLandedUnitPrice = price;

  /** With the phase in which each of them would be taken. */
  const words: [AnyCommandDefinition, JsonObject, () => PurchaseStory][] = [
    [commands.DeclineInvitation, { enterpriseId: first, reason: 'COST' }, () => new PurchaseStory().invite()],
    [commands.RegisterDemand, bid, () => new PurchaseStory().invite()],
    [commands.ReviseDemand, bid, () => new PurchaseStory().demand()],
    [commands.WithdrawDemand, { enterpriseId: first, reason }, () => new PurchaseStory().demand()],
    [commands.MakeCommitment, { ...bid, maximumLandedUnitPrice }, () => new PurchaseStory().award()],
    [commands.WithdrawCommitment, { enterpriseId: first, reason }, () => new PurchaseStory().commit()],
  ];
  const rows = words.map((row) => [row[0].type, ...row] as const);

  it.each(rows)('%s is for its own delegate, or a coordinator with evidence', (_type, definition, data, tell) => {
    expect(codeFor(tell(), definition, data, delegateOf(memberId(2)))).toBe('NO_MANDATE');
    expect(codeFor(tell(), definition, data, coordinator)).toBe('EVIDENCE_NEEDED');
    expect(codeFor(tell(), definition, { ...data, evidence: paper }, coordinator)).toBeUndefined();
    expect(codeFor(tell(), definition, data, delegateOf(first))).toBeUndefined();
  });

  it.each(rows.filter(([type]) => /RegisterDemand|ReviseDemand|MakeCommitment/.test(type)))(
    '%s is for members alone; whoever left takes nothing new on',
    (_type, definition, data, tell) => {
      const at = tell();
      const ended = { type: 'MembershipEnded', data: { enterpriseId: first, reason } };
      at.world.tell(enterpriseStream(reop, first), ended);
      expect(codeFor(at, definition, data, delegateOf(first))).toBe('NOT_A_MEMBER');
    },
  );

  it.each(rows.filter(([type]) => /Decline|RegisterDemand|MakeCommitment/.test(type)))(
    '%s is for the invited',
    (_type, definition, data, tell) => {
      const at = tell();
      const late = memberId(99);
      at.world.tell(
        enterpriseStream(reop, late),
        enterpriseRegistered(late),
        memberAdmitted(late),
        delegateAppointed(delegateOf(late), { enterpriseId: late }),
      );
      expect(codeFor(at, definition, { ...data, enterpriseId: late }, delegateOf(late))).toBe('NOT_INVITED');
    },
  );
});
