import { days, later, type CommandDefinition, type DomainEvent, type Known, type PersonId } from '@jointly/kernel';
import { associationStream } from '../streams';
import { AssetStory, custodian, easyRules, monday } from '../testing/asset-story';
import { paper, roleGranted, stranger } from '../testing/parties';
import { memberId, treasurer, verifier } from '../testing/purchase-cast';
import { coordinator, reop } from '../testing/specification';
import * as commands from './commands';

const etb = { minor: 100, currency: 'ETB' };
const price = { amount: '1', currency: 'ETB' };
const deadline = later(monday('10:00'), days(9));
const slot = { start: monday('20:00'), end: monday('21:00') };

interface Asked {
  readonly ask: (story: AssetStory, actor: PersonId) => string | undefined;
  readonly name: string;
}

const asked = <Data, State, Lookups extends Record<string, Known>, E extends DomainEvent>(
  definition: CommandDefinition<Data, State, Lookups, E>,
  data: Omit<Data, 'assetId'>,
): Asked => ({
  name: definition.type,
  ask: (story, actor) => story.tries(definition, data, actor).refusal?.code,
});

const surplus = { distributionId: 'distribution_1' };
const byMoney: readonly Asked[] = [
  asked(commands.OpenFunding, { target: etb, deadline }),
  asked(commands.CloseFunding, {}),
  asked(commands.IssueShare, { enterpriseId: memberId(1), shares: 1 }),
];
const byBooks: readonly Asked[] = [
  asked(commands.RecordGrant, { grantor: 'A ministry', amount: etb, evidence: paper }),
  asked(commands.RecordAssetCost, { category: 'RENT', variable: false, amount: etb }),
  asked(commands.ProposeSurplus, {}),
  asked(commands.ApproveSurplus, surplus),
  asked(commands.RejectSurplus, surplus),
];
const byCoordinators: readonly Asked[] = [
  ...byMoney,
  asked(commands.ChangeAccessRules, { rules: easyRules, rulesVersion: 1 }),
  asked(commands.NameCustodians, { custodians: [custodian] }),
  asked(commands.RecordAcquisition, { price: etb, salvage: etb, lifeYears: 1 }),
  asked(commands.CommissionAsset, {}),
  asked(commands.RetireAsset, { reason: 'Worn out.' }),
  asked(commands.SetTariff, { basis: 'HOUR', member: price, nonMember: price }),
  asked(commands.SetMaintenancePlan, { everyDays: 9 }),
];
const byBaseline: readonly Asked[] = [
  asked(commands.DeclareHireBaseline, {
    basis: 'HIRE_RATE',
    per: 'HOUR',
    rate: price,
    source: 'A list',
    quotedAt: monday('08:00'),
  }),
  asked(commands.VerifyHireBaseline, { baselineId: 'baseline_1' }),
];
const booking = { bookingId: 'booking_1', enterpriseId: memberId(1) };
const byKeepers: readonly Asked[] = [
  asked(commands.RecordHandOver, { ...booking, condition: 'GOOD' }),
  asked(commands.RecordReturn, { ...booking, condition: 'GOOD' }),
  asked(commands.ApproveBooking, booking),
  asked(commands.DeclineBooking, { ...booking, reason: 'Not then.' }),
  asked(commands.ExcuseBooking, { ...booking, reason: 'The road was flooded.' }),
  asked(commands.RecordMeterReading, { reading: '1' }),
  asked(commands.CorrectMeterReading, { readingId: 'reading_1', reading: '1', reason: 'Misread.' }),
  asked(commands.BillBooking, { bookingId: 'booking_1' }),
  asked(commands.ReportDamage, { summary: 'A crack' }),
  asked(commands.StartDowntime, { expectedEnd: deadline, cause: 'OTHER' }),
  asked(commands.ExtendDowntime, { expectedEnd: deadline }),
  asked(commands.EndDowntime, {}),
  asked(commands.ScheduleMaintenance, { title: 'Oil', ...slot }),
  asked(commands.CancelMaintenance, { maintenanceId: 'maintenance_1' }),
  asked(commands.CompleteMaintenance, {}),
];
const bySystem = asked(commands.RecordContributionReceived, { chargeId: 'charge_1' });

const rows = (all: readonly Asked[]): [string, Asked][] => all.map((one) => [one.name, one]);

describe('on a shared asset', () => {
  it.each(rows([...byCoordinators, ...byBooks, ...byBaseline, ...byKeepers, bySystem]))(
    '%s is not for everybody',
    (_, { ask }) => {
      expect(ask(new AssetStory(), stranger)).toBe('NOT_PERMITTED');
    },
  );

  it.each(rows([...byCoordinators, ...byBaseline]))('%s is not for a custodian', (_, { ask }) => {
    expect(ask(new AssetStory(), custodian)).toBe('NOT_PERMITTED');
  });

  it.each(rows(byCoordinators))('%s is for a coordinator and not for a treasurer', (_, { ask }) => {
    const story = new AssetStory();
    expect([ask(story, treasurer), ask(story, coordinator) === 'NOT_PERMITTED']).toEqual(['NOT_PERMITTED', false]);
  });

  it.each(rows(byBooks))('%s is for a treasurer and not for a verifier', (_, { ask }) => {
    const story = new AssetStory();
    expect([ask(story, verifier), ask(story, treasurer) === 'NOT_PERMITTED']).toEqual(['NOT_PERMITTED', false]);
  });

  it.each(rows([...byMoney, ...byBooks]))('%s is never for a broker, whatever else it is', (_, { ask }) => {
    const story = new AssetStory();
    story.world.tell(associationStream(reop), roleGranted(coordinator, 'CDA'));
    expect(ask(story, coordinator)).toBe('CDA_IS_IMPARTIAL');
  });

  it.each(rows(byKeepers))('%s is for custodians and for coordinators', (_, { ask }) => {
    const answers = [custodian, coordinator].map((actor) => ask(new AssetStory(), actor));
    expect(answers).not.toContain('NOT_PERMITTED');
  });

  it.each(rows([...byCoordinators, ...byKeepers]))(
    '%s is over once it is retired, but for what is still owed',
    (name, { ask }) => {
      const story = new AssetStory({ meterUnit: 'h' });
      story.does(commands.RetireAsset, { reason: 'Worn out.' });
      const goesOn = ['BillBooking', 'CorrectMeterReading', 'ExcuseBooking'].includes(name);
      expect(ask(story, coordinator) === 'ASSET_RETIRED').toBe(!goesOn);
    },
  );
});
